"""What the model of figures is trained on."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from eval.answerability_training.pairs import Asked, Pair
from eval.figure_training.articles import figure_asked_for, of_subject
from eval.figure_training.encyclopaedia import of_paragraph
from eval.figure_training.made import QUESTIONS, made_pairs
from fakes.fake_encoder import FakeEncoder

DEAD = "How many people died in the flood?"
ONE = "The flood killed 40 people in the town."
OTHER = "At least 43 people died in the flood, the mayor said."
HURT = "It hurt 90 people and drowned 43 cows in the town."


def _subject(folder: Path, row: dict[str, Any]) -> Path:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(f"{ONE} {HURT}\n", "utf-8")
    (folder / "articles" / "b.txt").write_text(f"{OTHER}\n", "utf-8")
    (folder / "questions.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def _told(document: str, quote: str, figure: str) -> dict[str, str]:
    return {"document": document, "quote": quote, "figure": figure}


def _pairs(folder: Path, **more: Any) -> set[tuple[str, str, bool]]:
    told = {"id": "1", "figures": [_told("a.txt", ONE, "40"), _told("b.txt", OTHER, "At least 43")]}
    (folder / "figures.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    gold = [{"document": "a.txt", "quote": ONE}, {"document": "b.txt", "quote": OTHER}]
    subject = _subject(folder, {"id": "1", "question": DEAD, "evidence": gold, **more})
    made = of_subject(subject, FakeEncoder(), random.Random(1))
    return {(p.question.replace(DEAD, ""), p.passage, p.answered) for p in made}


FIRST = "The flood killed « 40 » people in the town."
SECOND = "« At least 43 » people died in the flood, the mayor said."
RIGHT = {
    ("", FIRST, True),
    (" » « At least 43 » people died in the flood, the mayor", FIRST, True),
    ("", SECOND, True),
    (" » The flood killed « 40 » people in the town.", SECOND, True),
}


def test_each_right_figure_is_taken_alone_and_beside_another(tmp_path: Path) -> None:
    assert {p for p in _pairs(tmp_path) if p[2]} == RIGHT


def test_figures_of_other_sentences_and_of_other_values_are_wrong(tmp_path: Path) -> None:
    made = _pairs(tmp_path, answers=[["43"]], figures=[])
    assert ("", SECOND, True) in made
    # Nothing in the first sentence is known to be right, so nothing of it is used.
    assert not any("« 40 »" in passage for _, passage, _ in made)


def test_a_false_premise_teaches_nothing(tmp_path: Path) -> None:
    assert _pairs(tmp_path, type="false_premise") == set()


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (DEAD, True),
        ("Who died?", False),
        ("How many people died and how many people were hurt?", False),
    ],
)
def test_only_questions_for_one_figure_are_used(question: str, *, asks: bool) -> None:
    assert (figure_asked_for(question) is not None) is asks


def test_of_a_paragraph_the_answers_own_figure_is_right() -> None:
    sentences = (ONE, "It drowned 43 cows.", "The town has 9,000 people.")
    asked = Asked(DEAD, "Flood", sentences, ("40",))
    assert of_paragraph(asked) == [
        Pair(DEAD, FIRST, True),
        Pair(DEAD, "It drowned 43 cows. The town has « 9,000 » people.", False),
    ]
    assert of_paragraph(Asked(DEAD, "Flood", (ONE,), ("41",))) == []
    assert of_paragraph(Asked("Who died?", "Flood", (ONE,), ("40",))) == []


def test_made_sentences_count_several_fates() -> None:
    made = list(made_pairs(random.Random(1)))
    assert len(made) == 3 * QUESTIONS
    by_question = [made[n : n + 3] for n in range(0, len(made), 3)]
    assert {sum(pair.answered for pair in three) for three in by_question} == {0, 1}
    assert all("«" in pair.passage and pair.question.startswith("How many ") for pair in made)
