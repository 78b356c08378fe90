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
    survivor casualty body soul human townspeople townsfolk folk villager islander local
    """
)
_LIVES = word_set("life dead death corpse fatality")  # of people
_JOBS = word_set("job position post")
_HOMES = word_set("home house dwelling residence household flat apartment villa cottage")
# Things that news calls by one name and by another.
_THINGS_ALIKE = tuple(
    map(
        word_set,
        (
            "ship vessel freighter boat",
            "plane aircraft aeroplane airplane airliner jet",
            "lorry truck",
            "car vehicle automobile",
            "picture painting canvas artwork work",
            "company firm business enterprise",
            "shop store",
            "fake forgery",
        ),
    )
)
_TRAINED = word_set(
    """
    student pupil teacher doctor nurse officer policeman police guard driver firefighter minister
    lawyer judge journalist tourist pilot priest
    """
)
# Some of the people, whom a count of people does not tell.
_CHILDREN = word_set("child kid youngster")
_YOUNG = _CHILDREN | word_set(
    "girl boy baby infant newborn teenager teen toddler minor schoolchild schoolgirl schoolboy"
)
_FEMALE, _MALE = word_set("woman girl"), word_set("man boy")
_GROWN = word_set("woman man adult")
_BY_AGE_OR_SEX = _YOUNG | _GROWN
_SOME = (
    _BY_AGE_OR_SEX
    | _TRAINED
    | word_set(
        """
        sailor crew crewman guest relative parent family official rescuer volunteer diver thief
        suspect rebel bandit spy thug captain bride monk nun chef cousin uncle aunt friend neighbour
        neighbor colleague twin orphan widow
        """
    )
)
# Endings that a person's designation may have, and nouns that stand for persons in a count.
_MAY_BE_PERSON = re.compile(
    r"(?:er|or|ist|ian|man|men|ee|ant|ent|ate|ard|ic|al|ive|ese|ish|th)$|^(?:job|post|case|vote|place|seat|household|"
    r"family|team|company|unit|group|party|crew|life|dead|corpse|couple)$"
)

_AGENT = re.compile(r"(?:er|or|ist|ian|man|ee|ant|ent|ive|ese|ish)$")
# Things whose names end as if somebody did something; all in "-ment" are.
_THINGS = word_set(
    """
    howitzer container tanker computer trailer freighter helicopter launcher tower server scooter
    tractor reactor generator sensor transformer charger boiler locker shelter chamber number letter
    order paper newspaper flower river counter meter kilometer filter motor corridor door floor
    error mirror harbor anchor elevator escalator projector ventilator excavator bulldozer crater
    poster sticker cylinder layer timber center tree committee fee list plant tent restaurant event
    continent accident incident archive drive locomotive explosive fish dish banner barrier chapter
    corner cover dollar folder hammer ladder liter matter offer power printer router shower theater
    tumor winter water cruiser bomber destroyer mortar cluster semester quarter border percent
    patent
    """
)


def head(noun: str | None) -> str:
    """The last word of a noun phrase; a nationality alone ("North Koreans") names any person."""
    return "" if noun is None or nation(noun) is not None else noun.split()[-1]


def same_noun(wanted: str | None, counted: str | None) -> bool:
    """Whether a count of one noun answers for another: soldiers are troops, children not people."""
    asked_for, given = head(wanted), head(counted)
    if not asked_for or not given or asked_for == given:
        return True
    if is_person(given) and asked_for in (counted or "").split():
        return True  # Kestrians are Kestrian soldiers
    if given in _ANYBODY and asked_for in _BY_AGE_OR_SEX:
        return False
    if given in _ANYBODY:
        return is_person(asked_for) or _MAY_BE_PERSON.search(asked_for) is not None
    if asked_for in _ANYBODY:
        return given in _ALL
    alike = (_SOLDIERS, _ALL - _SOLDIERS, _JOBS, _HOMES, _CHILDREN, *_THINGS_ALIKE)
    return any(asked_for in kind and given in kind for kind in alike)


def counts_some(noun: str | None, counted: str | None) -> bool:
    """Whether only some people are asked about, as children or pupils, and people are counted.

    "31 deaths" and "31 people died" are of all, if nothing else says whose deaths those are.
    """
    return head(noun) in _BY_AGE_OR_SEX | _TRAINED and head(counted) in ("", *_ANYBODY)


def other_kind(wanted: str | None, counted: str | None) -> bool:
    """Whether who or what is counted is surely none of those asked about.

    People are no lifeboats, and women no children.
    """
    asked_for, given = head(wanted), head(counted)
    if not asked_for or not given:
        return False
    if is_person(asked_for) != is_person(given):
        return names_a_thing(given if is_person(asked_for) else asked_for)
    opposed = ((_YOUNG, _GROWN), (_FEMALE, _MALE))
    return any(
        (asked_for in one and given in other) or (asked_for in other and given in one)
        for one, other in opposed
    )


def excludes(one: str | None, other: str | None) -> bool:
    """Whether of two nouns of one count one is of people and the other is not: no observers are
    polling stations.
    """
    first, second = head(one), head(other)
    if not first or not second or _LIVES & {first, second}:
        return False
    return is_person_or_agent(first) != is_person_or_agent(second)


def is_person_or_agent(noun: str) -> bool:
    """Whether a singular noun names a human being, or by its ending one who does something."""
    return is_person(noun) or (_AGENT.search(noun) is not None and not names_a_thing(noun))


def names_a_thing(noun: str | None) -> bool:
    """Whether a noun surely names no human being."""
    last = head(noun)
    if not last or is_person(last):
        return False
    return last in _THINGS or last.endswith("ment") or _MAY_BE_PERSON.search(last) is None


def is_person(noun: str) -> bool:
    """Whether a singular noun is known to name a human being."""
    return noun in _ANYBODY | _ALL | _SOME
