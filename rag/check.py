"""A draft checked against the library: each sentence supported, contradicted or not found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.sentences import split
from rag.coverage import coverage
from rag.judge import Judge
from rag.passages import source
from rag.pipeline import Pipeline, Question
from rag.vocabulary import Citation, Judgement, Source, Verdict

CANDIDATES = 6
JUDGED = 2


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the draft (`text` at start..end) with its verdict and the evidence for it."""

    text: str
    start: int
    end: int
    verdict: Verdict
    score: float
    reason: str | None
    evidence: tuple[Citation, ...]


class Checker:
    """Judges drafts against one library."""

    def __init__(self, pipeline: Pipeline, judge: Judge) -> None:
        self._pipeline = pipeline
        self._judge = judge

    def check(self, text: str) -> Iterator[CheckedSentence]:
        """Every sentence of `text` that says something, in order, each as it is judged."""
        for s in split("draft", text):
            if any(c.isalnum() for c in s.text):
                yield self._checked(s.text, s.start, s.end)

    def _checked(self, text: str, start: int, end: int) -> CheckedSentence:
        found = self._pipeline.related(Question(text), CANDIDATES)
        sources = [source(e) for e in found]
        judged, used = self._best(text, sources)
        evidence = tuple(s.citation for s in used)
        return CheckedSentence(
            text, start, end, judged.verdict, judged.score, judged.reason, evidence
        )

    def _best(self, text: str, sources: Sequence[Source]) -> tuple[Judgement, Sequence[Source]]:
        """The verdict on the sources that say most of the sentence, alone and together."""
        nearest = sorted(sources, key=lambda s: -coverage(text, s.context))[:JUDGED]
        if not nearest:
            return Judgement(Verdict.NOT_ENOUGH_INFO, 0.0, "the library has nothing on this"), ()
        attempts = [[s] for s in nearest] + ([nearest] if len(nearest) > 1 else [])
        judged = [(self._judge.judge(text, attempt), attempt) for attempt in attempts]
        for verdict in (Verdict.SUPPORTED, Verdict.REFUTED):
            those = [pair for pair in judged if pair[0].verdict == verdict]
            if those:
                return max(those, key=lambda pair: pair[0].score)
        return max(judged, key=lambda pair: pair[0].score)
