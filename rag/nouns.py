"""Which nouns of counts answer for one another: soldiers are troops, a lifeboat is nobody."""

import re

from rag.nations import nation
from rag.tokens import word_set

_SOLDIERS = word_set("soldier troop serviceman fighter force personnel")
# Whoever is counted so may be anybody: asked for workers, "3,200 people" answers.
_ANYBODY = word_set("people person individual other")
# Members of these are counted for all; children, women and crew are some among the others.
_ALL = _SOLDIERS | word_set(
    """
    victim resident prisoner captive hostage member employee worker passenger patient civilian
    citizen participant demonstrator protester marcher voter staff inhabitant migrant evacuee
    survivor casualty body soul human
    """
)
_JOBS = word_set("job position post")
_HOMES = word_set("home house dwelling residence household")
_SOME = word_set(
    """
    child woman man girl boy baby infant student pupil teacher doctor nurse officer policeman guard
    driver sailor firefighter crew crewman minister lawyer judge journalist tourist guest police
    relative parent family official rescuer volunteer diver thief suspect rebel bandit spy thug
    captain pilot bride monk nun priest chef cousin uncle aunt friend neighbour neighbor colleague
    twin orphan widow
    """
)
# Some of the people, whom a count of people does not tell.
_BY_AGE_OR_SEX = word_set("child woman man girl boy baby infant teenager toddler minor adult")
# Endings that a person's designation may have, and nouns that stand for persons in a count.
_MAY_BE_PERSON = re.compile(
    r"(?:er|or|ist|ian|man|men|ee|ant|ent|ate|ard|ic|al|ive|ese|ish|th)$|^(?:job|post|case|vote|place|seat|household|"
    r"family|team|company|unit|group|party|crew|life|dead|corpse|couple)$"
)

_AGENT = re.compile(r"(?:er|or|ist|ian|man|ee|ant|ent|ive|ese|ish)$")


def head(noun: str | None) -> str:
    """The last word of a noun phrase; a nationality alone ("North Koreans") names any person."""
    return "" if noun is None or nation(noun) is not None else noun.split()[-1]


def same_noun(wanted: str | None, counted: str | None) -> bool:
    """Whether a count of one noun answers for another: soldiers are troops, children not people."""
    asked_for, given = head(wanted), head(counted)
    if not asked_for or not given or asked_for == given:
        return True
    if given in _ANYBODY and asked_for in _BY_AGE_OR_SEX:
        return False
    if given in _ANYBODY:
        return is_person(asked_for) or _MAY_BE_PERSON.search(asked_for) is not None
    if asked_for in _ANYBODY:
        return given in _ALL
    alike = (_SOLDIERS, _ALL - _SOLDIERS, _JOBS, _HOMES)
    return any(asked_for in kind and given in kind for kind in alike)


def is_by_age_or_sex(noun: str | None) -> bool:
    """Whether only some people are asked about, as children: a bare "31 deaths" is of all."""
    return head(noun) in _BY_AGE_OR_SEX


def other_kind(wanted: str | None, counted: str | None) -> bool:
    """Whether one noun names people and the other surely does not: people are no lifeboats."""
    asked_for, given = head(wanted), head(counted)
    if not asked_for or not given or is_person(asked_for) == is_person(given):
        return False
    return names_a_thing(given if is_person(asked_for) else asked_for)


def excludes(one: str | None, other: str | None) -> bool:
    """Whether of two nouns of one count one is of people and the other is not: no observers are
    polling stations.
    """
    first, second = head(one), head(other)
    if not first or not second:
        return False
    return is_person_or_agent(first) != is_person_or_agent(second)


def is_person_or_agent(noun: str) -> bool:
    """Whether a singular noun names a human being, or by its ending one who does something."""
    return is_person(noun) or _AGENT.search(noun) is not None


def names_a_thing(noun: str | None) -> bool:
    """Whether a noun surely names no human being."""
    last = head(noun)
    return bool(last) and not is_person(last) and _MAY_BE_PERSON.search(last) is None


def is_person(noun: str) -> bool:
    """Whether a singular noun is known to name a human being."""
    return noun in _ANYBODY | _ALL | _SOME
