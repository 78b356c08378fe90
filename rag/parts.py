"""A question in several parts is several questions: each has evidence and an answer of its own."""

import re
from dataclasses import dataclass

from rag.asked import asked
from rag.names import names
from rag.roles import plural
from rag.verbs import AUXILIARIES, SAYING

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
    r"^(?P<asked>what (?:do|did|does)) (?P<voices>[^?]+? and [^?]+?)(?: each| both)? "
    r"(?P<rest>(?:say|said|think|claim|report|tell|find|make)\b[^?]*?)\W*$",
    re.IGNORECASE,
)
_VOICES = re.compile(r",? and (?:to |of )?|, (?:to |of )?")
_ARTICLES = ("the", "a", "an", "his", "her", "its", "their")
MOST_WORDS = 7  # in what one speaker or paper is called
_PRONOUN = re.compile(r"\b(?:(?P<own>its|his|their)|it|he|she|they)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\bhow many ((?:[\w'’-]+ ){{1,4}}?)(?={'|'.join(sorted(AUXILIARIES))}\b)", re.IGNORECASE
)
_HOW_MANY = re.compile(rf"\bhow many(?=\s+(?:{'|'.join(sorted(AUXILIARIES))})\b)", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:it|he|she|they|its|his|their|him|them)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"^\W*{_ASKING}\s+(?:\w+\s+)?(?:did|does|do|has|have|had|will|would|is|was)\s+(it|he|she)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or one of those that a longer question (`whole`) is made of."""

    text: str
    whole: str

    @property
    def query(self) -> str:
        """What is searched for: the whole, where a pronoun of the part points into it."""
        return self.whole if _POINTING.search(self.text) else self.text

    @property
    def wording(self) -> str:
        """As the model reads it: the whole says who "he" is."""
        if self.text == self.whole:
            return self.text
        return f"{self.whole} Answer only this part of it: {self.text}"


def parts(question: str) -> tuple[Part, ...]:
    """The questions that `question` joins by "and" or asks one after the other; else itself alone.

    Only where each part asks on its own: "who was killed and when" stays one question, since "when"
    says nothing without what stands before it. "Compare A with B" asks for A and for B.
    """
    return tuple(Part(text, question) for text in _texts(question))


def _texts(question: str) -> tuple[str, ...]:
    compared = _COMPARED.match(question)
    if compared is not None:
        return tuple(f"What is {side.strip(' .?')}?" for side in compared.groups())
    return _voices(question) or _joined(question)


def _voices(question: str) -> tuple[str, ...]:
    """What each is asked of whom a question names as speakers; empty where it names one or none.

    Not where a figure is asked for: those of all who give one are put side by side.
    """
    each = _EACH.match(question)
    found = each or _VOICED.match(question)
    if found is None or asked(question) is not None:
        return ()
    voices = _VOICES.split(found["voices"])
    if len(voices) < 2 or not all(_is_voice(voice) for voice in voices):
        return ()
    if each is None:
        return tuple(f"{found['asked']}, according to {voice}?" for voice in voices)
    return tuple(f"{_singular(each['asked'])} {voice} {each['rest']}?" for voice in voices)


def _singular(asked_for: str) -> str:
    return re.sub(r"\bdo$", "does", asked_for)


def _is_voice(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= MOST_WORDS and (words[0] in _ARTICLES or words[0][0].isupper())


def _joined(question: str) -> tuple[str, ...]:
    found = tuple(part.strip(" ,;?") for part in _JOINT.split(question))
    if len(found) < 2 or not all(_asks(part) for part in found):
        return (question,)
    return tuple(f"{_counting(_named(part, found[0]), found[0])}?" for part in found)


def _counting(part: str, first: str) -> str:
    """A part with what the first part counts, where it says "how many" and not of what."""
    wanted = asked(first)
    if part is first or wanted is None or wanted.noun is None:
        return part
    named = _COUNTED.search(first)
    noun = named[1].strip() if named is not None else plural(wanted.noun)
    return _HOW_MANY.sub(rf"\g<0> {noun}", part, count=1)


def _named(part: str, first: str) -> str:
    """A part with the first name of the first part in place of its pronoun.

    That is of the pronoun that is its subject, or of any where it has no name of its own.
    "When was the Star built, and who was its owner" asks who was the Star's owner. Who is only
    said to have said something is passed over.
    """
    subject = next((name for name in names(first) if not _says(name, first)), None)
    if part is first or subject is None:
        return part
    asked_of = _SUBJECT.search(part)
    if asked_of is not None:
        return f"{part[: asked_of.start(1)]}{subject}{part[asked_of.end(1) :]}"
    if names(part):
        return part
    return _PRONOUN.sub(lambda found: _subject(found, subject), part, count=1)


def _says(name: str, text: str) -> bool:
    after = text.partition(name)[2].split()
    return bool(after) and after[0].casefold() in SAYING


def _subject(found: re.Match[str], subject: str) -> str:
    return f"{subject}'s" if found["own"] else subject


def _asks(part: str) -> bool:
    return len(part.split()) >= FEWEST_WORDS and _CLAUSE.search(part) is not None
