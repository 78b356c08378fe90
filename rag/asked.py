"""What figure a question asks for: its kind, what is counted, what happened to it, the period."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.event_words import EVENT_WORDS, FATES
from rag.events import Event, events, expanded
from rag.kinds_asked import kinds_asked, measure_asked, unit_asked
from rag.names import BODIES, TITLES
from rag.nations import nation_at, nations, states
from rag.nouns import head, is_person
from rag.numbers import Quantity
from rag.roles import counted, role, singular
from rag.scopes import scopes
from rag.tokens import Token, lower_at, tokens, word_set
from rag.verbs import AUXILIARIES, SAYING, stem

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
        high low big large because after before during under over into officially percent percentage
        share proportion time totals tolls tallies together altogether overall circulation period
        periods highest lowest largest smallest biggest dprk usa uae ussr exactly still
        """
    )
)
_DISPLACED = frozenset(("displaced", "evacuated"))  # told as one: driven out, ordered to leave
_CASUALTIES = frozenset(("killed", "wounded"))
_DURING = ("with", "during", "after", "before", "since", "for")
_TAKING_PART = word_set("part join joined involved helped help helping")
_HELD = word_set("taken held captured seized in at on of from by and or there")
_LOSSES = ("lost", "losses", "loss", "lose")
# Asked how many soldiers are somewhere, those sent there answer.
_MILITARY = word_set("soldiers troops forces servicemen fighters contingent deployment battalions")
_SERVING = frozenset(("fight", "serv", "operat", "station"))


# Whose figures are wanted, at the end of a question or in an aside: no word of its topic.
_WHOSE = re.compile(
    r"\baccording to [^,?]+|\bin the (?:view|opinion|words|eyes|account)s? of [^,?]+"
    r"|\bin (?:the |an? )?[\w ]+[’']s? (?:view|opinion|eyes|account|count)\b"
    r"|\b(?:do|does|did) (?!it\b|they\b)[^?]+ (?:give|report|state|name|quote)\W*$",
    re.I,
)
# "How many lives did it claim", "lost their lives": those who were killed are asked for.
_LIVES_LOST = re.compile(r"\blost their (?:own )?lives\b", re.I)
_LIVES = re.compile(
    r"\bhow many lives\b(?P<by>[^?]*?)\b(?:claim|cost|lose|lost|take|taken|end)(?:ed)?\b", re.I
)
_NOT_FOUND = re.compile(
    r"\b(?:still |yet |have |has |been |are |is )*not (?:yet )?(?:been )?(?:yet )?"
    r"(?:found|accounted for|turned up)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TENS = {"fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
_DECADE = re.compile(
    r"\b(?:in|of|during|from) the (?:(?:early|mid|late)[ -])?"
    rf"(?:((?:19|20)\d)0s|({'|'.join(_TENS)}))\b",
    re.I,
)
_REMEMBERED = 512  # texts whose words are kept: every sentence asks for those of its document


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's figure: `kinds` of figures that answer it, the noun and events asked about.

    `roles` are the event sets that answer: asked for losses, both the killed and the casualties
    do. `events` are all classes the question names, `terms` the stems of its other content words.
    `group` are the nations it names; those counted are of one of them when `belonging`, else one
    of them may be whose doing it is ("How many people did Israel ..."). `years` are those it names,
    `many` is whether it asks how many, `measure` the stem of what is measured ("debt", "turnout"),
    `unit` the one in which it is wanted ("how many hectares").
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
    measure: str | None = None
    unit: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it asks for a count first of all: what is counted tells those apart."""
        return self.kinds[0] == "count"


@lru_cache(maxsize=_REMEMBERED)
def asked(question: str) -> Asked | None:
    """The figure that a question asks for; None where it asks for none."""
    question = _LIVES_LOST.sub("were killed", question)
    question = _LIVES.sub(r"how many people were killed\g<by>", question)
    question = _NOT_FOUND.sub("are missing", question)
    words = tokens(question)
    kinds = kinds_asked(words)
    if not kinds:
        return None
    noun, happened = _counted(words)
    own = nations((noun or "").title())
    period = next((s.key for s in scopes(question, words) if s.kind in ("period", "rate")), None)
    topic = _WHOSE.sub(" ", question)
    return Asked(
        kinds=kinds,
        noun=noun,
        roles=_roles(words, happened, noun),
        events=expanded(event.event for event in events(words).values()),
        group=own or _nations_asked(question.title()),
        belonging=bool(own) or noun is None,
        period=period,
        terms=terms(topic) if kinds[0] == "count" else terms_with_events(topic),
        about=_about(question, words),
        years=years_named(question),
        many="how many" in question.lower(),
        measure=measure_asked(words),
        unit=unit_asked(words),
    )


def years(text: str) -> frozenset[str]:
    """The years that a text names, in digits."""
    return frozenset(_YEAR.findall(text))


def years_named(text: str) -> frozenset[str]:
    """The years that a text names, in digits or by their decade."""
    return years(text) | _of_decade(text)


def _of_decade(question: str) -> frozenset[str]:
    """The years of a decade that a question names: "in the nineties", "in the 1990s"."""
    found = _DECADE.search(question)
    if found is None:
        return frozenset()
    first = found[1] or f"19{_TENS[found[2].lower()]}"
    return frozenset(f"{first}{year}" for year in range(10))


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
    return _stems(word for word in _words(text) if word not in EVENT_WORDS)


@lru_cache(maxsize=_REMEMBERED)
def terms_with_events(text: str) -> frozenset[str]:
    """The stems of all content words: what tells one sum, share or time of day from another."""
    return _stems(_words(text))


def _words(text: str) -> Iterator[str]:
    return (token.lower for token in tokens(text) if token.is_word)


def _stems(words: Iterable[str]) -> frozenset[str]:
    # Twice: what is saved are savings.
    return frozenset(stem(stem(word)) for word in words if word not in _STOPS)


def _happening(words: tuple[Token, ...]) -> dict[int, Event]:
    """The events of a question, without those in which others do something.

    Who "helped with the rescue" was not rescued, and the prisoners who got out are not captured.
    """
    lowers = {token.lower for token in words}
    return {
        at: event
        for at, event in events(words).items()
        if not ("n" in event.uses and _is_occasion(words, at, lowers))
        and not ("p" in event.uses and _acts(words, event.last))
    }


def _is_occasion(words: tuple[Token, ...], at: int, lowers: set[str]) -> bool:
    before = lower_at(words, at - 2)
    during = before in _DURING or (before == "in" and bool(lowers & _TAKING_PART))
    return during and lower_at(words, at - 1) in ("the", "a", "this", "that")


def _acts(words: tuple[Token, ...], after: int) -> bool:
    """Whether those named just before a token do something themselves."""
    word = lower_at(words, after)
    return word.isalpha() and word not in (AUXILIARIES - {"got", "get"}) | _HELD


def _counted(words: tuple[Token, ...]) -> tuple[str | None, frozenset[str]]:
    """The noun after "how many" or "number of" and what happened to it."""
    found = _happening(words)
    for at in range(len(words) - 1):
        pair = (words[at].lower, words[at + 1].lower)
        if pair in (("how", "many"), ("number", "of"), ("numbers", "of")):
            phrase = counted(words, found, at + 2, len(words))
            quantity = Quantity("count", None, None, at, at, at + 2)
            what = role(words, found, quantity, phrase, len(words))
            return _without_verb(phrase.text, words[at + 2 : phrase.end]), what.events or what.also
    return None, frozenset()


def _without_verb(noun: str | None, words: tuple[Token, ...]) -> str | None:
    """The noun without a verb of no list that agrees with it: "how many judges sit there"."""
    if noun is None or len(words) < 2 or is_person(head(noun)):
        return noun
    last, before = words[-1].lower, words[-2].lower
    agrees = before.endswith("s") and not before.endswith("ss") and not last.endswith("s")
    return " ".join((*noun.split()[:-2], singular(before))) if agrees else noun


def _roles(
    words: tuple[Token, ...], happened: frozenset[str], noun: str | None
) -> tuple[frozenset[str], ...]:
    lowers = {token.lower for token in words}
    if lowers & set(_LOSSES) and (noun is None or not head(noun) or is_person(head(noun))):
        return _CASUALTIES, frozenset(("killed",))
    if happened & FATES and not happened & _DISPLACED:
        return (happened,)
    classes = (event.event for event in _happening(words).values())
    named = tuple(dict.fromkeys(name for name in classes if name in FATES))
    if _DISPLACED & set(named):
        named = tuple(dict.fromkeys((*named, *sorted(_DISPLACED))))
    single = tuple(frozenset((name,)) for name in named if name != "casualties")
    if "casualties" in named or {"killed", "wounded"} <= set(named):
        return _CASUALTIES, *single
    military = lowers & _MILITARY or _names_a_force(words)
    if not named and military and not happened - _SERVING:
        return (frozenset(("deployed",)),)
    return single or ((happened,) if happened else ())


def _names_a_force(words: tuple[Token, ...]) -> bool:
    """Whether a nation's force is spoken of: "the North Korean force"."""
    ends = (found[1] for at in range(len(words)) if (found := nation_at(words, at)) is not None)
    return any(lower_at(words, end) == "force" for end in ends)


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
