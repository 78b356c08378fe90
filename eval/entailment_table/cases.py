"""Claims with their passages, supported or not: what is reported, and what is calibrated on.

Reported and calibrating sets share no claim and no premise, and neither was trained on.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.entailment_training.pairs import find, normal, rows, tidy

SEED = 7


@dataclass(frozen=True, slots=True)
class Case:
    """One claim: `kind` is the kind of error where the set tells, else empty."""

    set: str
    kind: str
    claim: str
    passage: str
    supported: bool
    refuted: bool = False


def reported(data: Path, most: int) -> list[Case]:
    """At most `most` cases of each set and of each kind of planted error."""
    found = []
    for cases in (
        _attribution(data), _frank(data), _nli(data, "bump"), _nli(data, "rte"),
        _nli(data, "wice", lambda row: row["split"] == "test"),
    ):  # fmt: skip
        found += _sample(cases, most)
    planted = _planted(data, calibrating=False)
    for kind in sorted({case.kind for case in planted}):
        found += _sample([case for case in planted if case.kind == kind], most // 2)
    return found


def calibrating(data: Path, most: int) -> list[Case]:
    """What thresholds and weights are fitted on: other sets, and planted errors of other texts."""
    found = []
    for name in ("fib", "summedits", "dialfact_small"):
        found += _sample(_nli(data, name), most)
    planted = _planted(data, calibrating=True)
    found += _sample([case for case in planted if "copied" not in case.kind], 4 * most)
    found += _sample([case for case in planted if "copied" in case.kind], most)
    seen = {normal(case.passage)[:60] for case in reported(data, 10_000)}
    return [case for case in found if normal(case.passage)[:60] not in seen]


def _attribution(data: Path) -> Iterable[Case]:
    for row in rows(data / "ATTRIBUTIONBENCH" / "dev_all_subset_balanced.jsonl"):
        passage = "\n\n".join(_texts(row["references"]))
        yield Case("AttributionBench dev", "", tidy(str(row["claim"])), passage,
                   row["attribution_label"] == "attributable")  # fmt: skip


def _frank(data: Path) -> Iterable[Case]:
    articles = {r["hash"]: str(r["article"]) for r in rows(data / "FRANK" / "articles.jsonl")}
    for row in rows(data / "FRANK" / "summaries_annotated_valid.jsonl"):
        claim = tidy(str(row["summary"]))
        yield Case("FRANK valid", "", claim, articles[row["hash"]], row["factuality"] == 1.0)


def _nli(
    data: Path, name: str, wanted: Callable[[dict[str, Any]], bool] = lambda _row: True
) -> Iterable[Case]:
    for row in rows(find(data / "nli", name)):
        if wanted(row):
            yield _case(name, "", row)


def _planted(data: Path, *, calibrating: bool) -> list[Case]:
    """The contrastive news pairs: those of some texts calibrate, of the others are reported."""
    ours = ("fib", "summedits", "xsum(fib)", "news(summedits)")
    found = []
    for row in rows(find(data / "nli", "hard_news")):
        source = str(row["source"]).removeprefix("hard_news:")
        if row["domain"] != "news" or (source in ours) != calibrating:
            continue
        copied = "" if row["origin"] == "human_claim" else " (copied)"
        found.append(_case("planted errors", f"{row['rule']}{copied}", row))
    return found


def _case(name: str, kind: str, row: dict[str, Any]) -> Case:
    return Case(name, kind, tidy(str(row["claim"])), tidy(str(row["premise"])),
                row["label"] == "supported", row["label"] == "refuted")  # fmt: skip


def _sample(cases: Iterable[Case], most: int) -> list[Case]:
    """The first `most` in a fixed random order: a smaller sample is part of a larger one."""
    found = list(cases)
    random.Random(SEED).shuffle(found)
    return found[:most]


def _texts(value: Any) -> list[str]:
    return [str(text) for text in value]
