"""The words of answering: Citation, Source, Verdict, Statement, Withheld, Answer."""

from dataclasses import dataclass, field
from enum import StrEnum

from index.vocabulary import Document, Sentence
from rag.disagreements import Disagreement


class Verdict(StrEnum):
    """FEVER's labels (Thorne et al., NAACL 2018)."""

    SUPPORTED = "supported"
    REFUTED = "contradicted"
    NOT_ENOUGH_INFO = "not found"


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a document that a statement rests on; `score` ranks it where it was ranked."""

    document: Document
    sentence: Sentence
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that can be cited, and the sentences before it that its pronouns point into."""

    citation: Citation
    before: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.citation.sentence.text

    @property
    def context(self) -> tuple[str, ...]:
        """The sentence with what it leans on and the title it stands under."""
        title = self.citation.document.title
        return (self.text, *self.before, *((title,) if title else ()))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate found: `score` is the support, 0..1; `reason` says why it is withheld."""

    verdict: Verdict
    score: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that passed the gate; there is always at least one citation."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that the gate stopped, and why.

    `rests_on` are the sources that bear all of it out but words of the question.
    """

    text: str
    reason: str
    rests_on: tuple[Source, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention (no statements) with what is missing and what came nearest.

    `mode` is "generated" or "quoted". `confidence` is the probability (0..1) that the sources
    answer the question, before anything was written. `timings` are seconds by phase.
    """

    question: str
    statements: tuple[Statement, ...] = ()
    mode: str = "generated"
    as_of: str | None = None
    reason: str | None = None
    nearest: tuple[Citation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    confidence: float | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def abstained(self) -> bool:
        return not self.statements
