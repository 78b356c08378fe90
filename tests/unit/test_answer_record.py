"""The answer record of the command line."""

from fakes.made_sources import document
from rag.answer import record
from rag.vocabulary import Answer, Citation, Statement, Withheld

MADE, (FIRST, SECOND) = document("a.txt", "One fled.", "Two died.", title="A title")


def test_an_answer_numbers_its_citations_by_first_use() -> None:
    answer = Answer(
        "What happened?",
        (
            Statement("Two died.", (Citation(MADE, SECOND),)),
            Statement("One fled, two died.", (Citation(MADE, FIRST), Citation(MADE, SECOND))),
        ),
        withheld=(Withheld("Three died.", "number not in the cited sentences: Three"),),
        timings={"total": 1.23456},
    )
    assert record(answer, {"version": "1"}) == {
        "schema": 1,
        "question": "What happened?",
        "as_of": None,
        "status": "answered",
        "mode": "generated",
        "answer": [
            {"text": "Two died.", "citations": [1]},
            {"text": "One fled, two died.", "citations": [2, 1]},
        ],
        "citations": [
            {"id": 1, "document": "a.txt", "title": "A title", "publisher": None,
             "published": None, "quote": "Two died.", "start": 10, "end": 19},
            {"id": 2, "document": "a.txt", "title": "A title", "publisher": None,
             "published": None, "quote": "One fled.", "start": 0, "end": 9},
        ],
        "disagreements": [],
        "withheld": [
            {"text": "Three died.", "reason": "number not in the cited sentences: Three"}
        ],
        "nearest": [],
        "receipt": {"version": "1"},
        "timings": {"total": 1.235},
    }  # fmt: skip


def test_an_abstention_says_why_and_what_came_nearest() -> None:
    answer = Answer("Who?", reason="not stated", nearest=(Citation(MADE, FIRST, 0.5),))
    made = record(answer, {})
    assert (made["status"], made["answer"], made["citations"]) == ("abstained", [], [])
    assert made["reason"] == "not stated"
    assert [(c["id"], c["quote"]) for c in made["nearest"]] == [(1, "One fled.")]
