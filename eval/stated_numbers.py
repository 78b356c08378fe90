"""The numbers that a text states, by value, for comparing a sentence with what it cites.

Kept apart from the figures that the gate reads: what is measured must not be its own measure.
Numerals and number words up to a thousand million; "one" is left out, being a pronoun too often.
"""

import re

from eval.answer_correctness import normalise

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)
}
_NUMERAL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_WORD = rf"(?:{'|'.join([*_VALUES, *_SCALES])})"
# "two hundred and five" is one number, "twenty and five" are two.
_PART = rf"(?:(?:{'|'.join(_SCALES)})(?: and(?= {_WORD}\b))?|{_WORD})"
_WORDS = re.compile(rf"\b{_PART}(?: {_PART})*\b")


def stated_numbers(text: str) -> frozenset[float]:
    """Every number in the text, its sign, unit and hedge apart."""
    plain = normalise(text)
    numerals = {float(match) for match in _NUMERAL.findall(plain)}
    words = [match.group() for match in _WORDS.finditer(plain)]
    return frozenset(numerals | {_value(run) for run in words if run != "one"})


def _value(run: str) -> float:
    total = part = 0
    for word in run.split():
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        elif word != "and":
            part += _VALUES[word]
    return float(total + part)
