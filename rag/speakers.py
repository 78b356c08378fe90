"""Who says what: the speaker of each part of a sentence, and whom the speaker relays.

Read from word order: "X said ...", "..., said X", "according to X", "with X estimating". A pronoun
is looked up in the sentences before; a description without a name ("a lawmaker") stands as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rag.names import TITLES, names, same_name
from rag.nations import SEATS, nation
from rag.number_words import NUMBER_WORDS
from rag.speaker_phrases import (
    PRONOUNS,
    SpokenText,
    has_capitals,
    noun_phrase,
    spoken_text,
    subject,
)
from rag.tokens import Token, lower_at, word_set
from rag.verbs import AUXILIARIES, SAYING

__all__ = [
    "Attribution",
    "full_name",
    "names",
    "relayed_source",
    "same_name",
    "speakers",
    "speaks_for",
]

_NOT_SPEAKING = word_set(
    """
    show shows showed shown put puts see count counts counted record records recorded call calls
    called point points post posts posted expected condemned agree agrees agreed accuse accuses
    accused asked ask urged urge recorded describe projected project joke
    """
)
# Forms that are nouns as often as verbs: they speak only for a name or a pronoun.
_AMBIGUOUS = word_set(
    """
    report reports claim claims estimate estimates comment comments forecast forecasts note notes
    state states quote quotes stress caution boast promise suggest suggests indicate indicates
    remark remarks
    """
)
_MAKE_A_NOUN = word_set(
    """
    the a an its his her their of no to new first second third last final next another other any
    every each this that than
    """
)
_NEGATIONS = word_set("neither nor not never no n't hasn't haven't hadn't didn't doesn't")
_PEOPLE = ("he", "she")
_NOMINATIVE = {"him": "he", "her": "she", "them": "they", "it": "it"}
_FIGURE_WORDS = word_set(
    """
    figure figures detail details number numbers data estimate estimates information finding
    findings tally count toll statistics assessment results
    """
)
_ISSUED = word_set(
    """
    provided released compiled given issued published disclosed supplied collected reported
    presented shared from by
    """
)
_GIVING = (_ISSUED | {"revealed", "gave", "cited"}) - {"from", "by"}
_WORKS = _FIGURE_WORDS | word_set("report study statement survey poll analysis review paper")
_POINTING = word_set("these those the this such")
_OPENINGS = frozenset(",”\"’'?!—")
_REMEMBERED = 1024  # names looked up in the texts around them
_SPOKES = r"(?:spokes(?:man|woman|person)|press\ssecretary)"
_TITLE = 40  # characters of a title between a body and the one who speaks for it
_STATEMENT = 1000  # words; a longer "sentence" is a table or a list, and nobody says it


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says the characters [start, end) of a sentence, relaying whom; None where unknown."""

    speaker: str | None
    relayed: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """A reporting verb or "according to" at the tokens [first, last).

    `subject` is where its speaker's name begins; `forward` is False where what is said stands
    before it.
    """

    first: int
    last: int
    speaker: str
    subject: int
    forward: bool = True


def speakers(
    sentence: str, before: Sequence[str] = (), after: Sequence[str] = ()
) -> tuple[Attribution, ...]:
    """The parts of a sentence that somebody is reported to say, in order.

    `before` and `after` are the neighbouring sentences in document order: pronouns and short names
    point back; "Seoul's intelligence service revealed these figures" may follow.
    """
    text = spoken_text(sentence)
    if len(text.words) > _STATEMENT:
        return ()
    cues = _resolved(_cues(text), sentence, before)
    if not cues and (source := _relayed_in(text)) is not None:
        return (Attribution(source, None, text.words[0].start, text.words[-1].end),)
    relayed = _relayed(text, before, after)
    found = []
    for number, cue in enumerate(cues):
        first = cues[number - 1].last if number else 0
        last = cues[number + 1].first if number + 1 < len(cues) else len(text.words)
        start, end = _reach(text.words, cue, first, last)
        source = None if relayed is None or same_name(relayed, cue.speaker) else relayed
        span = text.words[start].start, text.words[end - 1].end
        found.append(Attribution(cue.speaker, source, *span))
    return tuple(found)


def _reach(words: Sequence[Token], cue: _Cue, first: int, last: int) -> tuple[int, int]:
    """The tokens that a speaker is reported to say, between the cues around this one."""
    if not cue.forward:
        return first, cue.last
    apart = cue.subject > 0 and words[cue.subject - 1].text in _OPENINGS
    if apart and last - cue.last <= 3:
        return first, cue.last
    if apart and lower_at(words, cue.last) == ",":
        return first, last
    return cue.first, last


def _cues(text: SpokenText) -> list[_Cue]:
    found: list[_Cue] = []
    at = 0
    while at < len(text.words):
        cue = _cue(text, at, found[-1] if found else None)
        if cue is not None:
            found.append(cue)
        at = max(at + 1, cue.last if cue else 0)
    return found


def _cue(text: SpokenText, at: int, previous: _Cue | None) -> _Cue | None:
    word = text.words[at].lower
    if word == "according" and lower_at(text.words, at + 1) == "to":
        return _according(text, at)
    if word not in SAYING or word in _NOT_SPEAKING or not _speaks(text.words, at):
        return None
    if word.endswith("ing") and lower_at(text.words, at - 1) in (",", "and"):
        return _continued(text, at, previous)
    named = subject(text, at)
    if named is not None:
        speaker, first = named
        somebody = not speaker.islower() or speaker in PRONOUNS
        return _Cue(at, at + 1, speaker, first) if somebody or word not in _AMBIGUOUS else None
    after = noun_phrase(text, at + 1)
    if after is None or lower_at(text.words, at - 1) not in _OPENINGS or word.endswith("ing"):
        return None
    return _Cue(at, after[1], after[0], at + 1, forward=False)


def _speaks(words: Sequence[Token], at: int) -> bool:
    """Whether a saying word is a verb here, and says so: not "the report", "has not confirmed"."""
    before, after = lower_at(words, at - 1), lower_at(words, at + 1)
    of_something = after == "of" and "that" not in {w.lower for w in words[at + 2 : at + 8]}
    if (at and words[at].is_capitalised) or of_something or after == "by":
        return False
    if words[at].lower in _AMBIGUOUS and after in AUXILIARIES:
        return False
    if before in _MAKE_A_NOUN:
        return False
    if before in ("be", "been", "is", "are", "was", "were", "being"):
        return False
    near = [token.lower for token in words[max(0, at - 6) : at]]
    clause = near[len(near) - near[::-1].index(",") :] if "," in near else near
    lives = any(token.lower in ("lives", "life") for token in words[at + 1 : at + 5])
    return not (lives or _NEGATIONS & set(clause) or _compares(clause))


def _compares(clause: Sequence[str]) -> bool:
    """Whether a clause is what a figure is compared with: "two more than the city has admitted"."""
    after = [word for than, word in pairwise(clause) if than == "than"]
    return any(not word[0].isdigit() and word not in NUMBER_WORDS for word in after)


def _according(text: SpokenText, at: int) -> _Cue | None:
    words, start = text.words, at + 2
    if any(lower_at(words, start + step) in _WORKS for step in range(3)):
        links = range(start, min(start + 5, len(words)))
        start = next((n + 1 for n in links if words[n].lower in ("by", "from", "of")), start)
    found = noun_phrase(text, start)
    if found is None:
        return None
    named = _NOMINATIVE.get(found[0].lower(), found[0])
    before = lower_at(words, at - 1)
    leads = at <= 2 or before in ("but", "and", "“", ".", ";", "—", "who", "which")
    return _Cue(at, found[1], named, at, forward=leads)


def _continued(text: SpokenText, at: int, previous: _Cue | None) -> _Cue | None:
    """ ", saying ...": goes on for the speaker before, or for the first name of the sentence."""
    if previous is not None:
        return _Cue(at, at + 1, previous.speaker, at)
    first = next(iter(text.opened.items()), (at, at))
    return _Cue(at, at + 1, text.between(*first), at) if first[1] < at else None


def _resolved(cues: Sequence[_Cue], sentence: str, before: Sequence[str]) -> list[_Cue]:
    """The cues with pronouns and short names looked up; a pronoun without a name is dropped."""
    resolved: list[_Cue] = []
    for cue in cues:
        if cue.speaker not in PRONOUNS:
            speaker: str | None = full_name(cue.speaker, (*before, sentence))
        else:
            here = [
                c.speaker
                for c in resolved
                if cue.speaker not in _PEOPLE or _may_be_person(c.speaker)
            ]
            speaker = here[-1] if here else _antecedent(cue.speaker, before)
        if speaker is not None:
            resolved.append(replace(cue, speaker=speaker))
    return resolved


def _antecedent(pronoun: str, before: Sequence[str]) -> str | None:
    """The last speaker before a pronoun, a person for "he" and "she"."""
    if pronoun in ("i", "we"):
        return None
    for number in range(len(before) - 1, -1, -1):
        told = [cue.speaker for cue in _cues(spoken_text(before[number]))]
        people = [name for name in told if pronoun not in _PEOPLE or _may_be_person(name)]
        found = [name for name in people if name not in PRONOUNS] or _titled(before[number])
        found = found or (_opening(before[number]) if pronoun in _PEOPLE else [])
        if found:
            return full_name(found[-1], before)
    return None


def _may_be_person(name: str) -> bool:
    return nation(name) is None and name.lower() not in SEATS and not name.isupper()


def _titled(sentence: str) -> list[str]:
    """The people whom a sentence names with a title: "President Zelensky"."""
    text = spoken_text(sentence)
    return [
        text.between(first, end)
        for end, first in text.named.items()
        if lower_at(text.words, first - 1) in TITLES
    ]


def _opening(sentence: str) -> list[str]:
    """The person with whom a sentence begins: "Ann Lee, an analyst, thought that too high"."""
    text = spoken_text(sentence)
    end = text.opened.get(0)
    name = text.between(0, end) if end is not None else ""
    return [name] if " " in name and _may_be_person(name) else []


def full_name(name: str, texts: Sequence[str]) -> str:
    """The fullest form of a speaker in the texts: John Kirby for Kirby, else the name as it is.

    A description is named where the texts do: "South Korean lawmaker" by "the lawmaker, Lee".
    """
    return _full_name(name, tuple(texts))


@lru_cache(maxsize=_REMEMBERED)
def _full_name(name: str, texts: tuple[str, ...]) -> str:
    if name[-1:].islower() and name.rsplit(maxsplit=1)[-1][:1].islower():
        return _described(name.rsplit(maxsplit=1)[-1], texts) or name
    if len(name.split()) > 1 or name.isupper():
        return name
    longer = (n for text in texts for n in names(text) if len(n.split()) > 1 and same_name(name, n))
    return max(longer, key=len, default=name)


def _described(noun: str, texts: Sequence[str]) -> str | None:
    """The person whom the texts name right after a noun: "the lawmaker, Lee Seong-kweun"."""
    for text in map(spoken_text, texts):
        for end, first in text.named.items():
            before = first - 1 - (lower_at(text.words, first - 1) == ",")
            if lower_at(text.words, before) == noun and end - first > 1:
                return text.between(first, end)
    return None


def speaks_for(one: str, other: str, text: str) -> bool:
    """Whether a text names one as the other's: "Security Council spokesperson John Kirby"."""
    for body, person in ((one, other), (other, one)):
        parts = text.split(body)[1:]
        if any(person in part[: _TITLE + len(person)] for part in parts):
            return True
    return False


def is_spokesperson(person: str, body: str, text: str) -> bool:
    """Whether a text calls a person a body's spokesperson, right before the name or after it.

    "White House Security Council spokesperson John Kirby", "Kirby, spokesman for the White House".
    Stricter than `speaks_for`, and one way: what a claim says is held to it.
    """
    name = re.escape(person.rsplit(maxsplit=1)[-1])
    of = re.escape(re.sub(r"^[Tt]he\s", "", body))
    between = r"(?:['’]s)?(?:\s[A-Z][\w.&-]*){0,5}\s"
    before = rf"\b{of}{between}{_SPOKES}\s(?:[A-Z][\w.’'-]*\s){{0,2}}{name}\b"
    after = rf"\b{name},\s(?:\w+\s){{0,2}}{_SPOKES}\s(?:for|of)\s(?:[Tt]he\s)?{of}\b"
    return re.search(f"{before}|{after}", text) is not None


def relayed_source(sentence: str) -> str | None:
    """Whom a sentence gives as the source behind its speaker: "citing X", "figures from X"."""
    return _relayed_in(spoken_text(sentence))


def _relayed_in(text: SpokenText) -> str | None:
    for at, token in enumerate(text.words):
        start = _relay(text.words, at, token.lower)
        if start is not None and (found := noun_phrase(text, start)) is not None:
            return found[0] if has_capitals(text.words, start, found[1]) else None
    return None


def _relay(words: Sequence[Token], at: int, word: str) -> int | None:
    """Where the name of the source begins after a word that announces one."""
    if word in ("citing", "quoting"):
        return at + 1
    if word == "briefing" and lower_at(words, at + 1) in ("from", "by"):
        return at + 2
    if word in _FIGURE_WORDS:
        issued = at + 1 + (lower_at(words, at + 1) in (",", "were", "was"))
        if lower_at(words, issued) in _ISSUED:
            return issued + 1 + (lower_at(words, issued + 1) in ("by", "from"))
    return None


def _relayed(text: SpokenText, before: Sequence[str], after: Sequence[str]) -> str | None:
    """The source of a sentence, its own or that of a neighbour that speaks of "these figures"."""
    own = _relayed_in(text)
    neighbours = map(spoken_text, (*after[:1], *before[-1:]))
    return own or next((source for source in map(_pointing, neighbours) if source), None)


def _pointing(text: SpokenText) -> str | None:
    words = text.words
    for at in range(1, len(words)):
        if words[at].lower not in _FIGURE_WORDS or words[at - 1].lower not in _POINTING:
            continue
        start = _relay(words, at, words[at].lower)
        if at > 1 and words[at - 2].lower in _GIVING:
            found = subject(text, at - 2)
        else:
            found = noun_phrase(text, start) if start is not None else None
        if found is not None and not found[0].islower():
            return found[0]
    return None
