"""Searching a small real library, in a folder and on Milvus, with a word-hashing encoder."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from fakes.fake_encoder import FakeEncoder
from fakes.libraries import PLACES, candidates, made_at
from index.indexer import Indexer
from index.library import Library
from index.retriever import QueryVector, Retriever, Window, fuse, word_query
from index.store import Store

ARTICLES = {
    "flood.txt": "The flood hit Lima on Monday. It killed 40 people, the mayor said."
    " Snow fell later.",
    "copy.txt": "The flood hit Lima on Monday. Schools in the city stayed open all week.",
    "other.txt": "The flood hit Lima on Monday. It killed 41 people, the mayor said.",
}


@pytest.fixture(params=PLACES)
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "metadata.csv").write_text(
        "file,title,publisher,published,url\nother.txt,Flood,The Post,2024-05-02,\n"
    )
    with made_at(request.param, tmp_path) as made:
        Indexer(made, FakeEncoder()).index([tmp_path / name for name in ARTICLES])
        yield made


def retriever(library: Store) -> Retriever:
    return Retriever(library, FakeEncoder(), candidates(library))


class Liking:
    """A reranker that likes texts that have a word, and remembers what it read."""

    name = "liking"

    def __init__(self, word: str) -> None:
        self._word = word
        self.read: list[str] = []

    def score(
        self, query: str, texts: Sequence[str], between: Callable[[], None] | None = None
    ) -> list[float]:
        self.read += texts
        return [0.9 if self._word in text else 0.1 for text in texts]


def test_the_best_are_read_again_after_the_sentence_before_them(library: Store) -> None:
    liking = Liking("flood")
    searching = Retriever(library, FakeEncoder(), candidates(library), liking)
    found = {e.sentence.text: e.score for e in searching.search("flood killed people", 5)}
    assert "The flood hit Lima on Monday. It killed 40 people, the mayor said." in liking.read
    assert found["The flood hit Lima on Monday."] == pytest.approx(0.9)
    # The log-odds of 0.1 alone and of 0.9 after the flood, the second counted 0.6.
    assert found["It killed 40 people, the mayor said."] == pytest.approx(0.366, abs=0.001)


def test_other_words_for_what_is_asked_are_looked_for_too(library: Store) -> None:
    words, own = [], candidates(library)

    class Watched:
        def find(
            self, query: str, vector: QueryVector, k: int, window: Window
        ) -> list[tuple[int, float]]:
            words.append(query)
            return own.find(query, vector, k, window)

    Retriever(library, FakeEncoder(), Watched()).search("flood", 3, others=("dead", "toll"))
    assert words == ["flood dead toll"]


class Breaking(Exception):
    """What nobody waits for any more."""


def test_a_search_can_be_broken_off(library: Store) -> None:
    def broken() -> None:
        raise Breaking

    searching = retriever(library)
    searching.heed(broken)
    with pytest.raises(Breaking):
        searching.search("flood in Lima on Monday", 3)


def test_copies_share_a_place_and_stay_citable(library: Store) -> None:
    (best, *_) = retriever(library).search("flood in Lima on Monday", 3)
    assert best.sentence.text == "The flood hit Lima on Monday."
    assert {s.document for s in (best.sentence, *best.copies)} == set(ARTICLES)


def test_a_copy_with_another_figure_is_no_copy(library: Store) -> None:
    found = retriever(library).search("killed people mayor", 5)
    texts = {e.sentence.text: e for e in found}
    assert texts["It killed 40 people, the mayor said."].copies == ()
    assert texts["It killed 41 people, the mayor said."].document.publisher == "The Post"


def test_evidence_comes_with_what_stands_around_it(library: Store) -> None:
    (best, *_) = retriever(library).search("killed 40 people", 1)
    assert [s.text for s in best.before] == ["The flood hit Lima on Monday."]
    assert [s.text for s in best.after] == ["Snow fell later."]
    assert best.document.text[best.sentence.start : best.sentence.end] == best.sentence.text


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(), {"flood.txt", "other.txt"}),
        (Window(until="2024-05-01"), {"flood.txt"}),
        (Window(since="2024-05-03"), {"flood.txt"}),
        (Window(since="2024-05-02", until="2024-05-02"), {"flood.txt", "other.txt"}),
    ],
)
def test_dates_bound_dated_documents_only(
    library: Store, window: Window, expected: set[str]
) -> None:
    found = retriever(library).search("It killed people, the mayor said", 2, window)
    assert {e.document.name for e in found if "killed" in e.sentence.text} == expected


DATED = {
    "march.txt": ("2024-03-01", "The navy said 12 ships were sunk by drones."),
    "april.txt": ("2024-04-30", "The navy said 14 ships were sunk by drones so far."),
    "told.txt": ("2024-06-20", "The navy said a month ago 13 ships were sunk by drones."),
    "undated.txt": ("", "The navy said 11 ships were sunk by drones in the whole long war."),
}


@pytest.fixture
def dated(tmp_path: Path) -> Library:
    rows = ["file,title,publisher,published,url"]
    for name, (day, text) in DATED.items():
        (tmp_path / name).write_text(text)
        rows.append(f"{name},,,{day},")
    (tmp_path / "metadata.csv").write_text("\n".join(rows) + "\n")
    made = Library.create(tmp_path / "library")
    Indexer(made, FakeEncoder()).index([tmp_path / name for name in DATED])
    return made


@pytest.mark.parametrize(
    ("query", "until", "expected"),
    [
        ("How many ships were sunk by drones?", "2024-05-03",
         ["march.txt", "april.txt", "undated.txt"]),
        ("How many ships were sunk by drones this week?", "2024-05-03",
         ["april.txt", "undated.txt", "march.txt"]),
        ("How many ships were sunk by drones in March?", "2024-05-03",
         ["march.txt", "undated.txt", "april.txt"]),
        # "A month ago" is told from the day of its own article.
        ("How many ships were sunk by drones last month?", "2024-06-21",
         ["told.txt", "undated.txt", "april.txt", "march.txt"]),
    ],
)  # fmt: skip
def test_days_told_from_today_are_preferred_and_hide_nothing(
    dated: Library, query: str, until: str, expected: list[str]
) -> None:
    found = retriever(dated).search(query, 5, Window(until=until))
    assert [e.document.name for e in found] == expected


def test_fusion_adds_reciprocal_ranks() -> None:
    assert fuse([[1, 2], [2, 3]]) == [(2, 1 / 62 + 1 / 61), (1, 1 / 61), (3, 1 / 62)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("How many soldiers died?", '"soldiers" OR "died"'),
        ('NEAR("x") OR *', '"near" OR "x"'),
        ("who is it", '"who" OR "is" OR "it"'),
        ("?!", '""'),
    ],
)
def test_a_query_is_words_never_operators(query: str, expected: str) -> None:
    assert word_query(query) == expected
