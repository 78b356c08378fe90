"""Whether a figure is the one that was asked for, not merely a true one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.vocabulary import Evidence
from rag.answering import Figured, answering
from rag.asked import Asked, asked, terms
from rag.attribution import asked_to_speak
from rag.comparison import excluded
from rag.coverage import terms as terms_of
from rag.disagreements import Disagreement, disagreements
from rag.doubtful import Reader, telling
from rag.eligible import is_of_dimension
from rag.figures import Figure, figures, same_value
from rag.kinds_asked import DURING, SPANS
from rag.named import about_the_named
from rag.names import same_name, unknown_names
from rag.nations import nations, states
from rag.nouns import counts_some, head, names_a_thing, other_kind, same_noun
from rag.parts import asked_alone, asks_several
from rag.passages import HE_SAYS
from rag.scopes import keys
from rag.speakers import speakers
from rag.spelling import may_be_misspelt
from rag.stated import is_denied, is_sum
from rag.verbs import AUXILIARIES

COUNTS = ("count",)
MEASURES = ("age", "money", "percent", "duration", "time")  # kinds that nothing else can answer for

_MEASURES = (
    r"(?:number|figure|toll|tally|count|total|size|estimate|percentage|percent|share|rate|cost|"
    r"price|amount|volume|quantit(?:y|ie)|death|casualt(?:y|ie)|loss(?:e)?|year|date|age|sum|range|"
    r"time|turnout|revenue|profit|debt|reward|offer|fee|bill|saving|dividend|salar(?:y|ie)|budget|width|height|depth|"
    r"length|distance|speed|temperature|weight|area|altitude|elevation)s?"
)
NOT_GIVEN = "the number that was asked for is not given"
ANOTHER = "the figure is not the one that was asked for"

_NO_NUMBERS = ("date", "time", "duration", "age")  # "how many" asks for none of these alone

_UNSURE = r"unclear|unknown|not (?:known|clear|given|stated)"
NOT_KNOWN = re.compile(rf"\b(?:{_UNSURE})\b", re.I)
OPEN = re.compile(
    rf"\b(?:{_UNSURE}|no one|nobody|none|nothing|"
    r"there (?:were|was|are) no|no (?:people|injuries|casualties|deaths))\b",
    re.I,
)
_EXTENTS = (
    "high|low|deep|tall|wide|thick|heavy|hot|cold|far|fast|full|often|late|early|soon|steep|young|"
    "expensive|costly|quickly|quick|swiftly|slowly"
)
_DOES = r"(?:will|would|did|does|do|is|are|was|were)"
_SAVED = (
    r"(?<!\bto )save(?=\W*$|\s+(?:each|every|per|in|by|over|annually|altogether|"
    r"a (?:day|week|month|year))\b)"
)
_VALUED = rf"(?:cost|worth|weigh|charge|pay|paid|earn|{_SAVED})"
_CHANGE = "change|grow|rise|fall|move|develop|differ|increase|decrease|shrink"
_GOES_ON = "|".join(sorted((AUXILIARIES - {"'s"}) | {"of"}))
_DAYS = rf"(?:day|month|week|year|date)(?=\s+(?:{_GOES_ON})\b|\W*$)"
_SPAN = rf"(?:what|which) (?:{'|'.join(sorted(SPANS))})"
_RATES = r"per (?:day|week|month|year)|daily|weekly|monthly|yearly"
_ASKS = re.compile(
    rf"\b(?:{_RATES}|(?:what|which) (?:hours?(?!-)|times|{_DAYS})|"
    rf"(?:(?:{'|'.join(DURING)}) {_SPAN}|{_SPAN} of time)|"
    rf"how (?:many|much|long|old|large|big|{_EXTENTS})|{_VALUED}|when|{_MEASURES})\b",
    re.I,
)
_ASKS_ELSE = re.compile(
    r"^\W*(?:(?:in|on|at|by|to|from|with|for|of|according to)\s)?"
    rf"(?:who|whom|whose|where|why|which(?!\s+(?:hour\b(?!-)|{_DAYS}|(?:\w+\s+)?{_MEASURES}\b))|"
    rf"what(?!\s+(?:hour\b(?!-)|{_DAYS}))"
    rf"(?!\s+(?:(?:is|was|are|were)\s+)?(?:the\s+)?(?:\w+\s+)?{_MEASURES}\b)"
    rf"(?!\s+(?:is|was|are|were)\s+(?:[\w-]+\s+){{0,2}}[\w-]+['’]s?\s+(?:\w+\s+)?{_MEASURES}"
    r"(?:\W*$|\s+(?:in|last|this|at|before|after|during|since)\b))"
    rf"(?!\s+{_DOES}\b[^?]*(?<!\bthe )(?<!\bof )\b{_VALUED}\b)|"
    rf"(?:name|list|give|describe|explain|summari[sz]e)(?!\s+(?:[\w-]+\s+){{0,3}}{_MEASURES}\b)"
    rf"(?![^.?]*\b(?:how|when)\b)|"
    rf"how\s+(?:do|does|did|is|was|are|were)\b(?![^?]*\b{_MEASURES}\b[^?]*\b(?:{_CHANGE})\b))",
    re.I,
)
_TIMES_AS_MUCH = re.compile(r"\b(?:halv|doubl|tripl|trebl|quadrupl)(?:ed|es|ing)\b", re.I)
# What answers without a figure of the kind: since when for how long, "halved" for a share.
_INSTEAD = {
    "duration": re.compile(r"\b(?:since|from [^.]+ (?:to|until)|until)\b", re.I),
    "measure": re.compile(r"\d\)?[ -](?:pages?|words|lines|chapters|verses)\b", re.I),
    "age": re.compile(r"\b(?:built|founded|born|dates)\b", re.I),
    "time": re.compile(r"\b(?:noon|dawn|dusk|midnight|sunrise|sunset)\b", re.I),
    "percent": _TIMES_AS_MUCH,
}
# "How has the price changed" is answered by what it was and is, by "rose 40 percent", "doubled".
_CHANGED = re.compile(rf"\bhow\b(?! much\b| many\b)[^?]*\b(?:{_CHANGE})(?:d|ed|n)?\b", re.I)
_CHANGES = ("percent", "fraction", "multiple")
_EITHER = re.compile(r"\b\d[\d,.]*\s+or\s+\d", re.I)
# "What is the bill called", "what was the budget for": no sum.
_OF_WHAT = re.compile(r"^\W*what\b[^?]*\b(?:called|named|about|for)\W*$", re.I)
_NAMES = re.compile(
    r"\b(?:what (?:is|are|was|were) the names?|name of|names of|named?\?)"
    r"|^\W*what (?:is|are|was|were) [^?]*\bcalled\b",
    re.I,
)
_WHO = re.compile(
    r"\W*(?:(?:according to|by|from|on|in|to|of|with|for) )?(?:who|whom|whose)\b", re.I
)
_WHICH = re.compile(r"\W*which\b", re.I)
_ASKS_FOR_MORE = re.compile(
    r"\W*(?:[a-z]+(?: to)? )?(?:who|whom|whose|which|where|when|why|how)\b", re.I
)
_CHOICE = re.compile(r"\bor\b|\bboth\b", re.I)
_WHOSE_WORD = re.compile(
    r"\W*(?:according to whom\b|(?:according to|on|in) whose\b|"
    r"whose (?:words?|view|opinion|estimate|figure|claim|account|count|assessment)\b)",
    re.I,
)
_PRONOUN = re.compile(rf"^\W*(?:he|she|they)\b|{HE_SAYS}|\bin (?:his|her|their) words\b", re.I)
_PLACED = r"\b(?:in|at|on|off|near|outside|around|from|to|into|over|across) (?:the )?"
_WHICH_TOWN = r"(?:which|what) (?:\w+ ){0,2}?(?:city|town|village|port)"
_IN_TOWN = re.compile(
    rf"\b(?:in|at|to|from|near) {_WHICH_TOWN}\b|"
    rf"\b{_WHICH_TOWN} {_DOES}\b[^?]*\b(?:in|at|to|from|near)\W*$",
    re.I,
)
_DATE_PART = re.compile(r"(?<!since )\b(year|month|day):(\d+)")
_BARE_TOLL = re.compile(r"(?<!\bdeath )\btolls?\b", re.I)
_HOW_MANY_OF = re.compile(r"\bhow many (?:\w+ )?(?:of|among) (?:the|these|those|all)\b", re.I)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b", re.I)
# "Whose estimate of the dead is the highest" is answered by all that are given.
_WHOSE_FIGURE = re.compile(rf"^\W*whose (?:[\w-]+ )?{_MEASURES}\b[^?]*\b\w+est\b", re.I)


def asks_for_figure(question: str) -> bool:
    """Whether a figure is what the question wants, not merely a word such as "losses" in it."""
    if any(asks.search(question) for asks in (_HOW_MANY, _EITHER, _WHOSE_FIGURE)):
        return True
    alone = asked_alone(question)
    asks = _ASKS.search(question) is not None and _ASKS_ELSE.match(alone) is None
    return asks and _OF_WHAT.search(question) is None


def asks_for_count(question: str) -> bool:
    """Whether the question asks how many, of somebody to whom something happened."""
    wanted = asked(question) if asks_for_figure(question) else None
    return wanted is not None and wanted.kinds == COUNTS


def measures_asked_for(question: str) -> tuple[str, ...]:
    """The kinds of figure, one of which an answer has to give: an age, a sum, a share, a length.

    Empty where the question asks for none of these; counts have rules of their own.
    """
    wanted = asked(question) if asks_for_figure(question) else None
    if wanted is None or (wanted.kinds[0] not in MEASURES and wanted.unit is None):
        return ()
    return wanted.kinds


def gives_measure(question: str, text: str) -> bool:
    """Whether a text gives a figure of the kind that is asked for; true where none is."""
    kinds = measures_asked_for(question)
    given = figures(text)
    if not kinds or any(f.kind in kinds and _is_in_unit(question, f) for f in given):
        return True
    if any(kind in kinds and instead.search(text) for kind, instead in _INSTEAD.items()):
        return True
    if _CHANGED.search(question) and (
        _TIMES_AS_MUCH.search(text) or any(f.kind in _CHANGES for f in given)
    ):
        return True
    return "money" in kinds and any(is_sum(f, text) for f in given)


def _is_in_unit(question: str, figure: Figure) -> bool:
    """Whether a measure is in the unit asked for, or one of the same kind; true where none is."""
    wanted = asked(question)
    return wanted is None or wanted.unit is None or is_of_dimension(wanted, figure)


def gives_date(question: str, text: str) -> bool:
    """Whether it is asked when, and a text gives a date or a time."""
    wanted = asked(question) if asks_for_figure(question) else None
    if wanted is None or wanted.kinds[0] != "date":
        return False
    return any(figure.kind in wanted.kinds for figure in figures(text))


def gives_names(question: str, text: str) -> bool:
    """Whether a text names somebody whom the question does not, where names are asked for.

    "Two men from Brennick" names nobody.
    """
    if not asks_for_name(question):
        return True
    said = [a.speaker for a in speakers(text) if a.speaker is not None]
    named = [n for n in unknown_names(text, [question]) if not any(same_name(n, s) for s in said)]
    return any(re.search(rf"{_PLACED}{re.escape(name)}", text) is None for name in named)


def asks_for_name(question: str) -> bool:
    """Whether it is asked what somebody or something is called."""
    return _NAMES.search(question) is not None


def gives_place(question: str, text: str) -> bool:
    """Whether a text names a place that the question does not, where a town is asked for."""
    if _IN_TOWN.search(question) is None:
        return True
    new = [name for name in unknown_names(text, [question]) if not states(name)]
    return any(re.search(rf"{_PLACED}{re.escape(name)}", text) for name in new)


def asks_who(question: str) -> bool:
    """Whether it is asked who, or which of several."""
    alone = asked_alone(question)
    return _WHO.match(alone) is not None or _WHICH.match(alone) is not None


def says_anything(question: str, text: str) -> bool:
    """Whether a text has a word or a figure that a question for either lacks; true for others.

    "Five schools took part" does not tell which five schools took part. A question that names two
    to choose from has its answer in it, and "what did she say of it" may have all its words.
    """
    if _ASKS_FOR_MORE.match(asked_alone(question)) is None or _CHOICE.search(question):
        return True
    given = {figure.text.casefold() for figure in figures(question)}
    return bool(terms_of(text) - terms_of(question)) or any(
        figure.text.casefold() not in given for figure in figures(text)
    )


def says_who(question: str, text: str) -> bool:
    """Whether a text may tell who, where the question asks it; else true.

    "She compared it to a village" does not, nor, asked whose word it is, a text without a speaker.
    """
    if _WHO.match(question) is None or OPEN.search(text) or unknown_names(text, [question]):
        return True
    if _WHOSE_WORD.match(question) is None:
        return _PRONOUN.search(text) is None
    return any(said.speaker is not None for said in speakers(text))


def compared(
    question: str, evidence: Sequence[Evidence], reader: Reader | None = None
) -> tuple[Disagreement, ...]:
    """The figures that sources give for what is asked, where a figure is asked for.

    With a `reader`, also those that no rule ties to the question and that it says answer it; not
    where they are asked for as one speaker's, since it hardly heeds whose they are.
    """
    if not asks_for_figure(question):
        return ()
    if reader is not None and any(asked_to_speak(question)) and not asks_several(question):
        reader = None
    return disagreements(question, evidence, reader)


def figures_asked_for(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """The figures in the evidence that answer a question for a count; empty for other questions.

    Those that surely answer come first; where there are none, those that nothing speaks against.
    """
    wanted = asked(question) if asks_for_count(question) else None
    if wanted is None:
        return ()
    given = answering(question, evidence) or tuple(
        Figured(figure, item.document, item.sentence)
        for item in about_the_named(question, evidence)
        for figure in figures(item.sentence.text, tuple(s.text for s in item.before))
        if _may_answer(wanted, figure)
    )
    return tuple(f for f in given if not _is_whole_of(question, f.figure))


def _is_whole_of(question: str, figure: Figure) -> bool:
    """Whether a figure is the one of which a part is asked for: "How many of the 45,000 died"."""
    if _HOW_MANY_OF.search(question) is None:
        return False
    return any(_mentions(named, figure) for named in figures(question) if named.kind == "count")


def figures_surely_asked_for(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """The figures that answer by nation and by what happened, where the question names either.

    Where it names neither there is nothing to compare, and those that may answer do.
    """
    wanted = asked(question)
    if wanted is not None and (wanted.roles or wanted.group):
        given = answering(question, evidence)
        return tuple(f for f in given if not _is_whole_of(question, f.figure))
    return figures_asked_for(question, evidence)


def figures_told(
    question: str, evidence: Sequence[Evidence], reader: Reader | None
) -> tuple[Figured, ...]:
    """The figures that answer a question for a count by what a model says; empty for others.

    "340 pupils will have to stay at home" may be how many are kept out of school.
    """
    wanted = asked(question) if asks_for_count(question) else None
    if wanted is None or reader is None:
        return ()
    told = telling(question, wanted, evidence, reader)
    return tuple(f for f in told if not _is_whole_of(question, f.figure))


def another_figure(question: str, text: str, before: Sequence[str]) -> str | None:
    """Why a sentence's figures are not those asked for; None when one may be.

    Only what clashes counts against a figure: the killed are not the wounded, one nation's are
    not another's. Words that are merely different may mean the same.
    """
    if not gives_measure(question, text) and not OPEN.search(text):
        return NOT_GIVEN
    wanted = asked(question) if asks_for_count(question) else _spoken_of(question)
    if wanted is None:
        return None
    found = [f for f in figures(text, before) if f.kind not in _NO_NUMBERS]
    if not found and _HOW_MANY.search(question) and not OPEN.search(text):
        return NOT_GIVEN
    counts = [f for f in found if f.kind == "count"]
    if counts and all(_clashes(wanted, f) for f in counts):
        return ANOTHER
    return None


def counts_others(question: str, text: str) -> bool:
    """Whether a text counts only what has another name than what is asked: drones, not planes."""
    wanted = asked(question) if asks_for_count(question) else None
    if wanted is None or wanted.noun is None:
        return False
    counts = [f for f in figures(text) if f.kind == "count"]
    named = terms(wanted.noun) & terms(text)
    others = (f.counted is not None and not _may_be_one(wanted.noun, f.counted) for f in counts)
    return bool(counts) and not named and all(others)


def _may_be_one(noun: str, counted: str) -> bool:
    """Whether two nouns may be of the same, if need be misspelt: "soilders"."""
    return same_noun(noun, counted) or may_be_misspelt(head(counted), [head(noun)])


def _spoken_of(question: str) -> Asked | None:
    """The count that a question speaks of without asking for it alone: "said of the Thai dead".

    A bare "toll" may be of the killed or of all casualties.
    """
    wanted = asked(_BARE_TOLL.sub(" ", question))
    named = wanted is not None and wanted.kinds == COUNTS and wanted.roles and wanted.group
    return wanted if named else None


def beside_the_figure(question: str, sources: Sequence[str]) -> str | None:
    """Why sources are about something else: they lack the figure that the question names."""
    named = _counts_in(question)
    if not named:
        return None
    there = [f for source in sources for f in figures(source)]
    alternatives = [f for one in named for f in _alternatives(one)]
    if any(_mentions(f, given) for f in alternatives for given in there):
        return None
    return f"the cited sentences are not about the figure in the question: {named[0].text}"


def names_count(question: str) -> bool:
    """Whether a question names a count, in digits."""
    return bool(_counts_in(question))


def _counts_in(question: str) -> list[Figure]:
    counts = (figure for figure in figures(question) if figure.kind == "count")
    return [figure for figure in counts if any(letter.isdigit() for letter in figure.text)]


def _alternatives(figure: Figure) -> tuple[Figure, ...]:
    """What a figure may be: "10 or 11" are two, between which it is asked."""
    if _EITHER.search(figure.text) is None:
        return (figure,)
    ends = (figure.low, figure.high)
    return (figure, *(replace(figure, low=end, high=end) for end in ends))


def _mentions(asked_of: Figure, given: Figure) -> bool:
    """Whether a question's figure is the given one: of "over 45,000" one asks as of "45,000"."""
    bare = replace(given, low=given.number, high=given.number, hedge=None)
    if asked_of.counted in (None, "total", "sum") and given.kind == "money":
        # "Who says it comes to 23 million" says not of what.
        bare = replace(bare, kind=asked_of.kind, unit=asked_of.unit)
    return same_value(asked_of, given) or same_value(asked_of, bare)


def _may_answer(wanted: Asked, figure: Figure) -> bool:
    if figure.counted is None and names_a_thing(wanted.noun):
        return False
    return (
        figure.kind == "count"
        and same_noun(wanted.noun, figure.counted)
        and not counts_some(wanted.noun, figure.counted)
        and not _clashes(wanted, figure)
    )


def _is_dated_otherwise(asked_for: str | None, given: str | None) -> bool:
    """Whether a figure is of November where December is asked about; lengths of time may agree."""
    one, other = (dict(_DATE_PART.findall(key or "")) for key in (asked_for, given))
    return any(one[unit] != other[unit] for unit in one.keys() & other.keys())


def _clashes(wanted: Asked, figure: Figure) -> bool:
    """Whether a figure is of another nation or kind, or of a fate that excludes the one asked."""
    if other_kind(wanted.noun, figure.counted) or is_denied(wanted, figure):
        return True
    own = nations((figure.counted or "").title())
    if wanted.group and own and not own & wanted.group:
        return True
    if _is_dated_otherwise(wanted.period, keys(figure.scope).get("period")):
        return True
    given = (figure.role, figure.also)
    return (
        bool(wanted.roles)
        and all(excluded(role, fate) for role in wanted.roles for fate in given if fate)
        and any(given)
    )
