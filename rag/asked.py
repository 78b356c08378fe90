"""What figure a question asks for: its kind, what is counted, what happened to it, the period."""

from dataclasses import dataclass

from rag.event_words import EVENT_WORDS, FATES
from rag.events import events, expanded
from rag.nations import nations
from rag.numbers import Quantity
from rag.roles import counted, role
from rag.scopes import scopes
from rag.tokens import Token, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, SAYING, stem

_COUNTS = word_set(
    """
    number numbers toll casualties losses figure figures count counts total tally many
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
    "when": "date",
    "year": "date",
    "date": "date",
    "long": "duration",
    "old": "age",
    "age": "age",
}
_ALIKE = {"percent": ("percent", "fraction"), "much": ("money", "percent", "count", "measure")}
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
_LOSSES = ("lost", "losses", "loss", "lose")
_PHRASES = ("how", "what", "which")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's figure: `kinds` of figures that answer it, the noun and events asked about.

    `roles` are the event sets that answer: asked for losses, both the killed and the casualties
    do. `group` are the nations of those counted, `terms` the stems of all other content words.
    """

    kinds: tuple[str, ...]
    noun: str | None
    roles: tuple[frozenset[str], ...]
    group: frozenset[str]
    period: str | None
    terms: frozenset[str]
    about: str


def asked(question: str) -> Asked | None:
    """The figure that a question asks for; None where it asks for none."""
    words = tokens(question)
    kinds = _kinds(words)
    if not kinds:
        return None
    noun, happened = _counted(words)
    period = next((s.key for s in scopes(question, words) if s.kind in ("period", "rate")), None)
    return Asked(
        kinds=kinds,
        noun=noun,
        roles=_roles(words, happened),
        group=nations((noun or question).title()),
        period=period,
        terms=terms(question),
        about=_about(question, words),
    )


def terms(text: str) -> frozenset[str]:
    """The stems of a text's content words, without events and units of time."""
    words = (token.lower for token in tokens(text) if token.is_word)
    return frozenset(stem(word) for word in words if word not in _STOPS and word not in EVENT_WORDS)


def _kinds(words: tuple[Token, ...]) -> tuple[str, ...]:
    lowers = [token.lower for token in words]
    if "much" in lowers and "how" in lowers:
        return _ALIKE["much"]
    for word in lowers:
        if word in _KINDS and (word not in ("long", "old") or "how" in lowers):
            return _ALIKE.get(_KINDS[word], (_KINDS[word],))
    counting = _COUNTS & set(lowers) or any(token.is_numeral for token in words)
    return ("count",) if counting else ()


def _counted(words: tuple[Token, ...]) -> tuple[str | None, frozenset[str]]:
    """The noun after "how many" or "number of" and what happened to it."""
    found = events(words)
    for at in range(len(words) - 1):
        pair = (words[at].lower, words[at + 1].lower)
        if pair in (("how", "many"), ("number", "of"), ("numbers", "of")):
            phrase = counted(words, found, at + 2, len(words))
            quantity = Quantity("count", None, None, at, at, at + 2)
            what = role(words, found, quantity, phrase, len(words))
            return phrase.text, what.events
    return None, frozenset()


def _roles(words: tuple[Token, ...], happened: frozenset[str]) -> tuple[frozenset[str], ...]:
    lowers = {token.lower for token in words}
    if lowers & set(_LOSSES):
        return (frozenset(("killed", "wounded")), frozenset(("killed",)))
    if happened & FATES:
        return (happened,)
    named = [
        event.event for event in events(words).values() if event.event in FATES | {"casualties"}
    ]
    if "casualties" in named:
        both = expanded(("casualties",))
        return (
            both,
            *(frozenset((name,)) for name in dict.fromkeys(named) if name != "casualties"),
        )
    if {"killed", "wounded"} <= set(named):
        return (expanded(named), frozenset(("killed",)), frozenset(("wounded",)))
    if named:
        return tuple(frozenset((name,)) for name in dict.fromkeys(named))
    return (happened,) if happened else ()


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
