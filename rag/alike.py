"""Whether two figures, in whatever words, may be of one thing."""

import math

from rag.comparison import SHARES, in_base_unit
from rag.figures import Figure
from rag.nouns import excludes
from rag.units import factor

FACTOR = 2.5  # between two figures for one thing; a guess


def same_kind(one: Figure, other: Figure) -> bool:
    """Whether both are counts, sums, shares and so on."""
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or kinds == set(SHARES)


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind, in units that convert."""
    bases = {factor(figure.unit)[0] for figure in (one, other) if figure.unit is not None}
    return same_kind(one, other) and (one.kind == "time" or len(bases) < 2)


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one thing: of one kind and unit, and about as large."""
    if not comparable(one, other) or (one.kind == "count" and excludes(one.counted, other.counted)):
        return False
    first, second = in_base_unit(one).number, in_base_unit(other).number
    if one.kind in ("time", "date") or first == second:
        return True
    if first is None or second is None or min(first, second) <= 0:
        return False
    return abs(math.log(first / second)) <= math.log(FACTOR)
