"""Whether evidence supports a claim: the rules with the large model, or else with the small one.

Each is a logistic model over what was found (rag/judge.json), fitted by eval/entailment_table on
claims that are neither trained on nor reported on, supported and other claims weighing alike.
Beside the large model's answer the small one's adds nothing (docs/entailment.md).
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from index.log_odds import log_odds
from rag.coverage import coverage
from rag.entailment import Entailment
from rag.gate import objection
from rag.generator import Generator
from rag.nearest import nearest, nearest_passage
from rag.pair_judge import REFUTED, SUPPORTED, PairJudge
from rag.polarity import opposed
from rag.vocabulary import Judgement, Source, Verdict

LIKELY_SAME_MATTER = 0.5
MOST_READ = 8  # sentences that the rules read of a long passage
MOST_ASKED = 5  # sentences that the large model reads
LEAST = 1e-4  # the small model is never surer than this of anything
ENOUGH = 0.5  # the score from which a claim counts as supported

Found = dict[str, float]

_KINDS: dict[str, str | tuple[str, ...]] = {
    "quoted": "quoted words",
    "name": "name not in",
    "opposite": ("the sources say", "the cited sentences do not deny", "the cited sentences deny"),
    "surer": "the cited sentences are less",
    "thin": "the cited sentences do not say",
}


class Judge:
    """Judges a claim against sources; `small` is read only where there is no generator."""

    def __init__(self, generator: Generator | None, small: PairJudge) -> None:
        self.generator = generator
        self.small = small

    def judge(self, claim: str, sources: Sequence[Source]) -> Judgement:
        """The verdict with its score (0..1, higher is better supported) and the reason."""
        reason, found = self.found(claim, sources)
        score = scored(found, None if self.generator is None else self.generator.sha256)
        if score >= ENOUGH:
            return Judgement(Verdict.SUPPORTED, score)
        if _contradicts(reason, found):
            return Judgement(Verdict.REFUTED, score, reason or "the evidence says otherwise")
        return Judgement(
            Verdict.NOT_ENOUGH_INFO, score, reason or "the evidence does not state this"
        )

    def found(self, claim: str, sources: Sequence[Source]) -> tuple[str | None, Found]:
        """The first objection of the rules, and the numbers that the logistic model weighs."""
        reason, found = ruled(claim, sources)
        if self.generator is None:
            return reason, found | self.weighed_up(claim, sources)
        return reason, found | {"margin": self.margin(claim, sources)}

    def weighed_up(self, claim: str, sources: Sequence[Source]) -> Found:
        """What the small model makes of the claim: the log-odds of support, and of refutation."""
        (chances,) = self.small.probabilities([(nearest_passage(claim, sources), claim)])
        return {
            "small": log_odds(chances[SUPPORTED], LEAST),
            "refuted": log_odds(chances[REFUTED], LEAST),
        }

    def margin(self, claim: str, sources: Sequence[Source]) -> float:
        """Log-odds of the large model's yes over its no, on the nearest sentences."""
        assert self.generator is not None
        near = _nearest(claim, sources, MOST_ASKED)
        return Entailment(self.generator, 0.0).margin(claim, [s.text for s in near])


def scored(found: Found, model: str | None) -> float:
    """The score of a claim, 0..1; `model` is the sha256 of the large model that was asked, if any.

    What a rule is sure of keeps it below ENOUGH: with the large model a figure or a quotation,
    without it every objection but that the words are few.
    """
    table = calibration()
    weights = table["small"] if model is None else table["large"].get(model, table["large"]["any"])
    sure = DECISIVE_ALONE if model is None else DECISIVE
    score = weighed(weights, found)
    return score * ENOUGH if any(found.get(kind) for kind in sure) else score


KINDS = (*_KINDS, "figure")
DECISIVE = ("figure", "quoted")
DECISIVE_ALONE = tuple(kind for kind in KINDS if kind != "thin")


def ruled(claim: str, sources: Sequence[Source]) -> tuple[str | None, Found]:
    """The first objection of the rules, and what they find as numbers."""
    if not sources:
        return "the evidence does not state this", {"covered": 0.0, "opposed": 0.0}
    texts = [s.text for s in _nearest(claim, sources, MOST_READ)]
    against = opposed(claim, texts)
    reason = objection(claim, sources)
    kind = kind_of(reason)
    found = {"covered": coverage(claim, texts), "opposed": float(against is not None)}
    return against or reason, found | {name: float(name == kind) for name in KINDS}


def kind_of(reason: str | None) -> str | None:
    """The kind of a rule's objection, one of KINDS; None without one."""
    if reason is None:
        return None
    kinds = (kind for kind, start in _KINDS.items() if reason.startswith(start))
    return next(kinds, "figure")


def weighed(weights: Mapping[str, float], found: Found) -> float:
    """The logistic model's probability, 0..1; what it has no weight for counts nothing."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * x for name, x in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def calibration() -> Any:
    """The fitted weights: beside the `small` model, and beside each `large` one by its sha256."""
    return json.loads(files("rag").joinpath("judge.json").read_text("utf-8"))


def _nearest(claim: str, sources: Sequence[Source], most: int) -> list[Source]:
    """The sources nearest to the claim in words, in reading order."""
    near = nearest(claim, sources, most)
    return [s for s in sources if s in near]


def _contradicts(reason: str | None, found: Found) -> bool:
    """Whether an unsupported claim is denied by the evidence, not only missing from it."""
    if found["covered"] < LIKELY_SAME_MATTER:
        return False
    return bool(found["opposed"]) or kind_of(reason) == "figure" or found.get("refuted", 0.0) > 0.0
