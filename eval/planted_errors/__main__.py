"""`python -m eval.planted_errors --articles PATH`: which planted errors the gate stops."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.planted_errors.asking import Asking
from eval.planted_errors.planting import REWORDED, VERBATIM, Planted, planted
from eval.planted_errors.shares import share
from rag.gate import Gate
from rag.vocabulary import Withheld

QUESTION = "What happened?"


def main() -> None:
    """Plants the errors, puts all through the gate, prints the table (and failures)."""
    options = _options()
    halves = planted_halves(options.articles, options.most)
    cases = halves[options.half == "report"]
    asking = Asking(options.margins, options.model)
    gate = Gate(asking.entailment())
    decided = [(case, _reason(gate, case)) for case in cases]
    print(table(decided))
    if options.show:
        for case, reason in decided:
            if (reason is not None) == (case.kind in (VERBATIM, REWORDED)):
                print(json.dumps({"kind": case.kind, "reason": reason, "text": case.text,
                                  "cited": case.cited.text}, ensure_ascii=False))  # fmt: skip


def planted_halves(path: Path, most: int) -> tuple[list[Planted], list[Planted]]:
    """What is planted in every second article, for developing, and in the others, for reporting."""
    texts = _articles(path)
    return planted(texts[::2], most), planted(texts[1::2], most)


def _articles(path: Path) -> list[str]:
    """The articles of a folder of .txt files, or of a .jsonl file with `article` in each row."""
    if path.is_dir():
        return [p.read_text("utf-8") for p in sorted(path.glob("*.txt"))]
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [str(row["article"]) for row in rows]


def _reason(gate: Gate, case: Planted) -> str | None:
    decided = gate.admit(QUESTION, case.text, [case.cited], case.evidence)
    return decided.reason if isinstance(decided, Withheld) else None


def table(decided: Sequence[tuple[Planted, str | None]]) -> str:
    """Markdown: for each kind how many were withheld, with a 95 % interval."""
    lines = ["| kind | n | withheld |", "|---|---|---|"]
    for kind in sorted({case.kind for case, _ in decided}):
        stopped = [reason is not None for case, reason in decided if case.kind == kind]
        value, low, high = share(sum(stopped), len(stopped))
        lines.append(f"| {kind} | {len(stopped)} | {value:.1%} ({low:.1%}–{high:.1%}) |")
    errors = [r is not None for c, r in decided if c.kind not in (VERBATIM, REWORDED)]
    value, low, high = share(sum(errors), len(errors))
    return "\n".join(
        [*lines, f"| all errors | {len(errors)} | {value:.1%} ({low:.1%}–{high:.1%}) |"]
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.planted_errors", description=__doc__)
    add = parser.add_argument
    add("--articles", type=Path, required=True, help="folder of .txt, or .jsonl with `article`")
    add("--half", choices=("develop", "report"), default="report")
    add("--most", type=int, default=100, help="errors of a kind")
    add(
        "--model", default="none", help="the large model; without one, what it is asked is withheld"
    )
    add(
        "--margins", type=Path, default=Path("build/planted-errors.jsonl"), help="keeps its answers"
    )
    add("--show", action="store_true", help="print every failure")
    return parser.parse_args()


if __name__ == "__main__":
    main()
