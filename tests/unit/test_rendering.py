"""Answer records as text in 80 columns."""

from typing import Any

from ui.rendering import answer_text, document_line, plain

CITATION = {
    "id": 1, "document": "a.txt", "title": "A title", "publisher": None, "published": "2024-05-01",
    "quote": "Two men died.", "start": 0, "end": 13,
}  # fmt: skip
ANSWERED: dict[str, Any] = {
    "status": "answered", "mode": "generated", "answer": [{"text": "Two died.", "citations": [1]}],
    "citations": [CITATION], "withheld": [], "nearest": [], "disagreements": [],
}  # fmt: skip


def test_an_answer_stands_above_its_footnotes() -> None:
    assert answer_text(ANSWERED) == (
        "Two died. [1]\n\n[1] A title, 2024-05-01, a.txt\n    “Two men died.”\n"
    )


def test_what_was_withheld_and_what_differs_is_shown() -> None:
    figure = {"value": "two", "speaker": "Lee", "scope": "in May", "citation": 1}
    record = ANSWERED | {
        "mode": "quoted",
        "withheld": [{"text": "Three died.", "reason": "number not in the cited sentences"}],
        "disagreements": [
            {"about": "the dead", "figures": [figure | {"speaker": None}, figure],
             "relation": "conflict", "independent_sources": 2}
        ],
    }  # fmt: skip
    assert answer_text(record) == (
        "In the sources' own words:\nTwo died. [1]\n\n"
        "[1] A title, 2024-05-01, a.txt\n    “Two men died.”\n\n"
        "Sources compared on the dead: conflict (at most 2 independent sources)\n"
        "  two, in May — no speaker named, in A title [1]\n"
        "  two, in May — Lee, in A title [1]\n\n"
        "Withheld:\n  “Three died.” (number not in the cited sentences)\n"
    )


def test_an_abstention_says_why_and_shows_what_came_nearest() -> None:
    record = ANSWERED | {
        "status": "abstained", "answer": [], "citations": [], "nearest": [CITATION],
        "reason": "the sources found do not state this",
    }  # fmt: skip
    assert answer_text(record) == (
        "No answer: the sources found do not state this.\n\nNearest in the sources:\n"
        "[1] A title, 2024-05-01, a.txt\n    “Two men died.”\n"
    )


def test_nothing_is_wider_than_the_terminal_and_control_characters_are_gone() -> None:
    long = ANSWERED | {"answer": [{"text": "word " * 60 + "\x1b[31mred", "citations": [1]}]}
    assert max(len(line) for line in answer_text(long).splitlines()) <= 80
    assert "\x1b" not in answer_text(long)
    assert plain("a\x00b\tc\u202ed") == "a b c d"


def test_a_document_line_leaves_out_what_is_unknown() -> None:
    row = {
        "document": "a.txt",
        "sentences": 3,
        "title": None,
        "publisher": "BBC",
        "published": None,
    }
    assert document_line(row) == "a.txt  3 sentences  BBC"
