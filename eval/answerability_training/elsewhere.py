"""Pairs of a question and a sentence of an article on another subject, which does not answer it.

Of a library about many matters something is always ranked first: to "What is the capital of
Mongolia?" the model has to say no beside any sentence that is of something else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.answerability_training.articles import AskedOfArticles
from eval.answerability_training.pairs import Pair
from index.encoder import Encoder, Vectors
from index.vocabulary import Evidence
from rag.coverage import terms
from rag.names import names
from rag.quoting import in_full, verbatim

NEAREST = 12  # sentences of other subjects that are looked at
MOST = 3  # pairs of a question
# The share of a question's words, names apart, from which on a sentence of another subject may well
# answer it: "When did the fire break out?" is answered by any fire's.
MOST_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of all subjects, with their vectors of shape (sentences, dimensions)."""

    evidence: tuple[Evidence, ...]
    subjects: tuple[str, ...]
    vectors: Vectors

    @classmethod
    def of(cls, read: Sequence[tuple[str, tuple[Evidence, ...]]], encoder: Encoder) -> "Sentences":
        """The sentences of subjects by name."""
        told = [(subject, one) for subject, evidence in read for one in evidence]
        vectors = encoder.encode([one.sentence.text for _, one in told])
        return cls(tuple(one for _, one in told), tuple(subject for subject, _ in told), vectors)


def pairs(
    asked: AskedOfArticles,
    subject: str,
    sentences: Sentences,
    encoder: Encoder,
    odds: Callable[[str, str], float],
) -> Iterator[Pair]:
    """What a model takes for answers most, of the sentences of other subjects that are none.

    `odds` are its log-odds for a question and a passage.
    """
    passages = _nearest(asked.question, subject, sentences, encoder)
    ranked = sorted(passages, key=lambda passage: -odds(asked.question, passage))
    for passage in ranked[:MOST]:
        yield Pair(asked.question, passage, answered=False)


def _nearest(question: str, subject: str, sentences: Sentences, encoder: Encoder) -> Iterator[str]:
    wanted = terms(question) - terms(" ".join(names(question)))
    likeness = sentences.vectors @ encoder.encode([question])[0]
    left = NEAREST
    for at in likeness.argsort()[::-1]:
        if left == 0:
            return
        if sentences.subjects[at] == subject:
            continue
        left -= 1
        one = sentences.evidence[at]
        passage = in_full(verbatim(one), [one])
        if len(wanted & terms(passage)) < MOST_SHARED * len(wanted):
            yield passage
