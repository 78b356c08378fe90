"""Sentences of a text, with exact offsets."""

import unicodedata
from collections.abc import Iterator

from index.addressed import is_addressed
from index.boilerplate import evidence_paragraphs
from index.furniture import is_notice
from index.language import guess_language
from index.orders import is_order
from index.paragraphs import Span, paragraphs
from index.segmenter import sentence_starts
from index.vocabulary import Sentence

LONGEST_SENTENCE = 1000


def split(document: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, in order, for the document of that name.

    `text[start:end] == sentence.text` for each; none overlap, none begin or end with white space,
    none are longer than LONGEST_SENTENCE characters, and together they hold every character that
    is not white space. `evidence` is False for what index.boilerplate says is not evidence and for
    orders to a machine or to whoever answers.
    """
    language = guess_language(text)
    spans = paragraphs(text)
    flags = evidence_paragraphs([text[start:end] for start, end in spans])
    return tuple(
        Sentence(
            document=document,
            position=position,
            start=start,
            end=end,
            text=text[start:end],
            evidence=evidence and _is_evidence(text[start:end]),
        )
        for position, (start, end, evidence) in enumerate(
            (start, end, evidence)
            for paragraph, evidence in zip(spans, flags, strict=True)
            for start, end in _sentences(text, paragraph, language)
        )
    )


def _is_evidence(sentence: str) -> bool:
    return not (is_notice(sentence) or is_order(sentence) or is_addressed(sentence))


def _sentences(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    offset, end = paragraph
    starts = [offset + start for start in sentence_starts(text[offset:end], language)]
    for start, following in zip([offset, *starts], [*starts, end], strict=True):
        yield from _cut(text, start, following)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without outer white space, in pieces of at most LONGEST_SENTENCE characters."""
    while start < end:
        stop = end if end - start <= LONGEST_SENTENCE else _cutting_point(text, start)
        length = len(text[start:stop].rstrip())
        yield start, start + length
        start = stop
        while start < end and text[start].isspace():
            start += 1


def _cutting_point(text: str, start: int) -> int:
    """After the last white space of the allowed length, or where no character is torn apart."""
    latest, earliest = start + LONGEST_SENTENCE, start + LONGEST_SENTENCE // 2
    for point in range(latest, earliest, -1):
        if text[point].isspace():
            return point
    for point in range(latest, earliest, -1):
        if not _continues_character(text, point):
            return point
    return latest


def _continues_character(text: str, point: int) -> bool:
    joined = "\u200d" in text[point - 1 : point + 1]
    return joined or unicodedata.category(text[point]).startswith("M")
