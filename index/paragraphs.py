"""Paragraphs of a plain text: runs of lines that belong together.

A line break ends a paragraph, except in text that was wrapped at a fixed width (mail, PDF), where
lines are joined. Wrapped text is recognised by its statistics: lines that stop in the middle of a
sentence and go on in lower case on the next line, all about as long as the longest.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

MIN_WIDTH = 20
MAX_WIDTH = 200
_CONTINUED_SHARE = 0.3
_FULL_SHARE = 0.75
_ENOUGH_LINES = 5
_LONG_LINE = 40

_SENTENCE_END = re.compile(r"[.!?…:;。!?।؟۔][\"'”’»›)\]]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*•‣▪◦–—]\s|\d{1,3}[.)]\s|[#>|]|\(?[a-z]\)\s)")

_BYLINE = re.compile(r"by [A-Z]")

Span = tuple[int, int]


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a stop, a question or exclamation mark, a colon or the like."""
    return bool(_SENTENCE_END.search(line[-8:].rstrip()))


def is_list_item(line: str) -> bool:
    """Whether the line begins with a bullet, a number or a Markdown mark."""
    return bool(_LIST_ITEM.match(line))


def paragraphs(text: str) -> list[Span]:
    """Spans (start, end) in characters, in order, that hold every character but white space.

    No span begins or ends with white space and none is empty.
    """
    runs = list(_runs(text))
    document = _Wrapping([_texts(text, run) for run in runs])
    return [span for run in runs for span in _join(text, run, document)]


class _Wrapping:
    """Whether runs of lines were wrapped, and at which width."""

    def __init__(self, runs: Sequence[Sequence[str]]) -> None:
        lengths = sorted(len(line) for run in runs for line in run)
        self.width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        pairs = [pair for run in runs for pair in pairwise(run)]
        continued = sum(self._continues(line, following) for line, following in pairs)
        self.wrapped = MIN_WIDTH <= self.width <= MAX_WIDTH and continued > _CONTINUED_SHARE * len(
            pairs
        )

    def joins(self, line: str, following: str) -> bool:
        """Whether the line goes on in the one that follows it."""
        if is_list_item(following):
            return False
        if self.wrapped:
            return self._full(line) or self._continues(line, following)
        long = len(line) >= _LONG_LINE and not _BYLINE.match(following)
        return long and following[0].islower() and not ends_sentence(line)

    def _full(self, line: str) -> bool:
        return len(line) >= _FULL_SHARE * self.width

    def _continues(self, line: str, following: str) -> bool:
        """Stops in mid-sentence before a small letter; scripts without case need a full line."""
        if ends_sentence(line) or not following[0].isalpha() or following[0].isupper():
            return False
        return following[0].islower() or self._full(line)


def _runs(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them, as spans without outer white space."""
    run: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        content = line.strip()
        if content:
            start = position + len(line) - len(line.lstrip())
            run.append((start, start + len(content)))
        elif run:
            yield run
            run = []
        position += len(line)
    if run:
        yield run


def _texts(text: str, run: Sequence[Span]) -> list[str]:
    return [text[start:end] for start, end in run]


def _join(text: str, run: Sequence[Span], document: _Wrapping) -> Iterator[Span]:
    lines = _texts(text, run)
    wrapping = _Wrapping([lines]) if len(run) >= _ENOUGH_LINES else document
    start, end = run[0]
    for (next_start, next_end), (line, following) in zip(run[1:], pairwise(lines), strict=True):
        if not wrapping.joins(line, following):
            yield start, end
            start = next_start
        end = next_end
    yield start, end
