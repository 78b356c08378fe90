"""A share with its interval."""

import math

_Z = 1.96


def share(some: int, of: int) -> tuple[float, float, float]:
    """`some` of `of` with the 95 % interval of Wilson (1927), each 0..1."""
    if not of:
        return 0.0, 0.0, 1.0
    value, spread = some / of, _Z * _Z / of
    middle = (value + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(value * (1 - value) / of + spread / (4 * of)) / (1 + spread)
    return value, max(0.0, middle - half), min(1.0, middle + half)
