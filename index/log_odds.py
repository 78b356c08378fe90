"""A probability on the scale on which evidence adds up, and back."""

import math


def log_odds(chance: float, least: float) -> float:
    """Log of the odds of a probability (0..1); it is held `least` away from 0 and from 1."""
    held = min(max(float(chance), least), 1.0 - least)
    return math.log(held / (1.0 - held))


def probability(odds: float) -> float:
    """The probability (0..1) whose log-odds these are."""
    return 1.0 / (1.0 + math.exp(-odds))
