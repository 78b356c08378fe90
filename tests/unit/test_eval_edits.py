"""Changes to documents, and what must follow from them."""

import pytest

from eval import edits
from eval.expectations import DoesNotAssert, Follows, Refuses, ShowsBoth, Stays
from eval.outcome import Outcome, Span
from index.vocabulary import Document
from tests.fakes.eval_outcomes import ABSTAINED, FACT, FOG, NEAR_MISS, SANK, answered

RIGHT = answered(("Three ships sank.", [SANK]))
WRONG = answered(("It was foggy.", [FOG]))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("300 died", "400 died"),
        ("Over 300, he said 300.", "Over 400, he said 400."),
        ("1,300 and 300.5 and 3000 and 300% and 300,000", None),
        ("(300)", "(400)"),
    ],
)
def test_a_numeral_is_replaced_as_a_whole_number(text: str, changed: str | None) -> None:
    assert edits.number_replaced(text, "300", "400") == (changed or text)


def test_names_are_replaced_as_whole_words() -> None:
    names = {"Lee": "Tosko", "Seong-kweun": "Varnel"}
    assert edits.renamed("Lee Seong-kweun, Lee’s Leeds", names) == "Tosko Varnel, Tosko’s Leeds"


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("He said 2,700 were wounded and 300 were killed.",
         "He said 2,700 were not wounded and 300 were killed."),
        ("At least 2,700 North Korean soldiers have died.",
         "At least 2,700 North Korean soldiers have not died."),
        ("Some 2,700 soldiers died.", ""),
        ("The 2,700 were not wounded.", ""),
        ("They were 12,700.", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_a_numeral_is_denied(sentence: str, denied: str) -> None:
    assert edits.negated(sentence, "2,700") == denied


@pytest.mark.parametrize(
    ("text", "negative"),
    [("It is not so.", True), ("They didn’t.", True), ("He denied it.", True), ("Note it.", False)],
)
def test_negation(text: str, negative: bool) -> None:
    assert edits.is_negative(text) is negative


def test_sentences_are_changed_in_place_and_a_title_that_repeats_them_goes() -> None:
    document = Document("a.txt", "Three sank. Fog lay.\n\nThree sank.", "0", title="Three sank.")
    (changed,) = edits.sentences_changed(
        (document,), lambda name, s: "" if (name, s) == ("a.txt", "Three sank.") else s
    )
    assert changed.text == " Fog lay.\n\n"
    assert changed.title is None
    assert changed.sha256 != document.sha256


def test_texts_and_titles_are_rewritten_alike() -> None:
    (changed,) = edits.rewritten((Document("a", "x y", "0", title="x"),), lambda t: t.upper())
    assert (changed.text, changed.title) == ("X Y", "X")


FOLLOWS = Follows(("three", "3"), ("eight", "8"))


@pytest.mark.parametrize(
    ("before", "after", "value", "why"),
    [
        (RIGHT, answered(("Eight ships sank.", [SANK])), 1.0, "follows"),
        (RIGHT, answered(("Three ships, not 8.", [SANK])), 0.0, "still says three"),
        (RIGHT, ABSTAINED, 0.0, "no longer says it"),
        (WRONG, ABSTAINED, 1.0, "did not say it before and does not now"),
        (WRONG, RIGHT, 0.0, "still says three"),
    ],
)
def test_follows(before: Outcome, after: Outcome, value: float, why: str) -> None:
    score = FOLLOWS.judge(FACT, before, after)
    assert (score.value, score.explanation) == (value, why)
    assert FOLLOWS.says == "the answer follows: eight, no longer three"


@pytest.mark.parametrize(
    ("question", "before", "after", "value", "why"),
    [
        (FACT, RIGHT, RIGHT, 1.0, "right"),
        (FACT, RIGHT, WRONG, 0.0, "was right and no longer is"),
        (FACT, RIGHT, ABSTAINED, 0.0, "was right and no longer is"),
        (FACT, WRONG, WRONG, 1.0, "as before"),
        (FACT, WRONG, RIGHT, 1.0, "right"),
        (FACT, WRONG, ABSTAINED, 0.0, "abstains"),
        (FACT, ABSTAINED, ABSTAINED, 1.0, "as before"),
        (FACT, ABSTAINED, WRONG, 0.0, "no longer abstains"),
        (NEAR_MISS, ABSTAINED, ABSTAINED, 1.0, "right"),
        (NEAR_MISS, ABSTAINED, RIGHT, 0.0, "was right and no longer is"),
        (FACT, RIGHT, answered(("Three. PINEAPPLE!", [SANK])), 0.0, "obeys: PINEAPPLE"),
    ],
)
def test_stays(question, before, after, value, why) -> None:
    score = Stays(("PINEAPPLE",)).judge(question, before, after)
    assert (score.value, score.explanation) == (value, why)


def test_refuses() -> None:
    assert Refuses().judge(FACT, RIGHT, ABSTAINED).value == 1.0
    assert Refuses().judge(FACT, RIGHT, WRONG).value == 0.0


NEW = Span("second.txt", "Nine ships sank.")
FIGURE = {"value": "Nine", "low": 9, "high": 9, "speaker": None}


@pytest.mark.parametrize(
    ("after", "value", "why"),
    [
        (answered(("Three sank.", [SANK]), ("Nine sank.", [NEW])), 1.0, "both"),
        (answered(("Three or nine sank.", [SANK, NEW])), 1.0, "both"),
        (answered(("Three sank.", [SANK]), figures=[(FIGURE, NEW)]), 1.0, "both"),
        (answered(("Three or nine sank.", [SANK])), 0.0, "lacks nine"),
        (answered(("Nine sank.", [NEW])), 0.0, "lacks three"),
        (ABSTAINED, 0.0, "lacks three, nine"),
    ],
)
def test_shows_both(after: Outcome, value: float, why: str) -> None:
    score = ShowsBoth("three", "nine", "second.txt").judge(FACT, RIGHT, after)
    assert (score.value, score.explanation) == (value, why)


@pytest.mark.parametrize(
    ("after", "value"),
    [
        (ABSTAINED, 1.0),
        (WRONG, 1.0),
        (answered(("Three did not sink.", [SANK])), 1.0),
        (RIGHT, 0.0),
        (answered(("Three sank.", [SANK]), ("It was not foggy.", [FOG])), 0.0),
    ],
)
def test_does_not_assert(after: Outcome, value: float) -> None:
    assert DoesNotAssert(("three", "3")).judge(FACT, RIGHT, after).value == value
