"""The program itself as a system under test; opened without a model it is the `quoted` baseline."""

import hashlib
import json
import time

from eval.outcome import Outcome, Span
from eval.program import program_digest
from index.errors import FootnotedError
from index.vocabulary import Evidence, Sentence
from rag.answer import record
from rag.assembly import Desk
from rag.pipeline import Question
from rag.vocabulary import Answer

RANKED = 10


class DeskSystem:
    """Answers with an open desk."""

    def __init__(self, name: str, desk: Desk) -> None:
        self.name = name
        self.receipt = desk.receipt()
        held = type(desk.library).__name__  # results from Milvus are not those from a folder
        self.digest = digest_of(self.receipt | {"held": held})
        self._desk = desk

    def answer(self, question: str) -> Outcome:
        started = time.perf_counter()
        try:
            answer = self._answer(Question(question))
        except FootnotedError as error:
            return Outcome({}, seconds=time.perf_counter() - started, error=str(error))
        seconds = time.perf_counter() - started
        found = self._desk.pipeline.search(Question(question), RANKED)
        return Outcome(
            record=record(answer, self.receipt),
            ranked=tuple(_place(evidence) for evidence in found),
            confidence=_confidence(answer, found),
            seconds=seconds,
        )

    def _answer(self, question: Question) -> Answer:
        *_, answer = self._desk.pipeline.answer(question)
        if not isinstance(answer, Answer):
            raise TypeError("the pipeline must end with an answer")
        return answer


def digest_of(receipt: dict[str, str | None]) -> str:
    """Hex sha256 of a receipt together with the program's code."""
    return hashlib.sha256(json.dumps([receipt, program_digest()]).encode()).hexdigest()


def _confidence(answer: Answer, found: list[Evidence]) -> float | None:
    """What the answer says of itself, else how relevant its best evidence is."""
    own: float | None = getattr(answer, "confidence", None)
    return own if own is not None or not found else found[0].score


def _place(evidence: Evidence) -> tuple[Span, ...]:
    return tuple(_span(sentence) for sentence in (evidence.sentence, *evidence.copies))


def _span(sentence: Sentence) -> Span:
    return Span(sentence.document, sentence.text)
