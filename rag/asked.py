"""What figure a question asks for: its kind, what is counted, what happened to it, the period."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.event_words import EVENT_WORDS, FATES
from rag.events import events, expanded
from rag.names import BODIES, TITLES
from rag.nations import nation_at, nations, states
from rag.nouns import head, is_person
from rag.numbers import Quantity
from rag.roles import counted, role
from rag.scopes import scopes
from rag.tokens import Token, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, SAYING, stem

_COUNTS = word_set(
    """
    number numbers toll casualties losses figure figures count counts total tally many size big
    large amount scale strength headcount estimate estimates estimated
    """
)
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
    "sales": "money",
    "turnover": "money",
    "salary": "money",
    "dividend": "money",
    "fine": "money",
    "earnings": "money",
    "turnout": "percent",
    "when": "date",
    "year": "date",
    "date": "date",
    "long": "duration",
    "old": "age",
    "age": "age",
}
_TIMES = word_set("minutes hours days weeks months years decades")
_ALIKE = {"percent": ("percent", "fraction"), "much": ("money", "percent", "count", "measure")}
_SHARED = word_set("percent percentage share proportion fraction")
_PAID = word_set("cost costs paid spend spent earn earned earns owe owes owed fined donate donated")
_MANY = dict.fromkeys(_TIMES, ("duration",)) | {
    "times": ("multiple", "count"),
    "percent": ("percent", "fraction"),
}
_INTERROGATIVE = word_set("how what which who whom whose where why")
_ASKING = word_set("how what which many much the a an of number is are was were do does did")
_STOPS = (
    AUXILIARIES
    | SAYING
    | word_set(
        """
        how what which who whom whose when where why many much the a an of in on at by for to from
        with and or as it its that this these those there their his her all every each according
        different same agree given give gives put number numbers figure figures count counts total
        toll report reports source sources long old so far any been single one per not day days week
        weeks month months year years past last between differ differ difference died dead
        """
    )
)
_CASUALTIES = frozenset(("killed", "wounded"))
_COMPARING = word_set(
    """
    more fewer most fewest higher highest lower lowest agree agrees disagree disagrees differ
    differs different conflicting contradict contradicts same versus vs compare compared consistent
    """
)
_INTERROGATIVES = AUXILIARIES | word_set("how what which who whom whose when where why tell")
_LOSSES = ("lost", "losses", "loss", "lose")
# Asked how many soldiers are somewhere, those sent there answer.
_MILITARY = word_set("soldiers troops forces servicemen fighters contingent deployment battalions")
_SERVING = frozenset(("fight", "serv", "operat", "station"))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REMEMBERED = 512  # texts whose words are kept: every sentence asks for those of its document


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's figure: `kinds` of figures that answer it, the noun and events asked about.

    `roles` are the event sets that answer: asked for losses, both the killed and the casualties
    do. `events` are all classes the question names, `terms` the stems of its other content words.
    `group` are the nations it names; those counted are of one of them when `belonging`, else one
    of them may be whose doing it is ("How many people did Israel ..."). `years` are those it names,
    `many` is whether it asks how many.
    """

    kinds: tuple[str, ...]
    noun: str | None
    roles: tuple[frozenset[str], ...]
    events: frozenset[str]
    group: frozenset[str]
    belonging: bool
    period: str | None
    terms: frozenset[str]
    about: str
    years: frozenset[str] = frozenset()
    many: bool = False


@lru_cache(maxsize=_REMEMBERED)
def asked(question: str) -> Asked | None:
    """The figure that a question asks for; None where it asks for none."""
    words = tokens(question)
    kinds = _kinds(words)
    if not kinds:
        return None
    noun, happened = _counted(words)
    own = nations((noun or "").title())
    period = next((s.key for s in scopes(question, words) if s.kind in ("period", "rate")), None)
    return Asked(
        kinds=kinds,
        noun=noun,
        roles=_roles(words, happened, noun),
        events=expanded(event.event for event in events(words).values()),
        group=own or _nations_asked(question.title()),
        belonging=bool(own) or noun is None,
        period=period,
        terms=terms(question),
        about=_about(question, words),
        years=years(question),
        many="how many" in question.lower(),
    )


def years(text: str) -> frozenset[str]:
    """The years that a text names, in digits."""
    return frozenset(_YEAR.findall(text))


def _nations_asked(question: str) -> frozenset[str]:
    """The nations of a question, without those whose officials and bodies it names as sources.

    "What toll does the South Korean lawmaker give" asks for nobody of South Korea.
    """
    words = tokens(question)
    named = [found for at in range(len(words)) if (found := nation_at(words, at)) is not None]
    plain = {nation for nation, end in named if not _titled(words, end)}
    return states(question) - ({nation for nation, _ in named} - plain)


def _titled(words: tuple[Token, ...], end: int) -> bool:
    """Whether a nation that ends here belongs to a title or a body ("Britain's ministry")."""
    end += lower_at(words, end) in ("'s", "’s")
    return any(lower_at(words, at) in TITLES | BODIES for at in range(end, end + 3))


@lru_cache(maxsize=_REMEMBERED)
def terms(text: str) -> frozenset[str]:
    """The stems of a text's content words, without events and units of time."""
    words = (token.lower for token in tokens(text) if token.is_word)
    return frozenset(stem(word) for word in words if word not in _STOPS and word not in EVENT_WORDS)


def _kinds(words: tuple[Token, ...]) -> tuple[str, ...]:
    lowers = [token.lower for token in words]
    for at, pair in enumerate(pairwise(lowers)):
        if pair == ("how", "many"):
            return _MANY.get(lower_at(words, at + 2), ("count",))
    if {"how", "much"} <= set(lowers):
        if _PAID & set(lowers):
            return ("money",)
        return _ALIKE["percent"] if _SHARED & set(lowers) else _ALIKE["much"]
    for at, word in enumerate(lowers):
        if word in _KINDS and (word not in ("long", "old") or "how" in lowers):
            if word == "when" and _INTERROGATIVE & set(lowers[:at]):
                continue  # "what was said when ..."
            return _ALIKE.get(_KINDS[word], (_KINDS[word],))
    counting = _COUNTS & set(lowers) or any(token.is_numeral for token in words)
    return ("count",) if counting or _compares(words) else ()


def _compares(words: tuple[Token, ...]) -> bool:
    """ "Did more die than ...", "do reports agree on the dead"; or bare keywords with an event."""
    if not {event.event for event in events(words).values()} & (FATES | {"casualties"}):
        return False
    lowers = {token.lower for token in words}
    return bool(lowers & _COMPARING) or not lowers & _INTERROGATIVES


def _counted(words: tuple[Token, ...]) -> tuple[str | None, frozenset[str]]:
    """The noun after "how many" or "number of" and what happened to it."""
    found = events(words)
    for at in range(len(words) - 1):
        pair = (words[at].lower, words[at + 1].lower)
        if pair in (("how", "many"), ("number", "of"), ("numbers", "of")):
            phrase = counted(words, found, at + 2, len(words))
            quantity = Quantity("count", None, None, at, at, at + 2)
            what = role(words, found, quantity, phrase, len(words))
            return phrase.text, what.events or what.also
    return None, frozenset()


def _roles(
    words: tuple[Token, ...], happened: frozenset[str], noun: str | None
) -> tuple[frozenset[str], ...]:
    lowers = {token.lower for token in words}
    if lowers & set(_LOSSES) and (noun is None or not head(noun) or is_person(head(noun))):
        return _CASUALTIES, frozenset(("killed",))
    if happened & FATES:
        return (happened,)
    classes = (event.event for event in events(words).values())
    named = tuple(dict.fromkeys(name for name in classes if name in FATES))
    single = tuple(frozenset((name,)) for name in named if name != "casualties")
    if "casualties" in named or {"killed", "wounded"} <= set(named):
        return _CASUALTIES, *single
    if not named and lowers & _MILITARY and not happened - _SERVING:
        return (frozenset(("deployed",)),)
    return single or ((happened,) if happened else ())


def _about(question: str, words: tuple[Token, ...]) -> str:
    """The question without its question words: "North Korean soldiers killed in Kursk"."""
    kept = [at for at, token in enumerate(words) if token.text.isalnum() or token.text[0] in "'’"]
    while kept and words[kept[0]].lower in _ASKING:
        kept.pop(0)
    kept = [at for at in kept if words[at].lower not in AUXILIARIES - {"'s"}]
    text = ""
    for at in kept:
        apart = " " if text and not lower_at(words, at).startswith("'") else ""
        text += apart + words[at].text
    return text or question.strip()
