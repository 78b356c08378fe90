"""Quoted words: what stands between quotation marks must be somebody's very words."""

import re
from collections.abc import Sequence

_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})
_QUOTED = re.compile(r'"([^"]+)(?:"|$)')


def quotations(text: str) -> tuple[str, ...]:
    """The quoted strings of `text`, normalised for comparison; one left open runs to the end."""
    return tuple(_plain(q) for q in _QUOTED.findall(text.translate(_MARKS)) if _plain(q))


def closed(text: str) -> str:
    """The text with its last quotation closed, where it was left open."""
    if text.count("“") > text.count("”"):
        return text + "”"
    return text + '"' if text.count('"') % 2 else text


def unquoted(text: str, sources: Sequence[str]) -> str | None:
    """The first quoted string of `text` that no source has word for word; None if all have."""
    have = [f" {_plain(source.translate(_MARKS))} " for source in sources]
    for quotation in quotations(text):
        if not any(f" {quotation} " in source for source in have):
            return quotation
    return None


def _plain(text: str) -> str:
    # Punctuation moves in and out of quotation marks; the words may not change.
    return " ".join(re.findall(r"[\w'-]+", text.casefold()))
