"""What the benchmarks count, on made vectors and a small library."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from eval.benchmarks.evidence import evidence_found
from eval.benchmarks.growth import growth
from eval.questions import GoldEvidence, Question
from fakes.fake_encoder import DIMENSION, FakeEncoder
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.snapshot import load_index
from rag.assembly import Engines


class ByLength:
    """A reranker that likes short sentences."""

    name = "by length"

    def score(
        self, query: str, texts: list[str], between: Callable[[], None] | None = None
    ) -> list[float]:
        return [1 / len(text) for text in texts]


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
        engines = Engines(FakeEncoder(), ByLength(), None)
        table = evidence_found(asked, library, index, engines, lambda *_: None)
    assert (table["questions"], table["sentences"]) == (2, 21)
    assert table["bm25"] == {"recall@5": 0.5, "recall@10": 0.5, "ndcg@10": 0.5}
    assert table["reranked"] == {"recall@5": 0.5, "recall@10": 0.5, "ndcg@10": 0.5}


def test_growth_finds_what_is_nearest_at_every_size(tmp_path: Path) -> None:
    real = np.eye(16, dtype=np.float32)
    found = growth(real, [50, 500], tmp_path)
    assert list(found) == ["50", "500"]
    assert [row["recall@10"] for row in found.values()] == [1.0, 1.0]
    assert found["500"]["bytes_a_sentence"] > 4 * 16
    assert list(tmp_path.iterdir()) == []
