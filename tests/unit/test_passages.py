"""What the model gets to read, and the words around it."""

import pytest

from fakes.made_sources import evidence
from rag import prompt
from rag.passages import leans, numbered, passages

LEANING = evidence("a.txt", "Lee spoke.", "He said 300 died.", "It rained.", best=1)
PLAIN = evidence("b.txt", "Kirby spoke of [7] losses.", "More came.", best=0)


def test_a_leaning_sentence_brings_the_one_before_it() -> None:
    shown = passages([LEANING, PLAIN])
    assert [(n, s.text) for n, s in numbered(shown).items()] == [
        (1, "Lee spoke."),
        (2, "He said 300 died."),
        (3, "Kirby spoke of [7] losses."),
    ]
    assert numbered(shown)[2].before == ("Lee spoke.",)


@pytest.mark.parametrize("text", ["He left.", "But it rained.", "“Go,” she said.", "Both fled."])
def test_these_lean(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize("text", ["Lee left.", "The minister resigned.", "Italy won."])
def test_these_stand_alone(text: str) -> None:
    assert not leans(text)


def test_the_prompt_numbers_sentences_and_defuses_brackets() -> None:
    asked = prompt.writing("Who\nspoke?", passages([LEANING, PLAIN]))
    assert asked.given == (
        "Sources:\n\na.txt\n[1] Lee spoke.\n[2] He said 300 died.\n\n"
        "b.txt\n[3] Kirby spoke of (7) losses.\n\n"
    )
    assert (asked.question, asked.task) == ("Question: Who spoke?\n\n", prompt.WRITE)
    assert prompt.answerable("Who\nspoke?", passages([LEANING, PLAIN])).given == asked.given


def test_the_grammar_admits_only_the_numbers_that_are_there() -> None:
    grammar = prompt.sentence_grammar((1, 2), may_end=True)
    assert grammar.startswith('root ::= "" | " " sentence\n')
    assert 'number ::= "1" | "2"\n' in grammar


def test_a_sentence_that_says_he_says_leans_on_the_one_before() -> None:
    said = evidence(
        "a.txt",
        "Tomas Breck spoke for the union.",
        "Lorries were badly secured, he alleged.",
        best=1,
    )
    assert [s.text for p in passages([said]) for s in p.sources] == [
        "Tomas Breck spoke for the union.",
        "Lorries were badly secured, he alleged.",
    ]
