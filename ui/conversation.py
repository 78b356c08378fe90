"""Follow-up questions: read with the words of the conversation, by rule, before anything is asked.

Only the wording comes from the conversation. What is asked is a question like any other: it is
searched, refused or answered on the documents alone, and the reader is shown how it was read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.stopwords import STOPWORDS
from rag.event_words import EVENT_WORDS
from rag.speakers import names, speakers
from ui.rewording import counted, doubts, exchanged, with_person

_OPENING = re.compile(
    r"(?:and|but|so|or|then|also|what about|how about|who else|what else)\b", re.IGNORECASE
)
_JOINING = frozenset({"and", "but", "so", "or", "then", "also"})
_PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
_THINGS = frozenset({"they", "them", "their", "theirs", "it", "its", "this", "these", "those"})
_ASKED = frozenset({"how", "many", "much", "which", "what", "whose"})
_SHORT = 2  # content words: a question this short says too little to be searched alone


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: what was typed, how it was read, and the answer record."""

    asked: str
    read_as: str
    record: dict[str, Any]

    @property
    def refused(self) -> bool:
        return bool(self.record["status"] == "abstained")

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences of the answer."""
        return tuple(sentence["text"] for sentence in self.record["answer"])


def read(question: str, earlier: Sequence[Turn]) -> str:
    """The question as it stands by itself: unchanged, or with what it leans on named.

    A follow-up to a refused question repeats that question whole, so nothing of what was refused
    can be left out of it; a name in it may be exchanged for another.
    """
    question = " ".join(question.split())
    if not earlier or not leans(question):
        return question
    last = earlier[-1]
    if doubts(question):
        return last.read_as
    if (other := exchanged(question, last.read_as)) is not None:
        return other
    if last.refused or not _content(question):
        return f"{last.read_as} {question}"
    if _PEOPLE & _words(question) and (person := _person(last)) is not None:
        return with_person(question, person)
    missing = [
        topic for topic in _topics(question, last) if topic.casefold() not in question.casefold()
    ]
    return f"{question} (about: {', '.join(missing)})" if missing else question


def leans(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    if opening := _OPENING.match(question):
        joined = opening[0].casefold() in _JOINING
        return not (joined and _stands_alone(question[opening.end() :].strip()))
    words = re.findall(r"\w+", question)
    for at, word in enumerate(words):
        if word.casefold() in _PEOPLE | _THINGS and not _content(" ".join(words[:at])):
            return True
    return not names(question) and len(_content(question)) <= _SHORT


def _stands_alone(question: str) -> bool:
    """Whether it says on its own what it asks for, and of whom or where."""
    counts_nothing = "how many" in question.casefold() and counted(question) is None
    says_enough = bool(names(question)) and len(_content(question)) > _SHORT
    return says_enough and not (leans(question) or counts_nothing)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def _content(text: str) -> list[str]:
    return [w for w in re.findall(r"\w+", text) if w.casefold() not in STOPWORDS]


def _topics(question: str, last: Turn) -> list[str]:
    """What the last question was about.

    What happened is taken over only where the new question does not say it: killed, now wounded.
    So is what was counted where it has no name.
    """
    topics = [_without_events(phrase) for phrase in _phrases(last.read_as)]
    if counted(question) is not None:
        topics = [
            topic for topic in topics if topic != counted(last.read_as) or names(f"of {topic}")
        ]
    if not _events(question):
        topics += _events(last.read_as)
    return list(dict.fromkeys(topic for topic in topics if topic))


def _phrases(question: str) -> list[str]:
    """Runs of words without a stopword between them that hold a name or follow "how many"."""
    named = {word for name in names(question) for word in name.split()}
    phrases: list[list[str]] = []
    begins, holds = [True], [False]
    for part in re.findall(r"[\w'’-]+|[^\w\s]", question):
        if part.casefold() in STOPWORDS or not part[0].isalnum():
            begins.append(part.casefold() in _ASKED)
            holds.append(False)
            phrases.append([])
        elif phrases:
            phrases[-1].append(part)
            holds[-1] = holds[-1] or part in named
    kept = zip(phrases, begins[1:], holds[1:], strict=True)
    return [" ".join(phrase) for phrase, asked, named_in in kept if phrase and (asked or named_in)]


def _events(text: str) -> list[str]:
    return [word for word in _content(text) if word.casefold() in EVENT_WORDS]


def _without_events(phrase: str) -> str:
    return " ".join(word for word in phrase.split() if word.casefold() not in EVENT_WORDS)


def _person(last: Turn) -> str | None:
    """Who is "he" or "she": the one quoted last in the answer or, asked who somebody is, named in
    it; else the last name in the question."""
    found = [
        s.speaker for text in last.said for s in speakers(text) if s.speaker and names(s.speaker)
    ]
    known = [names(speaker)[-1] for speaker in found]
    if not known and re.match(r"\W*who\b", last.read_as, re.IGNORECASE):
        known = [n for text in last.said for n in names(text) if n not in last.read_as][:1]
    return next(reversed(known or names(last.read_as)), None)
