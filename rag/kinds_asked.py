"""What kind of figure a question asks for: a count, a sum, a share, a length of time, a date."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.event_words import FATES
from rag.events import events
from rag.tokens import Token, lower_at, word_set
from rag.units import Unit, unit_at
from rag.verbs import AUXILIARIES, stem

_COUNTS = word_set(
    """
    number numbers toll tolls casualties losses figure figures count counts total totals tally
    tallies many size big large amount amounts scale strength headcount estimate estimates estimated
    """
)
_CHANGING = word_set(
    "cut reduce reduced rise risen rose fall fallen fell drop dropped grow grown increase increased"
)
_TALLIES = word_set("number numbers toll tolls casualties counts count tally tallies headcount")
_KINDS = {
    "percentage": "percent",
    "percent": "percent",
    "share": "percent",
    "proportion": "percent",
    "fraction": "percent",
    "rate": "percent",
    "cost": "money",
    "costs": "money",
    "price": "money",
    "revenue": "money",
    "profit": "money",
    "budget": "money",
    "worth": "money",
    "debt": "money",
    "savings": "money",
    "save": "much",
    "sales": "money",
    "turnover": "money",
    "salary": "money",
    "dividend": "money",
    "fine": "money",
    "earnings": "money",
    "reward": "money",
    "fee": "money",
    "bill": "money",
    "offer": "much",
    "turnout": "percent",
    "time": "time",
    "when": "when",
    "year": "date",
    "date": "date",
    "long": "length",
    "old": "age",
    "age": "age",
} | dict.fromkeys(word_set("altitude elevation height depth width"), "measure")
_MEASURED = word_set(
    """
    cost costs price revenue profit budget worth debt savings saving save saved sales turnover
    salary dividend fine earnings earn earned turnout damage reward fee bill offer speed length
    height depth width area temperature weight distance
    """
)
_TIMES = word_set("minutes hours days weeks months years decades")
_ALIKE = {
    "percent": ("percent", "fraction"),
    "much": ("money", "percent", "count", "measure", "fraction"),
    "length": ("duration", "measure"),
    "when": ("date", "time"),
}
# "How high": of more than one kind, none of which an answer has to give.
_EXTENTS = (
    dict.fromkeys(word_set("high low great strong"), ("measure", "money", "percent", "count"))
    | dict.fromkeys(word_set("deep tall wide thick heavy hot cold"), ("measure",))
    | dict.fromkeys(word_set("far fast near"), ("measure", "duration"))
    | dict.fromkeys(word_set("quickly quick swiftly slowly"), ("duration", "measure"))
    | dict.fromkeys(word_set("late early soon"), ("date", "time", "duration"))
    | {"full": ("measure", "percent", "fraction"), "often": ("multiple", "duration", "count")}
    | {"expensive": ("money",), "costly": ("money",), "young": ("age",)}
    | {"steep": ("measure", "percent", "fraction")}
)
_SIZES = word_set("big large small")
_SUMS = word_set("payoff payout bonus ransom compensation loan deficit grant fine debt budget")
_HOURS = (("what", "hours"), ("which", "hours"), ("what", "times"))
_HOUR = (("what", "hour"), ("which", "hour"))
SPANS = word_set("period span stretch timespan timeframe")
DURING = ("over", "within", "for", "during")  # a span that is asked for by its length
_DAYS = word_set("day month week year date")
_EACH = word_set("each every per a this last next first one")
_AMOUNTING = word_set("? each every per in by over annually altogether")
_SUMMED = word_set("total totals amount amounts sum sums volume quantity quantities")
_SHARED = word_set("percent percentage share proportion fraction")
_IN_PERCENT = re.compile(r"\bin (?:per ?cent\b|%)")
_PLURAL = word_set("feet kronor kroner yen yuan roubles baht mm cm km kg kwh mwh gwh mw gw")
_PAID = word_set("cost costs paid spend spent earn earned earns owe owes owed fined donate donated")
_EARNED, _APIECE = word_set("pay earn charge"), word_set("per each apiece")
_MANY = dict.fromkeys(_TIMES, ("duration",)) | {
    "times": ("multiple", "count"),
    "percent": ("percent", "fraction"),
}
_INTERROGATIVE = word_set("how what which who whom whose where why")
_COMPARING = word_set(
    """
    more fewer most fewest higher highest lower lowest agree agrees disagree disagrees differ
    differs different conflicting contradict contradicts same versus vs compare compared consistent
    """
)
_INTERROGATIVES = AUXILIARIES | word_set("how what which who whom whose when where why tell")


def kinds_asked(words: tuple[Token, ...]) -> tuple[str, ...]:
    """The kinds of figure, any of which answers, the likeliest first; empty where none is asked."""
    lowers = [token.lower for token in words]
    for at, pair in enumerate(pairwise(lowers)):
        if pair == ("how", "many"):
            if _IN_PERCENT.search(" ".join(lowers[at:])):
                return _ALIKE["percent"]
            return _MANY.get(lower_at(words, at + 2)) or _in_unit(words, at + 2)
        if pair[0] in ("what", "which") and (when := _day_or_span(words, at + 1)):
            return when
    if {"how", "much"} <= set(lowers):
        return ("duration",) if _much_time(lowers) else _much(frozenset(lowers))
    extent = next((to for how, to in pairwise(lowers) if how == "how" and to in _EXTENTS), None)
    if extent is not None and not _MEASURED & set(lowers):
        return _EXTENTS[extent]
    return _hours_or_area(lowers) or _named(words)


def _in_unit(words: tuple[Token, ...], at: int) -> tuple[str, ...]:
    """ "How many tonnes", "how many euros": not a count of them."""
    unit = _unit(words, at)
    return ("count",) if unit is None else (unit.kind,)


def unit_asked(words: tuple[Token, ...]) -> str | None:
    """The unit of measure in which a question wants its answer: "how many hectares"."""
    for at, pair in enumerate(pairwise(token.lower for token in words)):
        unit = _unit(words, at + 2) if pair == ("how", "many") else None
        if unit is not None and unit.kind == "measure":
            return unit.name
    return None


def _unit(words: tuple[Token, ...], at: int) -> Unit | None:
    """The unit that many are asked of; "foot soldiers" and "second homes" are of none."""
    unit = unit_at(words, at)
    last = "" if unit is None else lower_at(words, unit.end - 1)
    return unit if last.endswith("s") or last in _PLURAL else None


def _hours_or_area(lowers: Sequence[str]) -> tuple[str, ...]:
    """ "At what hour", "between what hours", "how large an area"; empty for other questions."""
    pairs = enumerate(pairwise(lowers), start=2)
    if any(pair in _HOUR and lowers[after : after + 1] != ["-"] for after, pair in pairs):
        return ("time",)
    if any(pair in _HOURS for pair in pairwise(lowers)):
        return ("time", "duration")
    return ("measure",) if {"how", "area"} <= set(lowers) and _SIZES & set(lowers) else ()


def _named(words: tuple[Token, ...]) -> tuple[str, ...]:
    """The kinds that a word of a question names: a share, a price; else a count, if any."""
    lowers = [token.lower for token in words]
    for at, word in enumerate(lowers):
        if word in _SUMS and _SIZES & set(lowers[:at]) and "how" in lowers[:at]:
            return ("money",)  # "how big a loan"
        if word in _KINDS and (word not in ("long", "old") or "how" in lowers):
            if word == "when" and _INTERROGATIVE & set(lowers[:at]):
                continue  # "what was said when ..."
            if word == "offer" and "how" not in lowers:
                continue  # "what did they offer" may be anything
            if word == "time" and lower_at(words, at - 1) != "what":
                continue  # "for the first time"
            if word == "year" and lower_at(words, at - 1) in _EACH:
                continue  # "what does it cost each year"
            if word == "save" and not _is_amount(words, at):
                continue  # "what did they do to save it"
            return _ALIKE.get(_KINDS[word], (_KINDS[word],))
    if _asks_what_is_paid(lowers):
        return ("money",)
    if lower_at(words, 1) in _SUMMED and not _tells_of_fates(words):
        return _ALIKE["much"]  # "what total had donors promised": of money or of things
    counting = _COUNTS & set(lowers) or any(token.is_numeral for token in words)
    return ("count",) if counting or _compares(words) else ()


def _asks_what_is_paid(lowers: Sequence[str]) -> bool:
    """ "What do they pay per tonne"; "what did they have to pay" may be a fine."""
    asks = list(lowers[:1]) == ["what"] and bool({"do", "does", "did"} & set(lowers[1:2]))
    return asks and bool(_EARNED & set(lowers)) and bool(_APIECE & set(lowers))


def _is_amount(words: tuple[Token, ...], at: int) -> bool:
    """Whether "what" asks how much a verb comes to: "What will that save each year?"."""
    asks = lower_at(words, 0) == "what" and lower_at(words, 1) in AUXILIARIES
    after = lower_at(words, at + 1)
    amounts = after in _AMOUNTING or (after == "a" and lower_at(words, at + 2) in _DAYS)
    return asks and lower_at(words, at - 1) != "to" and (amounts or at + 1 >= len(words))


def _asks_on(words: tuple[Token, ...], at: int) -> bool:
    """Whether a question goes on with its verb: "what day was it", not "what day trip"."""
    return at >= len(words) or not words[at].is_word or words[at].lower in AUXILIARIES | {"of"}


def _day_or_span(words: tuple[Token, ...], at: int) -> tuple[str, ...]:
    """ "What day was it", "over what period", "in what span of time": not "in which period"."""
    word = lower_at(words, at)
    if word in _DAYS and _asks_on(words, at + 1):
        return ("date",)
    of_time = lower_at(words, at + 1) == "of" and lower_at(words, at + 2) == "time"
    spans = word in SPANS and (of_time or lower_at(words, at - 2) in DURING)
    return ("duration", "date") if spans else ()


def _much_time(lowers: Sequence[str]) -> bool:
    """ "How much time did it take", "how much longer": not "how much did it cost that time"."""
    much = lowers.index("much")
    return bool({"time", "longer"} & set(lowers[much + 1 : much + 3]))


def _much(lowers: frozenset[str]) -> tuple[str, ...]:
    if _PAID & lowers:
        return ("money",)
    if _TALLIES & lowers:
        # "By how much do the tolls differ", "by how much did it cut the number of attacks".
        return ("percent", "fraction", "count") if _CHANGING & lowers else ("count",)
    return _ALIKE["percent"] if _SHARED & lowers else _ALIKE["much"]


def _tells_of_fates(words: tuple[Token, ...]) -> bool:
    """Whether somebody is said to be killed, arrested and so on."""
    told = {event.event for event in events(words).values()}
    return not told.isdisjoint(FATES | {"casualties"})


def _compares(words: tuple[Token, ...]) -> bool:
    """ "Did more die than ...", "do reports agree on the dead"; or bare keywords with an event."""
    if not _tells_of_fates(words):
        return False
    lowers = {token.lower for token in words}
    return bool(lowers & _COMPARING) or not lowers & _INTERROGATIVES


def measure_asked(words: Sequence[Token]) -> str | None:
    """The stem of what is measured, where a word says it: turnout, debt, "how much did it save"."""
    for word in (token.lower for token in words):
        if word in _MEASURED:
            return stem(stem(word))
    return None
