"""`python -m eval.benchmarks`: how well and how fast evidence is found, in ratios of one run.

Everything is printed, and written to the folder --out as benchmarks.json and evidence.svg. A part
that is run again takes the place of what stood there of it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.benchmarks.parts import PARTS, Plan, run
from eval.benchmarks.picture import evidence_picture
from eval.documents import seeds
from eval.progress_bar import ProgressBar
from index.errors import FootnotedError

QUICK: dict[str, Any] = {
    "questions": 10,
    "answers": 2,
    "sizes": [10_000],
    "queries": 10,
    "copies": 5,
    "turns": 1,
}
FULL: dict[str, Any] = {
    "questions": 200,
    "answers": 12,
    "sizes": [10_000, 100_000, 1_000_000],
    "queries": 100,
    "copies": 40,
    "turns": 3,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the parts asked for; 1, with one line, when one cannot be run."""
    options = _parser().parse_args(arguments)
    if unknown := sorted(set(options.parts) - set(PARTS)):
        print(f"benchmarks: no part is called {unknown[0]}: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    try:
        with TemporaryDirectory(prefix="footnoted-bench-") as work:
            _run(options, _plan(options, Path(work)))
    except FootnotedError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace, plan: Plan) -> None:
    file = options.out / "benchmarks.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for part in options.parts:
        with ProgressBar(quiet=False) as bar:
            found[part] = run(part, plan, bar)
        # Written after every part: the next may take minutes, or fail.
        options.out.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(json.dumps({part: found[part]}, indent=1), flush=True)
    if "evidence" in options.parts:
        picture = evidence_picture(found["evidence"])
        (options.out / "evidence.svg").write_text(picture + "\n", encoding="utf-8")


def _plan(options: argparse.Namespace, work: Path) -> Plan:
    amounts = QUICK if options.quick else FULL
    for name in ("questions", "sizes"):
        if getattr(options, name) is not None:
            amounts = amounts | {name: getattr(options, name)}
    sets = tuple(_set(written) for written in options.sets)
    return Plan(work, options.split, sets, options.documents, **amounts)


def _set(written: str) -> tuple[Path, Path | None]:
    """FILE or FILE,CONTEXTS."""
    file, _, contexts = written.partition(",")
    return Path(file), Path(contexts) if contexts else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks", description=__doc__)
    add = parser.add_argument
    add("parts", nargs="*", default=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}")
    add("--quick", action="store_true", help="little of everything, to see that it runs: 3 minutes")
    add("--set", dest="sets", action="append", default=[], metavar="FILE[,CONTEXTS]",
        help="a SQuAD 2.0 or CLAPNQ file to find evidence in; may be given again")  # fmt: skip
    add("--split", default="dev", choices=("dev", "test"), help="of the articles' questions")
    add("--questions", type=int, metavar="N", help="at most so many of each set")
    add("--documents", type=Path, default=seeds(), help="a folder of .txt files to index")
    add("--sizes", type=int, nargs="+", metavar="N", help="sentences of the growing library")
    add("--out", type=Path, default=Path("build/bench"), metavar="FOLDER")
    return parser


if __name__ == "__main__":
    sys.exit(main())
