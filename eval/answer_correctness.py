"""Answer correctness: does a text hold every required element of the gold answer?

The correctness measure of ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text
with Citations", section 4: exact match recall of short answers, any accepted alias counting), made
strict: an answer is correct only when all its elements are there. Case, quotation marks, hyphens,
accents and white space do not count; numbers are compared by value ("2,700" is "2700" and "2.7
thousand", never "12,700"). It does not see negation or who is said to have said what.
"""

import re
import unicodedata
from decimal import Decimal

from eval.questions import Question

_SCALES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
_GROUPS = "[,'\u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:{_GROUPS}\d{{3}})+|\d+)(\.\d+)?(?:[ -]?(k|thousand|million)\b)?"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\-]+")
_HYPHEN_IN_WORDS = re.compile(r"(?<!\d)-|-(?!\d)")


def normalise(text: str) -> str:
    """The text as it is compared: lower case, plain marks, numbers in plain digits."""
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    text = _DASHES.sub("-", text.casefold())
    text = re.sub('["\u201c\u201d\u00ab\u00bb*_]', "", _NUMBER.sub(_plain_number, text))
    text = unicodedata.normalize("NFKD", _HYPHEN_IN_WORDS.sub(" ", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(text.split())


def _plain_number(match: re.Match[str]) -> str:
    digits, fraction, scale = match.groups()
    value = Decimal(re.sub(r"\D", "", digits) + (fraction or ""))
    return f"{(value * _SCALES.get(scale, 1)).normalize():f}"


def found(wording: str, text: str) -> bool:
    """True where the wording stands in the text as whole words and whole numbers."""
    pattern = rf"(?<!\w)(?<!\d[.,-]){re.escape(normalise(wording))}(?!\w)(?![.,-]\d)(?! ?%)"
    return re.search(pattern, normalise(text)) is not None


def missing(question: Question, text: str) -> tuple[str, ...]:
    """The first wording of each required element that the text lacks.

    For a question without an answer in the documents, the elements are those of its correction.
    """
    elements = question.answers or question.correction
    return tuple(e[0] for e in elements if not any(found(wording, text) for wording in e))


def correct(question: Question, text: str) -> bool:
    """True where the text holds every required element.

    False for every text where there is nothing to say: no answer, and no premise to correct.
    Whether an abstention was right is another measure's business.
    """
    elements = question.answers or question.correction
    return bool(elements) and not missing(question, text)
