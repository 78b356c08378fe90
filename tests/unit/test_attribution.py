"""Who is said to say it."""

from dataclasses import replace

import pytest

from fakes.made_sources import sources
from rag.attribution import asked_of_another, misattributed

SAID = "According to John Kirby, the soldiers of Kim Jong Un have taken their own lives."
UNSAID = "The soldiers of Kim Jong Un have taken their own lives."


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Kirby said soldiers have taken their own lives.", SAID, None),
        ("Soldiers have taken their own lives.", SAID, None),
        (
            "Kim Jong Un said soldiers have taken their own lives.",
            SAID,
            "the cited sentences do not have Kim Jong Un say this",
        ),
        ("Kim Jong Un said soldiers have taken their own lives.", UNSAID, None),
    ],
)
def test_words_stay_with_who_spoke(text: str, source: str, expected: str | None) -> None:
    assert misattributed(text, sources(source)) == expected


def test_quoted_words_stay_with_who_spoke_them() -> None:
    both = sources("Ann Lee said the order was hers.", "“All did,” Bob Ives said.")
    assert misattributed("Ives said “all did”.", both) is None
    assert misattributed("Ann Lee said “all did”.", both) == (
        "the cited sentences do not have Ann Lee say this"
    )


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("Health Ministry spokeswoman Ann Lee", None),
        ("the Health Ministry’s Crisis Unit spokesperson Ann Lee", None),
        ("Ann Lee, chief spokeswoman for the Health Ministry", None),
        (
            "Ann Lee of the Health Ministry",
            "the cited sentences do not have Health Ministry say this",
        ),
        (
            "Health Ministry officials met Ann Lee, who",
            "the cited sentences do not have Health Ministry say this",
        ),
    ],
)
def test_a_body_says_what_its_spokesperson_says(called: str, expected: str | None) -> None:
    (said,) = sources("The ward was shut for nine days, Lee said.")
    text = f"“We are sorry,” said {called}. {said.text}"
    document = replace(said.citation.document, text=text)
    told = replace(said, citation=replace(said.citation, document=document))
    claim = "The Health Ministry said the ward was shut for nine days."
    assert misattributed(claim, [told]) == expected


def test_what_is_only_told_is_not_put_into_the_mouth_of_one_whom_another_source_names() -> None:
    (told,) = sources("Over the weekend Ann Lee offered a swap of four prisoners.")
    (beside,) = sources("The talks will fail, Bob Ives said.")
    claim = "Bob Ives said that Ann Lee offered a swap of four prisoners."
    assert (
        misattributed(claim, [told, beside]) == "the cited sentences do not have Bob Ives say this"
    )
    assert misattributed(claim, [replace(told, before=("Bob Ives spoke in Oslo.",))]) is None


def test_who_is_said_to_tell_of_another_must_have_told_it() -> None:
    (told,) = sources("Ann Lee suggested a swap of four prisoners held in Oslo.")
    (beside,) = sources("He suggested that the talks would fail, Bob Ives said.")
    claim = "Bob Ives said that Ann Lee suggested a swap of four prisoners held in Oslo."
    assert (
        misattributed(claim, [told, beside]) == "the cited sentences do not have Bob Ives say this"
    )
    (relayed,) = sources("Ann Lee suggested a swap of four prisoners held in Oslo, Bob Ives said.")
    assert misattributed(claim, [relayed, beside]) is None


def test_an_outlet_says_what_it_has_published() -> None:
    (said,) = sources("The chute split at half of its length, Ann Lee said.")
    document = replace(said.citation.document, name="northgate-wire.txt")
    published = replace(said, citation=replace(said.citation, document=document))
    text = "According to the Northgate Wire, the chute split at half of its length."
    assert misattributed(text, [published]) is None
    question = "Where did the chute split, according to the Northgate Wire?"
    assert asked_of_another(question, [published], ()) is None
    titled = replace(document, name="a.txt", title="Ministers quarrel with Northgate Wire")
    named = replace(said, citation=replace(said.citation, document=titled))
    assert misattributed(text, [named]) == "the cited sentences do not have Northgate Wire say this"
    assert misattributed(text, [said]) == "the cited sentences do not have Northgate Wire say this"


def test_all_the_words_are_held_against_who_spoke_them() -> None:
    both = sources(
        "Lee said it was hers.", "Everybody gave the order, and nobody heard it, Ives said."
    )
    text = "{} said of the flood that everybody gave the order and nobody heard it."
    assert misattributed(text.format("Ives"), both) is None
    assert misattributed(text.format("Lee"), both) == "the cited sentences do not have Lee say this"


def test_who_speaks_for_a_body_speaks_as_that_body() -> None:
    (said,) = sources("Ann Lee said the harbour was closed.")
    named = "Harbour Board spokesperson Ann Lee arrived."
    question = "What did the Harbour Board say?"
    assert asked_of_another(question, [said], [named]) is None
    assert asked_of_another(question, [said], []) == (
        "the cited sentences do not have Harbour Board say this"
    )


def test_of_a_body_that_no_article_names_nobody_speaks() -> None:
    (said,) = sources("He said the harbour was closed.")
    question = "What did the NATO secretary general say?"
    reason = "the cited sentences do not have NATO secretary general say this"
    assert asked_of_another(question, [said], ["The port of Lima."]) == reason
    assert asked_of_another(question, [said], ["NATO sent ships."]) is None


def test_many_speak_for_a_country() -> None:
    (said,) = sources("Ann Lee said the harbour was closed.")
    assert asked_of_another("What did Russia say?", [said], []) is None


@pytest.mark.parametrize(
    ("question", "source", "answered"),
    [
        ("How many did Pyongyang give?", "South Korean lawmaker Lee Oh said 300 died.", False),
        ("How many did Pyongyang give?", "North Korean minister Ri Ho said 300 died.", True),
        ("How many did Pyongyang give?", "Lee Oh said that 300 had died.", True),
        ("What did Peru's president say?", "Lawmaker Ana Roe said that it was over.", False),
        ("What did South Korea's president say?", "Seoul said that it was over.", False),
        ("What did Peru's president say?", "It was over, according to the DNI.", False),
        ("What did Peru's president say?", "President Ana Roe said that it was over.", True),
    ],
)
def test_nobody_of_another_country_or_office_speaks_for_it(
    question: str, source: str, answered: bool
) -> None:
    assert (asked_of_another(question, sources(source), (source,)) is None) is answered


def test_initials_stand_for_nobody_else() -> None:
    given = sources("Putin spoke first.", "Soldiers have died, the U.S. said on Friday.")
    question = "What did Vladimir Putin say about the soldiers?"
    reason = "the cited sentences do not have Vladimir Putin say this"
    assert asked_of_another(question, [given[1]], ()) == reason
