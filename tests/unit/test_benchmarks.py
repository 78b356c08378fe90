"""What the benchmarks count, on made vectors and a small library."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.benchmarks import __main__ as command
from eval.benchmarks import growth as growing
from eval.benchmarks.answers import Watched
from eval.benchmarks.evidence import evidence_found
from eval.benchmarks.made import made_library, made_texts
from eval.benchmarks.picture import WAYS, evidence_picture
from eval.benchmarks.speed import _write_shuffled
from eval.questions import GoldEvidence, Question
from fakes.fake_encoder import DIMENSION, FakeEncoder
from fakes.fake_generator import FakeGenerator
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.snapshot import load_index
from rag.assembly import Engines
from rag.generator import Prompt


class ByLength:
    """A reranker that likes short sentences."""

    name = "by length"

    def score(
        self, query: str, texts: list[str], between: Callable[[], None] | None = None
    ) -> list[float]:
        return [1 / len(text) for text in texts]


class ByNumber:
    """A model to which only a sentence with a 7 answers."""

    def log_odds(self, question: str, passage: str) -> float:
        return 30.0 if "7" in passage else 0.0


def question(text: str, quote: str) -> Question:
    gold = (GoldEvidence("a.txt", quote),)
    return Question("q", "dev", "fact", text, gold, (("x",),))


def test_every_way_of_ranking_is_measured_on_the_same_questions(tmp_path: Path) -> None:
    sentences = [f"The flood hit town number {n} on a Monday." for n in range(20)]
    sentences.append("Snow fell.")
    (tmp_path / "a.txt").write_text(" ".join(sentences))
    with Library.create(tmp_path / "library") as library:
        Indexer(library, FakeEncoder()).index([tmp_path / "a.txt"])
        index = load_index(library, DIMENSION, FaissIndex)
        asked = [question("Snow fell flood", "Snow fell."), question("none", "Not in there.")]
        engines = Engines(FakeEncoder(), ByLength(), None, answerability=ByNumber())
        table = evidence_found(asked, library, index, engines, lambda *_: None)
    half = [0.5, 0.0, 1.0]
    assert (table["questions"], table["sentences"]) == (2, 21)
    assert table["bm25"] == {"recall@5": half, "recall@10": half, "ndcg@10": half}
    assert table["reranked"] == {"recall@5": half, "recall@10": half, "ndcg@10": half}
    assert table["typed"] == table["reranked"]
    assert table["answered"]["recall@10"] == half
    assert table["answered"]["ndcg@10"] < half
    assert table["gain_in_recall@10"]["over bm25"] == [0.0, 0.0, 0.0]


def test_a_made_library_is_the_same_again_and_found_at_every_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        growing, "_searches", lambda place, queries: {"searched": place.name, "of": queries}
    )
    real = np.eye(DIMENSION, dtype=np.float32)
    found = growing.growth(real, [100, 500], 7, tmp_path, FakeEncoder())
    assert list(found) == ["100", "500"]
    assert [row["recall@10"] for row in found.values()] == [1.0, 1.0]
    assert [(row["searched"], row["of"]) for row in found.values()] == [("100", 7), ("500", 7)]
    assert found["500"]["index_bytes_a_sentence"] > 4 * DIMENSION
    assert list(tmp_path.iterdir()) == []


def test_made_sentences_lie_where_their_documents_say(tmp_path: Path) -> None:
    made_library(tmp_path, np.eye(DIMENSION, dtype=np.float32), 120, FakeEncoder())
    with Library.open(tmp_path) as library:
        # In the order of their names: 0, 100, 50.
        assert [count for _, count in library.documents()] == [50, 20, 50]
        texts = [s.text for name in ("0.txt", "50.txt") for s in library.sentences(name)]
        document, last = library.document("50.txt"), library.sentences("50.txt")[-1]
    assert texts == list(made_texts(120, seed=4))[:100]
    assert document.text[last.start : last.end] == last.text


def test_copies_of_a_document_have_its_words_in_another_order(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("One bright cold day in April the clocks struck.\n")
    texts = _write_shuffled(tmp_path / "in", 3, tmp_path / "out")
    assert len(set(texts)) == 3
    assert {" ".join(sorted(text.strip(".").split())) for text in texts} == {
        "April One bright clocks cold day in struck the"
    }


def test_the_first_piece_of_text_is_noted_until_forgotten() -> None:
    watched = Watched(FakeGenerator("one two three"))
    assert watched.first is None
    list(watched.write(Prompt("", "", ""), "", 10))
    noted = watched.first
    list(watched.write(Prompt("", "", ""), "", 10))
    assert noted is not None
    assert watched.first == noted
    watched.forget()
    assert watched.first is None


def test_the_picture_has_a_bar_for_each_way() -> None:
    means = {"recall@10": [0.5, 0.25, 0.75]}
    table: dict[str, Any] = dict.fromkeys(WAYS, means)
    picture = evidence_picture({"squad.jsonl": table})
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert picture.count("50 % [25, 75]") == 6
    assert ">squad</text>" in picture


def test_a_part_run_again_takes_its_own_place_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "run", lambda part, plan, bar: {"questions": plan.questions})
    assert command.main(["start", "growth", "--out", str(tmp_path)]) == 0
    assert command.main(["growth", "--quick", "--out", str(tmp_path)]) == 0
    written = json.loads((tmp_path / "benchmarks.json").read_text())
    assert written == {"start": {"questions": 200}, "growth": {"questions": 10}}
    assert command.main(["speed", "--out", str(tmp_path)]) == 2
