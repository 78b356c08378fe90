"""Whether evidence supports a claim: rules first, then the language model's yes or no.

The score is a logistic model over what the rules and the model find, fitted on pairs that are not
among those it is reported on (rag/judge.json, with the digest of the model it holds for).
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rag.coverage import coverage
from rag.entailment import Entailment
from rag.gate import objection
from rag.generator import Generator
from rag.polarity import opposed
from rag.vocabulary import Judgement, Source, Verdict

LIKELY_SAME_MATTER = 0.5
MOST_READ = 8  # sentences that the model reads of a long passage


class Judge:
    """Judges a claim against sources; without a generator by rules and words alone."""

    def __init__(self, generator: Generator | None) -> None:
        self._generator = generator
        table = _calibrations()
        key = "none" if generator is None else generator.sha256
        self._weights: dict[str, float] = table.get(key, table["any" if generator else "none"])

    def judge(self, claim: str, sources: Sequence[Source]) -> Judgement:
        """The verdict with its score (0..1, higher is better supported) and the reason."""
        nearest = sorted(sources, key=lambda s: -coverage(claim, [s.text]))[:MOST_READ]
        texts = [s.text for s in sources if s in nearest]
        reason = objection(claim, sources)
        against = opposed(claim, texts)
        score = self._score(claim, texts, reason is not None, against is not None)
        if score >= self._weights["threshold"]:
            return Judgement(Verdict.SUPPORTED, score)
        same_matter = coverage(claim, texts) >= LIKELY_SAME_MATTER
        if same_matter and (against is not None or _is_figure(reason)):
            return Judgement(Verdict.REFUTED, score, against or reason)
        return Judgement(
            Verdict.NOT_ENOUGH_INFO, score, reason or "the evidence does not state this"
        )

    def _score(self, claim: str, texts: Sequence[str], objected: bool, against: bool) -> float:
        found = features(claim, texts, objected, against, self._margin(claim, texts))
        total = self._weights["bias"] + sum(self._weights[k] * v for k, v in found.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def _margin(self, claim: str, texts: Sequence[str]) -> float:
        if self._generator is None:
            return 0.0
        return Entailment(self._generator, 0.0).margin(claim, texts)


def features(
    claim: str, texts: Sequence[str], objected: bool, against: bool, margin: float
) -> dict[str, float]:
    """The numbers that the logistic model weighs."""
    return {
        "margin": margin,
        "covered": coverage(claim, texts),
        "objected": float(objected),
        "opposed": float(against),
    }


def _is_figure(reason: str | None) -> bool:
    return reason is not None and not reason.startswith(("name ", "the cited", "quoted"))


@cache
def _calibrations() -> Any:
    return json.loads(files("rag").joinpath("judge.json").read_text("utf-8"))
