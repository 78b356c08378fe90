"""`python -m eval.benchmarks`: how well and how fast evidence is found, in ratios of one run.

Everything is printed, and written to the folder --out as benchmarks.json and evidence.svg.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from eval import plots
from eval.benchmarks import speed
from eval.benchmarks.evidence import evidence_found
from eval.benchmarks.growth import growth
from eval.documents import seeds
from eval.progress_bar import ProgressBar
from eval.suite import Suite, open_suite
from index.errors import FootnotedError
from index.faiss_index import FaissIndex
from index.library import Library
from index.snapshot import load_index
from index.weights import Weights
from rag.assembly import ENCODER, NO_MODEL, WRITER, open_desk, open_engines

PARTS = ("evidence", "indexing", "start", "answers", "growth")
WAYS = ("bm25", "dense", "fused", "reranked")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the parts asked for; 1, with one line, when one cannot be run."""
    options = _parser().parse_args(arguments)
    try:
        with (
            TemporaryDirectory(prefix="footnoted-bench-") as work,
            ProgressBar(quiet=False) as bar,
        ):
            found = _run(options, Path(work), bar)
    except FootnotedError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    _write(options.out, found)
    print(json.dumps(found, indent=1))
    return 0


def _run(options: argparse.Namespace, work: Path, bar: ProgressBar) -> dict[str, Any]:
    weights, found = Weights(), dict[str, Any]()
    suite = open_suite(None, None, work / "seeds", weights, bar.weights)
    questions = [q for q in suite.questions if q.split == options.split]
    questions = questions[: options.questions]
    if "evidence" in options.parts:
        found["evidence"] = {"articles": _evidence(suite, questions, weights, bar)}
        for number, (file, contexts) in enumerate(_sets(options.sets)):
            other = open_suite(file, contexts, work / f"set{number}", weights, bar.weights)
            asked = [q for q in other.questions if q.evidence and q.split == options.split]
            asked = asked[: options.questions]
            found["evidence"][other.name] = _evidence(other, asked, weights, bar)
    if "indexing" in options.parts:
        folder, sha256 = weights.ensure(ENCODER), weights.sha256(ENCODER)
        found["indexing"] = speed.indexing(options.documents, work / "again", folder, sha256)
    if "start" in options.parts:
        found["start"] = speed.cold_search(suite.library)
    if "answers" in options.parts:
        desk = open_desk(suite.library, weights, model=WRITER, progress=bar.weights)
        found["answers"] = speed.answering(desk, questions, bar.questions)
    if "growth" in options.parts:
        with Library.open(suite.library) as library:
            real = np.concatenate([rows for _, rows in library.vectors()])
        found["growth"] = growth(real, options.sizes, work)
    return found


def _evidence(suite: Suite, questions: Any, weights: Weights, bar: ProgressBar) -> dict[str, Any]:
    engines = open_engines(weights, model=NO_MODEL, progress=bar.weights)
    with Library.open(suite.library) as library:
        index = load_index(library, engines.encoder.dimension, FaissIndex)
        return evidence_found(questions, library, index, engines, bar.questions)


def _sets(written: Sequence[str]) -> list[tuple[Path, Path | None]]:
    """FILE or FILE,CONTEXTS."""
    pairs = [text.partition(",") for text in written]
    return [(Path(file), Path(contexts) if contexts else None) for file, _, contexts in pairs]


def _write(folder: Path, found: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=1)
    (folder / "benchmarks.json").write_text(text + "\n", encoding="utf-8")
    rows = []
    for name, table in found.get("evidence", {}).items():
        values = [table[way]["recall@10"] for way in WAYS]
        rows.append((name[:14], [(value, value, value) for value in values]))
    if rows:
        picture = plots.bars(rows).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        picture = picture.replace(
            "Correctness by type of question", f"recall@10: {', '.join(WAYS)}"
        )
        (folder / "evidence.svg").write_text(picture + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks", description=__doc__)
    add = parser.add_argument
    add("parts", nargs="*", default=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}")
    add("--set", dest="sets", action="append", default=[], metavar="FILE[,CONTEXTS]",
        help="a SQuAD 2.0 or CLAPNQ file to find evidence in; may be given again")  # fmt: skip
    add("--split", default="dev", choices=("dev", "test"), help="of the questions")
    add("--questions", type=int, default=None, metavar="N", help="at most so many of each set")
    add("--documents", type=Path, default=seeds(), help="a folder of texts to index")
    add("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    add("--out", type=Path, default=Path("build/bench"), metavar="FOLDER")
    return parser


if __name__ == "__main__":
    sys.exit(main())
