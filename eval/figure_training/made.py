"""Made sentences that count several fates, with questions for one of them in other words.

Articles seldom teach which of three numbers in one sentence is that of the injured.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from eval.answerability_training.pairs import Pair
from rag.figures import Figure, figures
from rag.marked import marked

QUESTIONS = 700
_PEOPLE = ("people", "residents", "men", "villagers", "passengers", "workers", "visitors")
_HOMES = ("households", "homes", "customers", "families")
_FATES = (
    (_PEOPLE, ("were killed", "died", "lost their lives", "were found dead", "did not survive")),
    (_PEOPLE, ("were injured", "were hurt", "were wounded", "came away with injuries")),
    (_PEOPLE, ("were missing", "were unaccounted for", "had not been found", "had disappeared")),
    (_PEOPLE, ("were arrested", "were detained", "were taken into custody", "were held by police")),
    (_PEOPLE, ("were evacuated", "had to leave their homes", "were brought to safety")),
    (_PEOPLE, ("were rescued", "were saved", "were pulled out alive", "were got out alive")),
    (_PEOPLE, ("were in hospital", "were being treated by doctors", "were in hospital wards")),
    (_PEOPLE, ("were stranded", "were stuck", "could not get away")),
    (_PEOPLE, ("lost their jobs", "were laid off", "were dismissed", "were out of work")),
    (_PEOPLE, ("took part", "marched", "turned out", "came to the rally", "demonstrated")),
    (_PEOPLE, ("were infected", "fell ill", "caught the disease", "tested positive")),
    (_HOMES, ("were without power", "had no electricity", "sat in the dark", "lost electricity")),
    (_HOMES, ("had no water", "were cut off from drinking water", "were without drinking water")),
    (_HOMES, ("were flooded", "stood under water", "were inundated")),
    (_HOMES, ("were destroyed", "lay in ruins", "were wrecked", "could not be lived in any more")),
)
_LEADS = ("On Tuesday ", "By evening ", "After the storm ", "The mayor said that ", "In Osk ", "")
_HEDGES = ("", "", "", "about ", "at least ", "more than ", "nearly ", "some ")


@dataclass(frozen=True, slots=True)
class _Told:
    fate: int
    noun: str
    way: str  # how its clause says what happened
    clause: str


def made_pairs(chance: random.Random) -> Iterator[Pair]:
    """QUESTIONS questions, each with every figure of one sentence; some have no answer there."""
    for _ in range(QUESTIONS):
        told = [_told(fate, chance) for fate in chance.sample(range(len(_FATES)), 4)]
        *given, absent = told
        text = chance.choice(_LEADS) + _joined([one.clause for one in given])
        sentence = f"{text[0].upper()}{text[1:]}."
        asked_for = absent if chance.random() < 0.15 else chance.choice(given)
        whom, ways = _FATES[asked_for.fate]
        noun = chance.choice((asked_for.noun, "people") if whom is _PEOPLE else whom)
        other = chance.choice([way for way in ways if way != asked_for.way])
        question = f"How many {noun} {other}?"
        counts = [figure for figure in figures(sentence) if figure.kind == "count"]
        if len(counts) == len(given):
            for one, figure in zip(given, counts, strict=True):
                yield _pair(question, sentence, figure, answers=one is asked_for)


def _told(fate: int, chance: random.Random) -> _Told:
    whom, ways = _FATES[fate]
    noun, way = chance.choice(whom), chance.choice(ways)
    number = round(10 ** chance.uniform(0.5, 4.5))
    return _Told(fate, noun, way, f"{chance.choice(_HEDGES)}{number:,} {noun} {way}")


def _joined(clauses: list[str]) -> str:
    *first, last = clauses
    return f"{', '.join(first)} and {last}"


def _pair(question: str, sentence: str, figure: Figure, *, answers: bool) -> Pair:
    return Pair(question, marked(sentence, figure), answers)
