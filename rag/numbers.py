"""Every quantity a sentence states: its words, its kind, the interval it stands for, its hedge.

Digits that only name something (Su-27, COVID-19, 9/11, [1]) are not quantities; a numeral whose
notation cannot be read for certain has the kind "not parsed" and no value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag import hedges
from rag.dates import MONTHS, WEEKDAYS, DateSpan, date
from rag.designations import designation
from rag.number_words import UNITS, ordinal
from rag.readings import Reading, reading
from rag.tokens import Token, glued, lower_at, word_set
from rag.units import unit_at

_RANKED = word_set(
    """
    the his her its their our my your 's a an this that in for since every on of into
    """
)
_NOT_RANKED = word_set(
    """
    later ago before
    lady ladies responder responders aid class hand minister name names people nation nations step
    steps glance sight thing things place and or of in to half is was were are then time thoughts
    floor language instance
    """
)
_NO_NOUN = word_set(
    """
    of another 's who that which can must may might should would could will is was has had by to or
    and the a an day thing in on for as he she it they with
    """
)
_NOT_ONE = word_set("no this that the which each every any another some number it a")
_AGED = word_set("children child people adults those men women boys girls anyone everyone patients")
_AFTER_AGE = word_set("who whose that from in with was were is had has and or on at")
_LABELS = word_set(
    """
    chapter page article section phase level grade week day round group channel flight room type
    category lane stage year verse size number part volume act scene game match lot unit paragraph
    clause resolution route highway line platform gate zone area step tier band version figure table
    """
)
_FUNCTION_WORDS = word_set(
    """
    in on at by of for from with about over under after before since until than the a an and or but
    as to is was are were nearly almost around approximately roughly some up more less least between
    among only just another all these those its their his her both when while if that this there he
    she it they we i you not also then
    """
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at the tokens [first, last), hedge included; see `rag.figures.Figure`.

    `number` is the first token of the number itself, `parts` what a date states.
    """

    kind: str
    low: float | None
    high: float | None
    first: int
    number: int
    last: int
    unit: str | None = None
    hedge: str | None = None
    parts: frozenset[str] = frozenset()


def quantities(words: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of a sentence's tokens, in order, without overlaps."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        named = designation(words, at)
        quantity = None if named else _quantity(words, at)
        if quantity is not None:
            quantity = _hedged(words, quantity, found[-1].last if found else 0)
            found.append(quantity)
        at = named[1] if named else quantity.last if quantity else at + 1
    return tuple(found)


def _quantity(words: Sequence[Token], at: int) -> Quantity | None:
    for form in (_label, _date, _ordinal, _amount):
        if (found := form(words, at)) is not None:
            return found
    return None


def _date(words: Sequence[Token], at: int) -> Quantity | None:
    found = date(words, at)
    if found is None or (unit_at(words, found.end) and found.parts == _year_only(found)):
        return None
    return Quantity("date", found.low, found.high, at, at, found.end, parts=found.parts)


def _year_only(found: DateSpan) -> frozenset[str]:
    return frozenset(part for part in found.parts if part.startswith("year:"))


def _label(words: Sequence[Token], at: int) -> Quantity | None:
    """ "No. 1", "number 10", "Chapter 11", "Boeing 737": a number that names one of a series."""
    if lower_at(words, at) in ("no", "nos", "#") and words[at].text != "no":
        start = at + 1 + (lower_at(words, at + 1) == ".")
    else:
        start = at + 1
    text = lower_at(words, start)
    if not text.isdecimal() and not (lower_at(words, at) == "number" and text in UNITS):
        return None
    if len(text) > 5 or not _names_series(words, at) or _followed_by_noun(words, start):
        return None
    if (
        date(words, at)
        or date(words, start)
        or designation(words, start)
        or _is_range(words, start)
    ):
        return None
    value = UNITS[text] if text in UNITS else int(text)
    return Quantity("label", value, value, start, start, start + 1)


def _names_series(words: Sequence[Token], at: int) -> bool:
    word = words[at]
    if word.lower in _LABELS or (word.lower in ("no", "nos", "#") and word.text != "no"):
        return True
    if (
        not word.is_capitalised
        or word.lower in _FUNCTION_WORDS
        or word.lower in (*MONTHS, *WEEKDAYS)
    ):
        return False
    opens = at == 0 or lower_at(words, at - 1) in (".", ":", "?", "!", "“", '"', "‘", "-")
    return not opens and word.lower not in UNITS


def _followed_by_noun(words: Sequence[Token], at: int) -> bool:
    """Whether a number counts what follows: "Russia 300 soldiers" but not "Boeing 737 was"."""
    if unit_at(words, at + 1) or lower_at(words, at + 1) in (
        "million",
        "billion",
        "thousand",
        "hundred",
        "%",
    ):
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or not after.is_word or after.is_capitalised or after.lower in _FUNCTION_WORDS:
        return False
    if after.lower in ("people", "men", "women", "children", "police"):
        return True
    return after.lower.endswith("s") and after.lower not in ("has", "his", "says", "was", "is")


def _is_range(words: Sequence[Token], at: int) -> bool:
    sign = lower_at(words, at + 1)
    return sign in ("-", "–", ":", "/") and glued(words, at + 1) and glued(words, at + 2)


def _ordinal(words: Sequence[Token], at: int) -> Quantity | None:
    """ "20th", "the third attack", "twenty-first"; "at first" and "a second" of time are none."""
    word = lower_at(words, at)
    suffixed = glued(words, at + 1) and word.isdecimal() and len(word) < 5
    if suffixed and lower_at(words, at + 1) == _suffix(int(word)):
        return Quantity("ordinal", int(word), int(word), at, at, at + 2)
    found = ordinal(words, at)
    if found is None or not _is_rank(words, at, found[1], found[0]):
        return None
    return Quantity("ordinal", found[0], found[0], at, at, found[1])


def _suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _is_rank(words: Sequence[Token], at: int, end: int, value: int) -> bool:
    if value > 3:
        return end > at + 1 or reading(words, at) is None
    noun = lower_at(words, end + (lower_at(words, end) == "-"))
    before = lower_at(words, at - 1)
    if before == "a" and lower_at(words, at - 2) in ("of", "than"):
        return False
    if before not in _RANKED or not noun or noun in _NOT_RANKED or not noun[0].isalpha():
        return False
    if value == 1 and (noun.endswith("ed") or before in ("a", "in", "for", "of", "on")):
        return False
    return reading(words, at - 1) is None or before != "a"


def _amount(words: Sequence[Token], at: int) -> Quantity | None:
    if lower_at(words, at) == "one" and not _is_one(words, at):
        return None
    if lower_at(words, at) == "a" and lower_at(words, at + 1) == "second":
        return None
    if (tens := _tens(words, at)) is not None:
        return tens
    found = reading(words, at)
    if found is None or found.end <= at:
        return None
    return _aged(words, at, found)


def _is_one(words: Sequence[Token], at: int) -> bool:
    """Whether "one" counts: not "one of the", "no one", "this one", "Capital One"."""
    after = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1] if at else None
    if words[at].is_capitalised and before is not None and before.is_capitalised:
        return before.lower in _FUNCTION_WORDS
    if lower_at(words, at + 2) == "of" and lower_at(words, at + 1) == "-":
        return False
    if after is not None and (after.text == "-" or reading(words, at) != _just_one(at)):
        return True
    if lower_at(words, at - 1) in _NOT_ONE or after is None or not after.is_word:
        return False
    return after.lower not in _NO_NOUN


def _just_one(at: int) -> Reading:
    return Reading("count", 1, 1, at + 1)


def _tens(words: Sequence[Token], at: int) -> Quantity | None:
    """ "in her 30s" is an age of 30 to 39; "the '60s" a decade of an unstated century."""
    text = lower_at(words, at)
    if not (text.isdecimal() and len(text) == 2 and text[1] == "0" and glued(words, at + 1)):
        return None
    if lower_at(words, at + 1) != "s":
        return None
    before = [token.lower for token in words[max(0, at - 4) : at]]
    if {"his", "her", "their", "my", "our", "people", "aged"} & set(before):
        return Quantity("age", int(text), int(text) + 9, at, at, at + 2, "year")
    return Quantity("date", None, None, at, at, at + 2, parts=frozenset((f"decade:{text}",)))


def _aged(words: Sequence[Token], at: int, found: Reading) -> Quantity:
    """The quantity of a reading; "aged 23" and "Jones, 31," are ages."""
    quantity = Quantity(found.kind, found.low, found.high, at, at, found.end, found.unit)
    aged = lower_at(words, at - 2) == "age" and lower_at(words, at - 1) == "of"
    if found.kind == "duration" and aged:
        return replace(quantity, kind="age")
    if found.kind not in ("count", "score") or found.high is None or not 0 < found.high <= 120:
        return quantity
    before = lower_at(words, at - 1)
    stated = before in ("aged", "age", "ages") or aged or _is_of_years(words, at, found.end)
    closed = lower_at(words, found.end) in (",", ".", ";", ")") or found.end == len(words)
    named = at > 1 and words[at - 2].is_capitalised and words[at - 2].is_word
    apposed = (
        found.kind == "count"
        and before == ","
        and closed
        and words[at].is_numeral
        and (named or _is_person(words, at - 2))
    )
    known = words[at - 2].lower in MONTHS if at > 1 else False
    return (
        replace(quantity, kind="age", unit="year")
        if stated or (apposed and not known)
        else quantity
    )


def _is_of_years(words: Sequence[Token], at: int, end: int) -> bool:
    """ "A boy of nine who", not "a mother of two" or "a man of two worlds"."""
    one = lower_at(words, at - 2) in ("man", "woman", "boy", "girl", "child", "teenager")
    ends = end >= len(words) or not words[end].is_word or lower_at(words, end) in _AFTER_AGE
    return one and lower_at(words, at - 1) == "of" and ends


def _is_person(words: Sequence[Token], at: int) -> bool:
    return lower_at(words, at) in (
        "man",
        "woman",
        "boy",
        "girl",
        "teenager",
        "father",
        "mother",
        "son",
        "daughter",
    )


def _hedged(words: Sequence[Token], quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the hedge before or after it and the interval the two state."""
    if quantity.kind in ("ordinal", "label", "score"):
        return quantity
    found = hedges.before(words, quantity.number, floor)
    first, last = (found.edge if found else quantity.first), quantity.last
    if found is not None and not _fits(words, quantity, found):
        found, first = None, quantity.first
    if found is None and (found := hedges.after(words, last)) is not None:
        last = found.edge
    if found is None or (quantity.kind == "date" and found.family != "about"):
        return quantity
    low, high = hedges.bounds(found.family, quantity.low, quantity.high)
    if quantity.kind == "count" and _limits_age(words, first, last):
        quantity = replace(quantity, kind="age", unit="year")
    return replace(quantity, low=low, high=high, first=first, last=last, hedge=found.text)


def _limits_age(words: Sequence[Token], first: int, last: int) -> bool:
    """ "children under five", "people over 65": a limit right after those it limits."""
    after = words[last] if last < len(words) else None
    ends = (
        after is None
        or not after.is_word
        or after.lower in _FUNCTION_WORDS | {"has", "have", "who"}
    )
    return ends and lower_at(words, first - 1) in _AGED


# "Take over 380 of the staff", "hand over 40 captives": no more than 380, no more than 40.
_TAKEN_OVER = word_set(
    "take takes took taken taking hand hands handed handing turn turned turning sign signed"
)


def _fits(words: Sequence[Token], quantity: Quantity, hedge: hedges.Hedge) -> bool:
    """ "over three days" is a period, "for over three days" a hedge; "10 below" is neither."""
    if quantity.kind == "date":
        return hedge.family == "about"
    if hedge.text == "over" and lower_at(words, hedge.edge - 1) in _TAKEN_OVER:
        return False
    if hedge.text in ("north of", "south of") and lower_at(words, hedge.edge - 1) == "the":
        return False
    if quantity.kind == "duration" and hedge.text == "over":
        return lower_at(words, hedge.edge - 1) in (
            "for",
            "lasted",
            "lasting",
            "took",
            "well",
            "just",
        )
    return True
