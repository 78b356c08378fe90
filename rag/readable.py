"""Text as the model may read it and the reader may see it: nothing that neither would notice.

Offsets stay those of the stored text: only what is shown or read is changed, never what is stored.
"""

import unicodedata

# Format characters (zero width, direction, tags), controls, private use; selectors hide bytes.
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x115F, 0x1160, 0x3164, 0x034F)
_DROPPED: dict[int, str] = dict.fromkeys(_SELECTORS, "")
# Brackets that look like those around the numbers of our evidence, each with what closes it.
BRACKETS = dict(zip("[［【〔⟦〚⁅", "]］】〕⟧〛⁆", strict=True))
_ROUND = str.maketrans(dict.fromkeys(BRACKETS, "(") | dict.fromkeys(BRACKETS.values(), ")"))
# They make "300" look like "003".
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def readable(text: str) -> str:
    """The text on one line for the model: without what is invisible, with round brackets."""
    line = " ".join(text.translate(_DROPPED).split()).translate(_ROUND)
    return "".join(c for c in line if c == " " or unicodedata.category(c) not in _INVISIBLE)


def undirected(text: str) -> str:
    """The text for a screen, without characters that would turn the order of others around."""
    return text.translate(_DIRECTIONS)
