"""Evidence out of articles that are about another place than the one asked about."""

import re
from collections.abc import Sequence

from index.vocabulary import Document, Evidence
from rag.lands import is_of_a_land
from rag.named import beside, is_topic, mentioned
from rag.names import names, same_name, unknown_names
from rag.nations import states

_OWN = r"(?:mayor|governor|council|police|people|residents|inhabitants|hospital)"


def not_in_passing(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without sentences whose articles have the place asked after only elsewhere.

    "The city's mayor" is not Torralba's where the article only once has "the government in
    Torralba". An article that has the name nowhere may call the same by another.
    """
    places = [name for name in names(question) if _is_place(name, question)]
    if not places:
        return list(evidence)
    return [e for e in evidence if not all(_is_passed(p, e) for p in places)]


def _is_place(name: str, question: str) -> bool:
    """Whether a question asks of a place's own by its name: "the mayor of", "Torralba's people"."""
    called = re.escape(name)
    owned = re.search(rf"\b{_OWN} of (?:the )?{called}|{called}['’]s {_OWN}\b", question, re.I)
    return owned is not None and not states(name) and not name.isupper()


def _is_passed(name: str, item: Evidence) -> bool:
    """Whether an article has a name, is not about it and does not have it beside a sentence."""
    return bool(unknown_names(name, beside(item))) and _is_aside(name, item.document)


def _is_aside(name: str, document: Document) -> bool:
    if is_topic(name, document) or is_of_a_land(name, [document.text]):
        return False
    return any(same_name(name, other) for other in mentioned(document.text))
