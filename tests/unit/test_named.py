"""What a question names, and no document."""

import pytest

from index.vocabulary import Document, Evidence, Sentence
from rag.named import of_the_named, particular, unheard

DOCUMENTS = (
    Document("a.txt", "The Kettler Bridge in Tarnholm fell. Mayor Ana Corvin of Kestria wept.", ""),
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many died when the Morandi bridge in Genoa came down?", ("Morandi", "Genoa")),
        ("What did Hugo Mendes say?", ("Hugo Mendes",)),
        ("How many died when the Kettler bridge in Tarnholm came down?", ()),
        ("What did Genoa do?", ("Genoa",)),
        ("What did Genoa say to Kestria?", ()),
        ("What did the Tarnholm-based firm do?", ()),
        ("Magnitude?", ()),
        ("What did Ana Korvin say?", ()),
        ("What did the Kestrian mayor of Tarnhom do?", ()),
        ("What did the mayor of Yarnholm do?", ("Yarnholm",)),
        ("Did France and Germany help?", ("France", "Germany")),
        ("What is the capital of Mongolia?", ("Mongolia",)),
        ("How many fell by Christmas?", ()),
    ],
)
def test_what_no_document_names(question: str, names: tuple[str, ...]) -> None:
    assert unheard(question, DOCUMENTS) == names


@pytest.mark.parametrize(
    "opening", ["Altogether how many", "Number of those who", "Nowadays how many"]
)
def test_the_word_that_a_question_opens_with_is_no_name(opening: str) -> None:
    assert particular(f"{opening} fell in Tarnholm?", DOCUMENTS) == ()


PAMA = Document("pama.txt", "Phillip Pama was bailed. Magistrate Ann Lee and Jo Court spoke.", "")
AGAIN = Document("again.txt", "A Samoan was bailed. Ann Lee, Jo Court and Hal Moss spoke.", "")
RIVAL = Document("rival.txt", "A player may not leave his house from 7pm to 7am. Ann Lee wept.", "")


@pytest.mark.parametrize(
    ("question", "others", "kept"),
    [
        ("When must Phillip Pama be indoors?", (RIVAL,), (PAMA,)),
        ("When must Pama stay at home?", (RIVAL,), (PAMA,)),
        ("When must Pamela stay at home?", (RIVAL,), (PAMA, RIVAL)),
        ("When must the player be indoors?", (RIVAL,), (PAMA, RIVAL)),
        ("When must Ivo Tadic be indoors?", (RIVAL,), (PAMA, RIVAL)),
    ],
)
def test_articles_of_what_a_question_names(
    question: str, others: tuple[Document, ...], kept: tuple[Document, ...]
) -> None:
    evidence = [_first_of(document) for document in (PAMA, *others)]
    assert [e.document for e in of_the_named(question, evidence)] == list(kept)


def test_an_article_with_the_same_names_may_report_the_same() -> None:
    names = "Phillip Pama, Ann Lee, Jo Court and Hal Moss"
    told = Document("told.txt", f"{names} met. {names} spoke.", "")
    evidence = [_first_of(document) for document in (told, AGAIN, RIVAL)]
    kept = of_the_named("When must Phillip Pama be indoors?", evidence)
    assert [e.document for e in kept] == [told, AGAIN]


def _first_of(document: Document) -> Evidence:
    text = document.text.split(". ")[0] + "."
    return Evidence(document, Sentence(document.name, 0, 0, len(text), text), 0.5)
