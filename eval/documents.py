"""The documents a suite asks about, indexed into a library of their own."""

from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from index.errors import DocumentError, RequestError
from index.milvus_place import shown
from index.store import create_store
from index.weights import Progress, Weights
from rag.assembly import open_indexer


def seeds() -> Path:
    """The folder of the four articles: within the package when installed, else beside it."""
    package = Path(str(files("eval")))
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def suite_file() -> Path:
    """The questions on the four articles."""
    return Path(str(files("eval"))) / "questions.jsonl"


def index(
    paths: Sequence[Path],
    place: Path,
    weights: Weights,
    left_out: Collection[str] = (),
    progress: Progress | None = None,
) -> dict[str, str]:
    """Makes the library `place` hold the documents under `paths` alone; their texts by name.

    Raises DocumentError for a path that is not there, RequestError where nothing is left to read
    or the library holds documents already: they may be somebody's.
    """
    for path in paths:
        if not path.exists():
            raise DocumentError(f"there is no file or folder {path}: check the name")
    with create_store(place) as library:
        if library.documents():
            raise RequestError(f"{shown(place)} holds documents already: name an empty library")
        report = open_indexer(library, weights, progress).index(paths)
        for document, _ in library.documents():
            if document.name in left_out:
                library.remove(document.name)
        texts = {document.name: document.text for document, _ in library.documents()}
    if not texts:
        why = report.failed[0] if report.failed else "there is no file of a known format"
        raise RequestError(f"no document to ask about: {why}")
    return texts


def write(texts: Mapping[str, str], folder: Path) -> Path:
    """Writes texts as files of these names into an empty folder, which is returned."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder
