"""Reads what the model writes, piece by piece, into claims with the numbers they cite."""

import re
from collections.abc import Iterable, Iterator

_CITED = re.compile(r"^(.*?)\s*\[(\d{1,4}(?:,\s*\d{1,4})*)\]\s*", re.DOTALL)

# What the model says of its sources instead of what they say; the footnotes say it.
_SOURCES = r"(?:news )?(?:articles?|sources?|sentences?|passages?|texts?|documents?)"
_FILE = r"[\w-]+\.(?:txt|md|html?|pdf|docx|jsonl)"
_STATED = r"(?:stated|mentioned|reported|said|given|noted|described|indicated)"
_FRAME = re.compile(
    rf"^(?:according to (?:the |these )?{_SOURCES},?|(?:the|these) {_SOURCES} "
    r"(?:states?|says?|mentions?|reports?|indicates?)(?: that)?,?) ",
    re.I,
)
_TAIL = re.compile(
    rf",? (?:as )?(?:is )?{_STATED} in (?:the )?(?:{_SOURCES}(?: \d+(?:(?:, | and |, and )\d+)*)?"
    rf"|{_FILE}(?: {_SOURCES})?)(?=[.!?]$)"
    rf"|,? according to (?:the )?(?:information|report|{_SOURCES}) in (?:the )?{_FILE}(?=[.!?]$)",
    re.I,
)


def claims(pieces: Iterable[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each sentence with its cited numbers, as soon as its closing bracket is written.

    What is left without a citation at the end is dropped: it was cut off in the middle.
    """
    text = ""
    for piece in pieces:
        text += piece
        while (match := _CITED.match(text)) is not None:
            numbers = dict.fromkeys(int(n) for n in match[2].split(","))
            yield plain(match[1].strip()), tuple(numbers)
            text = text[match.end() :]


def plain(text: str) -> str:
    """A sentence without what it says of its sources: "the article states that ..."."""
    shorter = _FRAME.sub("", _TAIL.sub("", text), count=1)
    return shorter[:1].upper() + shorter[1:]
