"""Follow-ups put into the words of a question that stands by itself; pure, by rule.

Into the new question comes only what the reader typed, and the name of who was spoken of.
"""

import re

from index.stopwords import STOPWORDS
from rag.event_words import EVENT_WORDS
from rag.names import names
from rag.nations import nation
from rag.nouns import is_person

_ABOUT = re.compile(
    r"(?:(?:and|but|so) )?(?:what|how) about (?:the )?(?P<what>[^?.!,]+?)\s*[?.!]*", re.IGNORECASE
)
_AND = re.compile(r"(?:and|but) (?:the )?(?P<what>[^?.!,]+?)\s*[?.!]*", re.IGNORECASE)
_DOUBT = re.compile(
    r"(?:(?:and|but) )?(?:(?:are you|is (?:that|this|it)) (?:(?:really|quite|absolutely) )?"
    r"(?:sure|certain|serious|right|true|correct)(?: (?:about|of) (?:that|this|it))?"
    r"|really|sure|honestly)[?!. ]*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?P<own>his|her(?= [a-z]))\b|\b(?:he|she|him|her|hers)\b", re.IGNORECASE)
# A name after one of these is what is asked about; before a noun it may only describe it.
_BEFORE_NAMES = frozenset(
    "did does do has have had is are was were will can could to by in at on of from for".split()
)
_MOST_WORDS = 4  # of what is asked about next


def doubts(question: str) -> bool:
    """Whether it asks for nothing but the last answer again, as "Are you sure?" does."""
    return _DOUBT.fullmatch(question) is not None


def exchanged(question: str, last: str) -> str | None:
    """The last question of somebody or something else: "What about Russian soldiers?".

    None where it is not clear what of the last question is to be replaced.
    """
    found = _ABOUT.fullmatch(question) or _AND.fullmatch(question)
    if found is None:
        return None
    new = found["what"]
    words = [word.casefold() for word in new.split()]
    if len(words) > _MOST_WORDS or STOPWORDS.intersection(words) or not names(f"about {new}"):
        return None
    old = _counterpart(new, last)
    return None if old in (None, new) else last.replace(str(old), new, 1)


def counted(question: str) -> str | None:
    """What is counted: "North Korean soldiers" in "how many North Korean soldiers were killed"."""
    found = _COUNT.search(question)
    words: list[str] = []
    for word in re.findall(r"[\w'’-]+|[^\w\s]", question[found.end() :] if found else ""):
        if word.casefold() in STOPWORDS or word.casefold() in EVENT_WORDS or not word[0].isalnum():
            break
        words.append(word)
    return " ".join(words) or None


def with_person(question: str, person: str) -> str:
    """The question with the person's name in place of "he", "she", "his" or "her"."""
    return _PERSON.sub(lambda found: f"{person}’s" if _owns(found, question) else person, question)


def _owns(found: re.Match[str], question: str) -> bool:
    following = re.match(r"\W*(\w*)", question[found.end() :])
    said = following[1].casefold() if following else ""
    return found["own"] is not None and said not in STOPWORDS


def _counterpart(new: str, last: str) -> str | None:
    """What of the last question `new` stands for."""
    *described, head = new.split()
    if described:
        same = re.search(rf"(?:\b[A-Z][\w.'’-]* )*\b{re.escape(head)}\b", last)
        if same is not None:
            return same[0]
    if _are_people(new):
        count = counted(last)
        return count if count and is_person(count.split()[-1].removesuffix("s")) else None
    known = names(last)
    if len(known) == 1 and names(f"about {new}") == (new,) and _asked_about(known[0], last):
        return known[0]
    return None


def _are_people(name: str) -> bool:
    """Whether it names people by their nation, as "Ukrainians" does."""
    return _describes(name) and name.endswith(("s", "ese", "ish", "ch"))


def _describes(name: str) -> bool:
    """Whether it is the adjective of a nation, or who belongs to it, and not its name."""
    return nation(name) not in (None, name.casefold())


def _asked_about(name: str, question: str) -> bool:
    before = question[: question.find(name)].split()
    return bool(before) and before[-1].casefold() in _BEFORE_NAMES and not _describes(name)
