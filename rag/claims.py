"""Reads what the model writes, piece by piece, into claims with the numbers they cite."""

import re
from collections.abc import Iterable, Iterator

_CITED = re.compile(r"^(.*?)\s*\[(\d{1,4}(?:,\s*\d{1,4})*)\]\s*", re.DOTALL)

# What the model says of its sources instead of what they say; the footnotes say it. A paper's own
# "according to sources" stays.
_STATED = r"(?:stated|mentioned|reported|said|given|noted|described|indicated|provided)"
_NUMBERS = r"\d+(?:(?:, | and |, and )\d+)*"
_TEXTS = r"(?:news )?(?:articles?|sentences?|passages?|texts?|documents?)"
_FILE = r"[\w-]+\.(?:txt|md|html?|pdf|docx|jsonl)"
_THEM = (
    rf"(?:the |these )?(?:(?:{_TEXTS}|sources?) {_NUMBERS}|{_TEXTS}|{_FILE}(?: {_TEXTS})?)(?![\w-])"
)
_INFORMATION = rf"(?:the )?(?:information|details|data)(?: {_STATED})? (?:in|by|from) "
_FRAME = re.compile(
    rf"^(?:according to|based on|as {_STATED} in) (?:{_INFORMATION})?{_THEM},? "
    rf"|^{_THEM} (?:states?|says?|mentions?|reports?|indicates?)(?: that)?,? ",
    re.I,
)
_TAIL = re.compile(
    rf",? (?:as |is )?(?:{_STATED} in|according to) (?:{_INFORMATION})?{_THEM}(?=[.!?]$)", re.I
)
_INITIALS = re.compile(r"\b(?:[A-Z]\. )+[A-Z]\.")


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


def joined_initials(text: str, sources: Iterable[str]) -> str:
    """The text with "U. S." as "U.S.", where a source writes it so."""
    known = tuple(sources)

    def joined(found: re.Match[str]) -> str:
        initials = found[0].replace(" ", "")
        return initials if any(initials in source for source in known) else found[0]

    return _INITIALS.sub(joined, text)


def plain(text: str) -> str:
    """A sentence without what it says of its sources: "the article states that ..."."""
    shorter = _FRAME.sub("", _TAIL.sub("", text), count=1)
    return shorter[:1].upper() + shorter[1:]
