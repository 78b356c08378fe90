"""What a question names, and no document."""

import pytest

from index.vocabulary import Document
from rag.named import unheard

DOCUMENTS = (
    Document("a.txt", "The Kettler Bridge in Tarnholm fell. Mayor Ana Corvin of Kestria wept.", ""),
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many died when the Morandi bridge in Genoa came down?", ("Morandi", "Genoa")),
        ("What did Hugo Mendes say?", ("Hugo Mendes",)),
        ("How many died when the Kettler bridge in Tarnholm came down?", ()),
        ("What did Genoa do?", ()),
        ("What did Ana Korvin say?", ()),
        ("What did the Kestrian mayor of Tarnhom do?", ()),
        ("Did France and Germany help?", ()),
    ],
)
def test_what_no_document_names(question: str, names: tuple[str, ...]) -> None:
    assert unheard(question, DOCUMENTS) == names
