"""Whose profit, debt or price it is: an article gives its own subject's without saying whose.

"Net profit was $410 million" in an article about Kelmoor is Kelmoor's, also where the sentence goes
on about the takeover of Tessaro; asked for Tessaro's profit it is another figure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rag.named import mentioned
from rag.names import names, same_name
from rag.nations import states
from rag.vocabulary import Source

_REMEMBERED = 64  # articles whose subject is kept
_OWNED = (
    r"profits?|revenues?|debts?|costs?|budget|savings|sales|turnover|earnings|loss(?:es)?|shares?|"
    r"price|value|income|dividend|salary|fees?|fine|stake|workforce|staff|employees"
)
_POSSESSIVE = re.compile(
    rf"([A-Z][\w&.’'-]*(?: [A-Z][\w&.-]*)*)[’']s? (?:[\w-]+ ){{0,3}}?(?:{_OWNED})\b"
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|with|by|to|from|in|on|at|into|over|against|between|and) (?:the )?$", re.I
)


def anothers_figure(question: str, sources: Sequence[Source]) -> str | None:
    """Why sources give somebody else's profit, debt or price than the question asks for."""
    asked_for = _POSSESSIVE.search(question)
    owner = next(iter(names(asked_for[1])), None) if asked_for else None
    if owner is None or states(owner) or any(_is_of(owner, source) for source in sources):
        return None
    return f"the cited sentences are not about what is {owner}'s"


def _is_of(owner: str, source: Source) -> bool:
    said = [name for name in names(source.text) if same_name(owner, name)]
    if any(_acts(name, source.text) for name in said):
        return True
    if any(same_name(owner, name) for text in source.before[-1:] for name in names(text)):
        return True
    subject = _subject(source.citation.document.text)
    return subject is None or same_name(owner, subject)


def _acts(name: str, text: str) -> bool:
    """Whether a name stands as owner or subject somewhere, not only after a preposition."""
    places = [match.start() for match in re.finditer(re.escape(name), text)]
    return any(_PREPOSITION.search(text[:place]) is None for place in places)


@lru_cache(maxsize=_REMEMBERED)
def _subject(article: str) -> str | None:
    """Whom an article is about: the name that it has most often."""
    counted = Counter(name for name in mentioned(article) if not states(name))
    most = counted.most_common(1)
    return most[0][0] if most else None
