"""What the model gets to read: the best sentences with what they lean on, numbered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.sentences import split
from index.vocabulary import Document, Evidence, Sentence
from rag.verbs import SAYING
from rag.vocabulary import Citation, Source

_LEANS = re.compile(
    r"""^[“"'‘]|^(he|she|it|they|his|her|its|their|this|that|these|those|the\s(two|former|latter)|
    such|both|neither|there|then|but|and|or|so|still|also|however|meanwhile|instead|earlier|later|
    in\saddition|in\sreturn|as\sa\sresult|for\sexample|according\sto\shim|according\sto\sher)\b""",
    re.IGNORECASE | re.VERBOSE,
)

_PRONOUN_FIRST = re.compile(r"(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
# "He alleged", "said she": a pattern, to be read without case.
HE_SAYS = (
    rf"\b(?:he|she|they)\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(SAYING))})\b"
    rf"|\b(?:{'|'.join(sorted(SAYING))})\s+(?:he|she|they)\b"
)
_SOMEBODY_SAYS = re.compile(
    rf"{HE_SAYS}|\bin (?:his|her|their) (?:words|view|opinion|eyes|account)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one document in reading order; `numbers` are their ids in the prompt."""

    document: Document
    sources: tuple[Source, ...]
    numbers: tuple[int, ...]


def passages(evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
    """The sentences of the evidence, each after the one it leans on (a pronoun, a "but").

    Documents stand in the order of their best sentence; numbers count from 1 through all of them.
    """
    chosen: dict[str, tuple[Document, dict[int, Source]]] = {}
    for piece in evidence:
        _, sources = chosen.setdefault(piece.document.name, (piece.document, {}))
        for source in _with_support(piece):
            sources.setdefault(source.citation.sentence.position, source)
    return tuple(_numbered(chosen.values()))


def numbered(passages: Sequence[Passage]) -> dict[int, Source]:
    """Every citable sentence of the passages by its number."""
    return {n: s for p in passages for n, s in zip(p.numbers, p.sources, strict=True)}


def points_back(text: str) -> bool:
    """Whether a pronoun stands for the one who is spoken of or speaks: "he alleged", "It said"."""
    return _PRONOUN_FIRST.match(text) is not None or _SOMEBODY_SAYS.search(text) is not None


def leans(text: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    return _LEANS.match(text) is not None or _SOMEBODY_SAYS.search(text) is not None


def source(piece: Evidence, sentence: Sentence | None = None) -> Source:
    """A sentence of the evidence (the ranked one, or a neighbour) as something to cite."""
    sentence = sentence or piece.sentence
    around = (*piece.before, piece.sentence, *piece.after)
    before = tuple(s.text for s in around if s.position < sentence.position)[-2:]
    score = piece.score if sentence == piece.sentence else None
    return Source(Citation(piece.document, sentence, score), before)


def sources_in(text: str) -> tuple[Source, ...]:
    """The sentences of a text that is in no library, as something to judge a claim by."""
    document = Document("given", text, "")
    sentences = split(document.name, text)
    return tuple(
        Source(Citation(document, s), tuple(b.text for b in sentences[max(0, i - 2) : i]))
        for i, s in enumerate(sentences)
    )


def _with_support(piece: Evidence) -> Iterator[Source]:
    if leans(piece.sentence.text) and piece.before:
        yield source(piece, piece.before[-1])
    yield source(piece)


def _numbered(chosen: Iterable[tuple[Document, dict[int, Source]]]) -> Iterator[Passage]:
    number = 1
    for document, by_position in chosen:
        sources = tuple(by_position[p] for p in sorted(by_position))
        yield Passage(document, sources, tuple(range(number, number + len(sources))))
        number += len(sources)
