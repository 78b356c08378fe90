"""A written sentence mended from its own evidence, where only a hedge or a day is not as there.

A small model drops "up to" and repeats the "on Saturday" of its question; the rest may well stand.
What is mended is decided on anew.
"""

import re
from collections.abc import Sequence

from rag.figure_checks import figures_in
from rag.figures import Figure, figures
from rag.vocabulary import Source

_BEFORE_A_DAY = re.compile(r",?\s*\b(?:(?:on|in|since|by|from|of|late|early|last|this|next)\s+)*$")


def mended(question: str, text: str, sources: Sequence[Source]) -> str:
    """The sentence with its figures hedged as in the sources, without days that only the question
    has; as it is where nothing is to be mended.
    """
    there = figures_in(sources)
    days = {f.text.casefold() for f in figures(question) if f.kind == "date"}
    for figure in reversed(figures(text)):
        if figure.kind == "date":
            if figure.text.casefold() in days and not _is_there(figure, there):
                text = _without(text, figure)
        elif (told := _as_told(figure, there)) is not None:
            text = _in_place(text, figure, told)
    return text


def _is_there(day: Figure, there: Sequence[Figure]) -> bool:
    return any(f.kind == "date" and f.parts & day.parts for f in there)


def _as_told(figure: Figure, there: Sequence[Figure]) -> str | None:
    """How the sources write a number, where all hedge it otherwise than the sentence; else None."""
    alike = [
        f
        for f in there
        if (f.kind, f.unit, f.number) == (figure.kind, figure.unit, figure.number)
        and figure.number is not None
    ]
    hedges = {f.hedge for f in alike}
    if not alike and figure.kind == "count" and figure.counted is None:
        sums = {f.text for f in there if f.kind == "money" and f.number == figure.number}
        return sums.pop() if len(sums) == 1 else None  # "21 billion" of a question is "$21 billion"
    return alike[0].text if len(hedges) == 1 and hedges != {figure.hedge} else None


def _without(text: str, day: Figure) -> str:
    before = _BEFORE_A_DAY.sub("", text[: day.start])
    return f"{before}{text[day.end :]}" if before else text


def _in_place(text: str, figure: Figure, told: str) -> str:
    begins = not text[: figure.start].strip()
    told = told[:1].upper() + told[1:] if begins else told[:1].lower() + told[1:]
    return f"{text[: figure.start]}{told}{text[figure.end :]}"
