"""Where sentences begin inside one paragraph, with sentencex (docs/sentence-splitters.md).

sentencex is shown the paragraph with quotation marks, round brackets and line breaks blanked, one
character for one, so its offsets are ours: it takes apostrophes for quotation marks and then keeps
everything up to the next one together. What it loses by that is restored here: closing marks
belong to the sentence they close, and a quotation stays with the words that say whose it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import sentencex

# sentencex takes quadratic time where no spaces stand between sentences, so it sees windows.
WINDOW_CHARACTERS = 3000
QUOTATION_CHARACTERS = 300

_BLANKED = "\"“”„‟«»‹›‘’‚'`´「」『』(\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MASK: dict[int, str] = str.maketrans(dict.fromkeys(_BLANKED, " "))
_MASK |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_CLOSING_BRACKET = re.compile(r"(?<=[.!?…])\)")
_ELLIPSIS = re.compile(r"…(?=\s)")
_INITIAL = re.compile(r"\W*[A-Za-z]\.")
_CLOSING = re.compile(r"[”)\]」』]|[\"’'»›]+(?=[\W\d_]|$)|“(?=\W|$)|\s[»›](?!\w)")
_NO_START = re.compile(r"[\"'“”‘’„«»(\[\s]*[,;:.!?)\]…]")
_OPENING = re.compile(r"[\"'“‘„«‹(\[\s]*")
_QUOTATION = re.compile(
    rf"“[^“”]{{1,{QUOTATION_CHARACTERS}}}”"
    rf"|„[^„“”]{{1,{QUOTATION_CHARACTERS}}}[“”]"
    rf"|「[^「」]{{1,{QUOTATION_CHARACTERS}}}」"
    rf"|«[^«»]{{1,{QUOTATION_CHARACTERS}}}»"
    rf"|(?<!\w)\"(?=\S)[^\"]{{1,{QUOTATION_CHARACTERS}}}(?<=\S)\"(?!\w)"
    rf"|(?<!\w)[‘'](?=\w)(?:[^‘’']|(?<=\w)[’'](?=\w)){{1,{QUOTATION_CHARACTERS}}}(?<=[.,!?…])[’']"
)


def sentence_starts(paragraph: str, language: str) -> list[int]:
    """Offsets, in ascending order and without 0, at which a further sentence starts.

    The paragraph has no white space at its ends; `language` is an ISO 639-1 code.
    """
    starts = [0]
    for end in _ends(_mask(paragraph), language):
        start = _next_start(paragraph, end)
        if (
            start is not None
            and start > starts[-1]
            and not _INITIAL.fullmatch(paragraph, starts[-1], end)
        ):
            starts.append(start)
    return _keep_attributed_quotations(paragraph, starts[1:])


def _mask(paragraph: str) -> str:
    """The paragraph as sentencex shall see it, of the same length."""
    masked = _APOSTROPHE.sub("x", paragraph)
    masked = _CLOSING_BRACKET.sub(" ", masked)
    return _ELLIPSIS.sub(".", masked).translate(_MASK)


def _ends(masked: str, language: str) -> Iterator[int]:
    """Ends of sentences without trailing white space, from windows of bounded size."""
    position = 0
    while position < len(masked):
        window = masked[position : position + WINDOW_CHARACTERS]
        last = position + len(window) == len(masked)
        bounds = sentencex.get_sentence_boundaries(language, window)
        complete = bounds if last else bounds[:-1]
        for bound in complete:
            if content := bound["text"].rstrip():
                yield position + bound["start_index"] + len(content)
        if last:
            return
        position += complete[-1]["end_index"] if complete else WINDOW_CHARACTERS // 2


def _next_start(paragraph: str, end: int) -> int | None:
    """Where the sentence after the one that ends at `end` begins, or None if none does."""
    while closing := _CLOSING.match(paragraph, end):
        end = closing.end()
    end = _skip_space(paragraph, end)
    if end == len(paragraph) or _NO_START.match(paragraph, end):
        return None
    opening = _OPENING.match(paragraph, end)
    first = opening.end() if opening else end
    camel = paragraph[first + 1 : first + 2].isupper()
    return None if paragraph[first : first + 1].islower() and not camel else end


def _skip_space(paragraph: str, position: int) -> int:
    while position < len(paragraph) and paragraph[position].isspace():
        position += 1
    return position


def _keep_attributed_quotations(paragraph: str, starts: list[int]) -> list[int]:
    """Drops the starts inside quotations that begin or end in the middle of a sentence."""
    bounds = [0, *starts, len(paragraph)]
    dropped: set[int] = set()
    for quotation in _QUOTATION.finditer(paragraph) if starts else ():
        first = bisect_right(bounds, quotation.start())
        after = _skip_space(paragraph, quotation.end())
        end = bisect_left(bounds, after)
        alone = bounds[first - 1] == quotation.start() and bounds[end] == after
        if not alone:
            dropped.update(bounds[first : bisect_left(bounds, quotation.end())])
    return [start for start in starts if start not in dropped]
