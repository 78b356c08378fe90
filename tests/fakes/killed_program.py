"""A process that changes a library and reports each document, to be killed while it does.

`python killed_program.py index|remove LIBRARY FOLDER` with the project's paths in PYTHONPATH.
"""

import sys
from pathlib import Path

from fakes.fake_encoder import DIMENSION, FakeEncoder
from index import indexer
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.snapshot import load_index


def main(what: str, folder: Path, articles: Path) -> None:
    # A transaction for every few sentences, so that there are many moments to be killed at.
    indexer.BATCH_SENTENCES = 4
    with Library.create(folder) as library:
        print("open", flush=True)
        if what == "index":
            Indexer(library, FakeEncoder()).index(
                [articles], lambda done, _: print(done, flush=True)
            )
            load_index(library, DIMENSION, FaissIndex)
        else:
            for document, _ in library.documents():
                library.remove(document.name)
                print(document.name, flush=True)
    print("end", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
