"""From questions about a paragraph to pairs of a question and a sentence."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.answerability_training import articles, elsewhere
from eval.answerability_training.articles import AskedOfArticles
from eval.answerability_training.pairs import Asked, Pair, pairs, read, sentences
from fakes.fake_encoder import FakeEncoder

TEXT = ("The mill burnt down in 1904.", "Mr. Hale rebuilt it.", "It has six floors.")


class ByPlace:
    """Ranks the sentences of TEXT as they are told to it."""

    name = "fake"

    def __init__(self, *scores: float) -> None:
        self._scores = dict(zip(TEXT, scores, strict=True))

    def score(self, query: str, texts: Sequence[str], between: object = None) -> list[float]:
        return [self._scores[text] for text in texts]


class Always(random.Random):
    """Takes every chance, or none."""

    def __init__(self, value: float) -> None:
        super().__init__()
        self._value = value

    def random(self) -> float:
        return self._value


def asked(question: str, *answers: str) -> Asked:
    return Asked(question, "Mill", TEXT, answers)


def test_an_answer_is_paired_with_its_sentence_and_the_best_without_it() -> None:
    made = pairs(asked("When did it burn?", "1904"), ByPlace(0.9, 0.2, 0.4), Always(0.99))
    assert made == [
        Pair("When did it burn?", TEXT[0], True),
        Pair("When did it burn?", TEXT[2], False),
    ]


def test_a_question_without_an_answer_gets_the_sentences_that_look_best() -> None:
    made = pairs(asked("When did it fall?"), ByPlace(0.9, 0.2, 0.4), Always(0.29))
    assert made == [
        Pair("When did it fall?", TEXT[0], False),
        Pair("When did it fall?", f"{TEXT[1]} {TEXT[2]}", False),
    ]


def test_no_second_sentence_that_hardly_speaks_to_it() -> None:
    made = pairs(asked("When did it fall?"), ByPlace(0.9, 0.01, 0.01), Always(0.0))
    assert made == [Pair("When did it fall?", TEXT[0], False)]


def test_the_sentence_with_the_answer_never_stands_before_one_without_it() -> None:
    made = pairs(asked("When did it burn?", "1904"), ByPlace(0.9, 0.4, 0.2), Always(0.0))
    assert made[1] == Pair("When did it burn?", TEXT[1], False)


def test_an_answer_that_no_sentence_holds_makes_no_pair() -> None:
    assert pairs(asked("Who?", "Mr. Hale and six"), ByPlace(0.9, 0.4, 0.2), Always(0.0)) == []


def test_titles_and_initials_end_no_sentence() -> None:
    assert sentences("Mr. Hale met A. Lee. “They spoke.” Then he left.") == (
        "Mr. Hale met A. Lee.",
        "“They spoke.”",
        "Then he left.",
    )


def test_questions_are_read_with_their_paragraphs(tmp_path: Path) -> None:
    contexts = tmp_path / "contexts.jsonl"
    contexts.write_text(json.dumps({"doc_id": "d", "title": "Mill", "body": " ".join(TEXT)}))
    questions = tmp_path / "questions.jsonl"
    rows = [
        {"question": "When?", "doc_id": "d", "is_impossible": False, "answers": ["1904", ""]},
        {"question": "Why?", "doc_id": "d", "is_impossible": True, "answers": ["no"]},
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows))
    assert read(questions, contexts) == [
        Asked("When?", "Mill", TEXT, ("1904",)),
        Asked("Why?", "Mill", TEXT, ()),
    ]


def test_articles_give_the_best_sentences_that_answer_and_that_do_not(tmp_path: Path) -> None:
    subject = tmp_path / "mill"
    (subject / "articles").mkdir(parents=True)
    (subject / "articles" / "wire.txt").write_text(" ".join(TEXT))
    evidence = [{"document": "wire.txt", "quote": TEXT[1]}]
    row = {"id": "mill-001", "question": "Who rebuilt it?", "evidence": evidence}
    (subject / "questions.jsonl").write_text(f"{json.dumps(row)}\n")
    (one,) = articles.read(subject)
    assert articles.pairs(one, ByPlace(0.9, 0.2, 0.4)) == [
        Pair("Who rebuilt it?", TEXT[1], True),
        Pair("Who rebuilt it?", TEXT[0], False),
    ]  # "It has six floors" is read after what answers


@pytest.mark.parametrize("subject", articles.subjects(), ids=lambda folder: folder.name)
def test_every_invented_quote_is_a_sentence_of_its_article(subject: Path) -> None:
    asked = articles.read(subject)
    assert (sum(bool(one.gold) for one in asked), len(asked)) in {(24, 40), (30, 50)}
    for one in asked:
        held = [e.sentence for e in one.sentences if one.is_gold(e.sentence)]
        assert {s.document for s in held} == {gold.document for gold in one.gold}


def test_other_subjects_give_what_a_model_takes_for_answers() -> None:
    mill = articles.sentences_of("mill.txt", " ".join(TEXT))
    lake = articles.sentences_of("lake.txt", "The lake froze. Anna Hale saw the mill burn down.")
    encoder = FakeEncoder()
    told = elsewhere.Sentences.of([("mill", tuple(mill)), ("lake", tuple(lake))], encoder)
    floors = f"{TEXT[1]} {TEXT[2]}"
    odds = {TEXT[0]: -1.0, "The lake froze.": 2.0, floors: 0.5, TEXT[1]: -3.0}
    asked = AskedOfArticles("Which lake froze?", tuple(lake), ())
    made = elsewhere.pairs(asked, "lake", told, encoder, lambda _, passage: odds[passage])
    assert list(made) == [
        Pair("Which lake froze?", floors, False),
        Pair("Which lake froze?", TEXT[0], False),
        Pair("Which lake froze?", TEXT[1], False),
    ]


def test_what_shares_most_of_a_question_may_answer_it_of_any_subject() -> None:
    mill = articles.sentences_of("mill.txt", " ".join(TEXT))
    encoder = FakeEncoder()
    told = elsewhere.Sentences.of([("mill", tuple(mill))], encoder)
    asked = AskedOfArticles("When was the mill burnt down?", (), ())
    made = elsewhere.pairs(asked, "fire", told, encoder, lambda *_: 0.0)
    assert TEXT[0] not in {pair.passage for pair in made}
