"""Numerals, hedges, and digits that count nothing."""

from decimal import Decimal

import pytest

from rag.designations import designations
from rag.hedges import bounds, family
from rag.number_words import amount, numeral
from rag.numbers import quantities
from rag.tokens import tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("1,234", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("12,34,567", "1234567"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("1234.5", "1234.5"),
    ],
)
def test_numeral(text: str, value: str) -> None:
    assert numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.000", "2,5", "1.234.567", "1,2,3", "1,23", "9" * 30])
def test_a_numeral_that_could_mean_two_things_has_no_value(text: str) -> None:
    assert numeral(text) is None


def test_a_scale_settles_what_a_point_means() -> None:
    assert numeral("1.234", scaled=True) == Decimal("1.234")


@pytest.mark.parametrize(
    ("text", "low", "high", "scale"),
    [
        ("ninety-nine", 99, 99, 1),
        ("four hundred and twelve", 412, 412, 1),
        ("1.2 million", 1_200_000, 1_200_000, 10**6),
        ("hundreds", 100, None, 100),
        ("tens of thousands", 10_000, None, 10_000),
        ("a couple of hundred", 200, None, 100),
        ("several people", None, None, 1),
    ],
)
def test_amount(text: str, low: float | None, high: float | None, scale: int) -> None:
    found = amount(tokens(text), 0)
    assert found is not None
    assert (found.low, found.high, found.scale) == (low, high, scale)


def test_and_does_not_join_the_ends_of_a_range() -> None:
    words = tokens("one hundred and two hundred")
    assert amount(words, 0, joined=False) == (100, 100, 2, 1, True)


def test_and_joins_within_a_number() -> None:
    assert amount(tokens("one hundred and two were hurt"), 0) == (102, 102, 4, 1, True)


@pytest.mark.parametrize(
    ("hedge", "name"),
    [
        (None, "exact"),
        ("around", "about"),
        ("an estimated", "about"),
        ("surpassed", "over"),
        ("at least", "at least"),
        ("or more", "at least"),
        ("-plus", "at least"),
        ("fewer than", "under"),
        ("as many as", "at most"),
        ("just under", "nearly"),
    ],
)
def test_hedge_family(hedge: str | None, name: str) -> None:
    assert family(hedge) == name


def test_hedged_bounds() -> None:
    assert bounds("over", 300, 300) == (300, None)
    assert bounds("at most", 300, 300) == (None, 300)
    assert bounds("about", 300, 300) == (300, 300)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The area in the south of 850 square km is closed.", [None]),
        ("Over three days they fought.", [None]),
        ("It lasted over three days.", ["over"]),
        ("Not more than 20 came.", ["not more than"]),
        ("The more than 1,500 Russian soldiers left.", ["more than"]),
        ("Around 2010 it closed.", ["around"]),
    ],
)
def test_hedges_in_place(sentence: str, expected: list[str | None]) -> None:
    assert [found.hedge for found in quantities(tokens(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Su-27 and MiG-29 jets", ("Su-27", "MiG-29")),
        ("COVID-19 since 2019", ("COVID-19",)),
        ("on 9/11 and 24/7", ("9/11", "24/7")),
        ("the G7 and the M62", ("G7", "M62")),
        ("as shown [1] and [2, 3]", ("1", "2, 3")),
        ("a 10-year plan, 20th edition, 5km away, 3bn people", ()),
        ("mid-2023 and post-2015", ()),
        ("twenty-3 and May-5", ()),
    ],
)
def test_designations(sentence: str, expected: tuple[str, ...]) -> None:
    assert designations(sentence) == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("They met on 26 May in Lima.", ["26 May"]),
        ("It was Wednesday 13 March.", ["Wednesday 13 March"]),
        ("On the 2nd May it rained.", ["2nd May"]),
        ("Theresa May said 12 died.", []),
        ("All 12 May Day marchers were held.", []),
        ("Some 26 may die.", []),
    ],
)
def test_a_day_before_may_or_march_is_a_date(text: str, dates: list[str]) -> None:
    words = tokens(text)
    found = [q for q in quantities(words) if q.kind == "date"]
    assert [text[words[q.first].start : words[q.last - 1].end] for q in found] == dates


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Over 380 people left.", "over"),
        ("He would take over 380 of the staff.", None),
        ("They handed over 40 captives.", None),
    ],
)
def test_taken_over_is_no_hedge(text: str, hedge: str | None) -> None:
    assert [q.hedge for q in quantities(tokens(text))] == [hedge]
