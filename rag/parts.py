"""A question in several parts is several questions: each has evidence and an answer of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.asked import asked
from rag.event_words import OF_PEOPLE
from rag.names import TITLES, names
from rag.nations import states
from rag.nouns import names_a_thing
from rag.roles import plural
from rag.verbs import AUXILIARIES

_AUXILIARY = "|".join(sorted(AUXILIARIES))
_ASKING = (
    r"(?:(?:in|by|for|to|from|of|at|on|with)\s+)?(?:who|whom|whose|what|which|when|where|why|how|"
    r"did|does|do|is|are|was|were|has|have)"
)
_JOINT = re.compile(rf"[,;]?\s+and\s+(?={_ASKING}\b)|\?\s+(?={_ASKING}\b)", re.IGNORECASE)
_CLAUSE = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)
_COMPARED = re.compile(r"^\W*compare (?P<one>.+?) (?:with|to|and) (?P<other>.+)$", re.IGNORECASE)
_VOICED = re.compile(
    r"^(?P<asked>.+?),? (?:according to|in the (?:view|opinion|words|eyes) of) "
    r"(?P<voices>[^?]+?)\W*$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^(?P<asked>(?:what|which|when|where|why|how|whom?)(?: [\w-]+){0,3}? (?:do|did|does)) "
    r"(?P<voices>[^?]+? and [^?]+?) each (?P<rest>[^?]+?)\W*$",
    re.IGNORECASE,
)
_BOTH_SAY = re.compile(
    r"^(?P<asked>what (?:do|did|does)) (?P<voices>[^?]+? and [^?]+?)(?: each| both)? "
    r"(?P<rest>(?:say|said|think|claim|report|tell|find|make)\b[^?]*?)\W*$",
    re.IGNORECASE,
)
_VOICES = re.compile(r",? and (?:according )?(?:to |of )?|, (?:according )?(?:to |of )?")
_WITHIN = re.compile(r"\b(?:by|from|between)\b", re.IGNORECASE)
_ARTICLES = ("the", "a", "an", "his", "her", "its", "their")
MOST_WORDS = 7  # in what one speaker or paper is called
_OWNER = re.compile(r"\b(?P<pronoun>its|his)\b", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(
    rf"\b(?i:{_AUXILIARY})\s+(?:the\s+)?"
    rf"(?:(?i:{'|'.join(sorted(TITLES))})\s+)*$"
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:about|of|in|on|at|to|from|for|with|by|against|near|over|under)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\bhow many ((?:[\w'’-]+ ){{1,4}}?)(?={_AUXILIARY}\b)", re.IGNORECASE)
_HOW_MANY = re.compile(rf"\bhow many(?=\s+(?:{_AUXILIARY})\b)", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:it|he|she|they|its|his|their|him|them|such an?)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"^\W*{_ASKING}\s+(?:\w+\s+){{0,3}}?(?:did|does|do|has|have|had|will|would)\s+"
    r"(?P<pronoun>it|he|she)\b(?! (?:cost|arrive|happen|begin|start|end|last|mean|take place)\b)",
    re.IGNORECASE,
)
# "In the unrest of nine years ago, how many were held and how many were hurt": of both it is asked.
_SHARED = re.compile(
    r"^(?:(?:in|at|during|on|after|before|since|for|of|under|within|about|regarding|concerning)\b"
    rf"[^?,:]*,|(?!{_ASKING}\b)[^?,:]*:)\s+(?={_ASKING}\b)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(
    r"\b(what|who|where|when|how|why)['’]s\b(?! (?:been|got|had|happened|become|gone|said|done)\b)",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
_DATED = ("date", "time")


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or one of those that a longer question (`whole`) is made of."""

    text: str
    whole: str

    @property
    def query(self) -> str:
        """What is searched for: the whole, where a pronoun of a later part points into it."""
        pointing = _POINTING.search(self.text)
        if pointing is None or self._is_first:
            return self.text
        return self.text if names(self.text[: pointing.start()]) else self.whole

    @property
    def says_not_of_what(self) -> bool:
        """Whether it is a later part without a name or a pronoun: "and who came last?"."""
        return not (self._is_first or names(self.text) or _POINTING.search(self.text))

    @property
    def _is_first(self) -> bool:
        return self.whole.startswith(self.text.rstrip("?"))

    @property
    def wording(self) -> str:
        """As the model reads it: the whole says who "he" is."""
        if self.text == self.whole:
            return self.text
        return f"{self.whole} Answer only this part of it: {self.text}"


def parts(question: str) -> tuple[Part, ...]:
    """The questions that `question` joins by "and" or asks one after the other; else itself alone.

    Only where each part asks on its own: "who was killed and when" stays one question, since "when"
    says nothing without what stands before it. "Compare A with B" asks for A and for B. "What's" is
    read as "what is", as the rest of the program writes it.
    """
    asked_in_full = _CONTRACTED.sub(r"\1 is", question)
    return tuple(Part(text, asked_in_full) for text in _texts(asked_in_full))


def _texts(question: str) -> tuple[str, ...]:
    compared = _COMPARED.match(question)
    if compared is not None:
        return tuple(f"What is {side.strip(' .?')}?" for side in compared.groups())
    return _voices(question) or _joined(question)


def asked_alone(question: str) -> str:
    """A question without what is said before it: "The lawmaker: who is he?" asks who."""
    return _SHARED.sub("", question)


def asks_several(question: str) -> bool:
    """Whether a question names several who may answer it: "according to Drewe and to Ferencz"."""
    found = _VOICED.match(question)
    return found is not None and len(_VOICES.split(found["voices"])) > 1


def _voices(question: str) -> tuple[str, ...]:
    """What each is asked of whom a question names as speakers; empty where it names one or none.

    Not where a figure is asked for: those of all who give one are put side by side. When each
    expects something is told in other words than its day.
    """
    each = _EACH.match(question) or _BOTH_SAY.match(question)
    found = each or _VOICED.match(question)
    wanted = asked(question)
    if found is None or (wanted is not None and (each is None or wanted.kinds[0] not in _DATED)):
        return ()
    voices = _VOICES.split(found["voices"])
    if each is not None and not _are_several(each, voices):
        return ()
    if len(voices) < 2 or not all(_is_voice(voice) for voice in voices):
        return ()
    if each is None:
        return tuple(f"{found['asked']}, according to {voice}?" for voice in voices)
    return tuple(f"{_done_by(voice, each['asked'])} {voice} {each['rest']}?" for voice in voices)


def _are_several(found: re.Match[str], voices: Sequence[str]) -> bool:
    """Whether "A and B" are two: not one firm ("did Marks and Spencer"), no "report by A and B"."""
    if _WITHIN.search(found["voices"]) or len(set(voices)) < len(voices):
        return False
    between = found[0][found.end("voices") : found.start("rest")].split()
    may_be_one = all(" " not in voice for voice in voices) and not found["asked"].lower().endswith(
        " do"
    )
    return bool(between) or not may_be_one


def _done_by(voice: str, asked_for: str) -> str:
    """ "What do A and B say" asks what A does say, and what the survivors do."""
    one = voice[0].isupper() or not voice.endswith(("s", "men", "people"))
    return re.sub(r"\bdo$", "does", asked_for) if one else asked_for


def _is_voice(text: str) -> bool:
    words = text.split()
    named = bool(words) and (words[0] in _ARTICLES or words[0][0].isupper())
    some = 0 < len(words) <= 2 and words[-1].endswith("s")  # "residents", "freed sailors"
    return (named or some) and len(words) <= MOST_WORDS


def _joined(question: str) -> tuple[str, ...]:
    found = tuple(part.strip(" ,;?") for part in _JOINT.split(question))
    if len(found) < 2 or not all(_asks(part) for part in found):
        return (question,)
    first, *later = found
    shared = _SHARED.match(first)
    before = "" if shared is None else shared[0]
    told = (_counting(_named(part, first), first) for part in later)
    return (f"{first}?", *(f"{before}{part}?" for part in told))


def _counting(part: str, first: str) -> str:
    """A part with what the first part counts, where it says "how many" and not of what.

    Things are not killed or arrested: then it asks of people.
    """
    wanted, own = asked(first), asked(part)
    if wanted is None or wanted.kinds != ("count",) or wanted.noun is None:
        return part
    of_people = own is not None and any(role & OF_PEOPLE for role in own.roles)
    if of_people and names_a_thing(wanted.noun):
        return part
    named = _COUNTED.search(first)
    noun = named[1].strip() if named is not None else plural(wanted.noun)
    return _HOW_MANY.sub(rf"\g<0> {noun}", part, count=1)


def _named(part: str, first: str) -> str:
    """A part with the subject of the first part in place of its pronoun.

    That is of the pronoun that is its subject, or of "its" where it has no name of its own: "When
    was the Star built, and who was its owner" asks who was the Star's owner.
    """
    asked_of = _SUBJECT.search(part) or (None if names(part) else _OWNER.search(part))
    subject = None if asked_of is None else _subject_of(first, asked_of["pronoun"].lower())
    if asked_of is None or subject is None:
        return part
    owner = "'s" if asked_of["pronoun"].lower() in ("its", "his") else ""
    start, end = asked_of.span("pronoun")
    return f"{part[:start]}{subject}{owner}{part[end:]}"


def _subject_of(text: str, pronoun: str) -> str | None:
    """Whom a question asks about, as far as a pronoun that goes on from it can mean nobody else.

    That is the one name after "did" or "does"; for "he" and "she" no state, for "it" only where no
    other name is an object, which "it" might be as well.
    """
    asked_of = subjects(text)
    if len(asked_of) != 1:
        return None
    if pronoun in ("he", "she", "his"):
        return None if states(asked_of[0]) else asked_of[0]
    objects = [n for n in names(text) if not _AFTER_PREPOSITION.search(text.partition(n)[0])]
    return asked_of[0] if len(objects) == 1 else None


def subjects(question: str) -> tuple[str, ...]:
    """The names of which a question asks what they did or were: "When did Ann Lee leave Osk?"."""
    return tuple(n for n in names(question) if _BEFORE_SUBJECT.search(question.partition(n)[0]))


def _asks(part: str) -> bool:
    return len(part.split()) >= FEWEST_WORDS and _CLAUSE.search(part) is not None
