"""Figures in whole sentences: who, what, when; and that any text at all is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.figures import figures


def test_spaces_between_groups_of_digits() -> None:
    assert [f.low for f in figures("10\u00a0000 troops and 1\u202f250\u202f000 people")] == [
        10_000,
        1_250_000,
    ]


def test_a_change_is_two_figures_and_a_spread_is_one() -> None:
    assert [(f.low, f.high) for f in figures("rose from 5 to 7 percent")] == [(5, 5), (7, 7)]
    assert [(f.low, f.high) for f in figures("children from 5 to 7 years")] == [(5, 7)]


def test_parts_of_a_date() -> None:
    assert figures("on Friday, 5 November")[0].parts == {"weekday:friday", "day:5", "month:11"}
    assert figures("by 31 June 2024")[0].parts == {"day:31", "month:6", "year:2024"}


@pytest.mark.parametrize(
    "text", ["By April 9?", "Not on April 9; later.", "“On April 9”", "April 9's"]
)
def test_a_day_ends_where_a_mark_is_set_close_to_it(text: str) -> None:
    assert [(f.text, f.kind) for f in figures(text)] == [("April 9", "date")]


def test_caps_of_a_senior_player_are_counted_as_caps() -> None:
    assert figures("Milner won 61 senior England caps.")[0].counted == "england cap"


def test_everything_known_of_one_figure() -> None:
    sentence = (
        "South Korean lawmaker Lee Seong-kweun reported that around 300 North Korean soldiers "
        "died and approximately 2,700 were wounded."
    )
    after = ("Seoul’s National Intelligence Service (NIS) revealed these figures.",)
    dead, wounded = figures(sentence, (), after)
    assert (dead.text, dead.low, dead.high, dead.hedge) == ("around 300", 300, 300, "around")
    assert (dead.counted, dead.role) == ("north korean soldier", frozenset({"killed"}))
    assert (dead.speaker, dead.relayed) == ("Lee Seong-kweun", "NIS")
    assert (dead.scope, dead.as_of) == (None, None)
    assert (wounded.text, wounded.counted, wounded.role) == (
        "approximately 2,700",
        "north korean soldier",
        frozenset({"wounded"}),
    )
    assert sentence[wounded.start : wounded.end] == "approximately 2,700"


def test_pronoun_speaker_comes_from_the_sentences_before() -> None:
    before = ("White House spokesperson John Kirby said the losses were heavy.",)
    found = figures("He said more than 1,000 soldiers have died just in the past week.", before)
    assert [(f.text, f.speaker, f.scope) for f in found] == [
        ("more than 1,000", "John Kirby", "in the past week")
    ]


def test_scope_and_as_of() -> None:
    found = figures("As of 3 May 2024, at least 45 people had been killed each day in Kursk.")
    counts = [(f.text, f.scope, f.as_of) for f in found if f.kind == "count"]
    assert counts == [("at least 45", "each day, in Kursk", "3 May 2024")]


def test_a_figure_that_goes_on_from_the_one_before() -> None:
    found = figures("The blast killed 12 people, including three children, and injured 40 others.")
    assert [(f.text, f.counted, *f.role) for f in found] == [
        ("12", "people", "killed"),
        ("three", "child", "killed"),
        ("40", "other", "wounded"),
    ]


def test_part_and_whole_count_the_same_and_only_the_part_is_hit() -> None:
    found = figures("It had shot down 58 of 84 drones.")
    assert [(f.text, f.counted, *f.role) for f in found] == [
        ("58", "drone", "destroyed"),
        ("84", "drone"),
    ]


def test_a_denied_event_is_not_the_event() -> None:
    found = figures("One in three children has not been vaccinated.")
    assert [(f.text, *f.role) for f in found] == [("One in three", "not vaccinated")]


PIECES = st.sampled_from(
    "3 1,234 10 000 two hundred and million $ € % - – — to from between of in the past week a "
    "5 May 2024 Friday killed wounded were said Kirby he , . ; : ( ) [ ] / ' “ ” 's \n \u00a0 ½ "
    "over about at least or more than one no. Q3 30s 2:30 pm 1. 9/11 Su-27 ٣ Ａ é".split(" ")
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    for figure in figures(text, (text,), (text,)):
        assert text[figure.start : figure.end] == figure.text
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested one man in two armed raids.",
        "It was their one defeat in 12.",
        "He scored one goal in 2, 3 and 4.",
        "One woman in two boats was saved.",
    ],
)
def test_one_in_several_is_not_always_a_share(sentence: str) -> None:
    assert "fraction" not in {f.kind for f in figures(sentence)}
