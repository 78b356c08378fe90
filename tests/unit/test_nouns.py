"""Which nouns of counts answer for one another."""

import pytest

from rag.nouns import counts_some, excludes, names_a_thing, other_kind, same_noun


@pytest.mark.parametrize(
    ("wanted", "counted", "same"),
    [
        ("soldier", "troop", True),
        ("worker", "people", True),
        ("people", "member", True),
        ("people", "child", False),
        ("child", "people", False),
        ("child", "girl", False),
        ("people", "lifeboat", False),
        ("lifeboat", None, True),
        ("worker", "minister", False),
        ("kestrian", "kestrian soldier", True),
        ("police", "police car", False),
        ("townspeople", "people", True),
        ("local", "people", True),
        ("home", "flat", True),
        ("kid", "child", True),
        ("kid", "infant", False),
        ("freighter", "vessel", True),
        ("vessel", "lorry", False),
    ],
)
def test_same_noun(wanted: str, counted: str | None, same: bool) -> None:
    assert same_noun(wanted, counted) is same


@pytest.mark.parametrize(
    ("wanted", "counted", "other"),
    [
        ("lifeboat", "people", True),
        ("people", "lorry", True),
        ("commuter", "people", False),
        ("worker", "soldier", False),
        ("lorry", "truck", False),
        (None, "people", False),
        ("child", "woman", True),
        ("woman", "boy", True),
        ("man", "woman", True),
        ("child", "girl", False),
        ("child", "people", False),
        ("kid", "adult", True),
        ("pupil", "teacher", False),
        ("worker", "container", True),
        ("gun", "howitzer", False),
    ],
)
def test_other_kind(wanted: str | None, counted: str, other: bool) -> None:
    assert other_kind(wanted, counted) is other


@pytest.mark.parametrize(
    ("noun", "counted", "some"),
    [
        ("child", None, True),
        ("pupil", "people", True),
        ("firefighter", "other", True),
        ("pupil", "pupil", False),
        ("victim", "people", False),
        ("suspect", "people", False),
        ("soldier", None, False),
        (None, "people", False),
    ],
)
def test_whether_some_of_the_people_are_asked_about(
    noun: str | None, counted: str | None, *, some: bool
) -> None:
    assert counts_some(noun, counted) is some


def test_lives_are_those_of_people() -> None:
    assert not excludes("life", "people")
    assert excludes("observer", "polling station")
    assert not excludes("artillery piece", "howitzer")


def test_things() -> None:
    assert [names_a_thing(noun) for noun in ("lifeboat", "room", "driver", "people", None)] == [
        True,
        True,
        False,
        False,
        False,
    ]
