"""What every library does, in a folder and on Milvus, with the same exact values."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from fakes.fake_encoder import FakeEncoder
from fakes.libraries import PLACES, candidates, made_at
from index.errors import LibraryError
from index.indexer import Indexer
from index.library import Entry
from index.retriever import Window
from index.store import Store, create_store, open_store
from index.vocabulary import Document, Sentence

PAST_ONE_MESSAGE = 1_100  # rows: more than one call carries


def entry(name: str, *texts: str, published: str | None = None) -> Entry:
    text = " ".join(texts)
    sentences, at = [], 0
    for position, one in enumerate(texts):
        sentences.append(Sentence(name, position, at, at + len(one), one, not one.startswith("~")))
        at += len(one) + 1
    vectors = FakeEncoder().encode([one for one in texts if not one.startswith("~")])
    document = Document(name, text, "aa", "Title", None, published, "https://a.example")
    return Entry(document, tuple(sentences), vectors)


def put(library: Store, *entries: Entry, path: str | None = None) -> None:
    with library.transaction():
        library.claim_encoder(FakeEncoder())
        for one in entries:
            file = Path("/articles") / (path or one.document.name)
            library.put_file(file, "print", [one])


def texts_matching(library: Store, query: str, window: Window | None = None) -> list[str]:
    vector = FakeEncoder().encode([query])[0]
    found = candidates(library).find(query, lambda: vector, 50, window or Window())
    sentences = library.sentences_by_id([i for i, _ in found])
    return [sentences[i].text for i, _ in found if i in sentences]


@pytest.fixture(params=PLACES)
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    with made_at(request.param, tmp_path) as made:
        put(made, entry("a.txt", "Two men were seen.", "~Menu", "One fled."))
        put(made, entry("b.txt", "It rained."))
        yield made


def test_documents_and_sentences_come_back_as_they_went_in(library: Store) -> None:
    assert [(d.name, n) for d, n in library.documents()] == [("a.txt", 2), ("b.txt", 1)]
    assert library.document("a.txt") == entry("a.txt", "Two men were seen.", "~Menu", "One fled."
                                              ).document  # fmt: skip
    assert library.sentences("a.txt") == (
        Sentence("a.txt", 0, 0, 18, "Two men were seen."),
        Sentence("a.txt", 1, 19, 24, "~Menu", False),
        Sentence("a.txt", 2, 25, 34, "One fled."),
    )
    assert library.count() == 3
    assert library.fingerprint(Path("/articles/a.txt")) == "print"
    assert library.fingerprint(Path("/articles/z.txt")) is None
    assert library.path_of("a.txt") == Path("/articles/a.txt")


def test_a_sentence_has_its_neighbours(library: Store) -> None:
    first, menu, last = library.sentences("a.txt")
    assert library.around([first, last], 1) == {first: (first, menu), last: (menu, last)}
    assert library.around([last], 2) == {last: (first, menu, last)}
    assert library.around([], 2) == {}


@pytest.mark.parametrize(
    "text",
    ["Zażółć \U0001f600 “quoted” \\ \"plain\" {x} 'y'.", "A\x00B.",
     "x" * 70_000, "日本" * 20_000],
)  # fmt: skip
def test_any_text_comes_back_character_for_character(library: Store, text: str) -> None:
    put(library, entry('odd "name" \\ 1.txt', text))
    assert library.document('odd "name" \\ 1.txt').text == text
    assert [s.text for s in library.sentences('odd "name" \\ 1.txt')] == [text]
    (found,) = (s for s in everything(library).values() if s.document != "a.txt" and
                s.document != "b.txt")  # fmt: skip
    assert found.text == text


def everything(library: Store) -> dict[int, Sentence]:
    return library.sentences_by_id([int(i) for ids, _ in library.vectors() for i in ids])


def test_a_long_document_comes_back_whole(library: Store) -> None:
    texts = [f"Sentence {n} of a long book." for n in range(PAST_ONE_MESSAGE)]
    put(library, entry("long.txt", *texts))
    assert [s.text for s in library.sentences("long.txt")] == texts
    assert library.count() == 3 + PAST_ONE_MESSAGE
    assert len(everything(library)) == 3 + PAST_ONE_MESSAGE
    library.remove("long.txt")
    assert library.count() == 3


def test_an_unknown_document_is_named_in_one_line(library: Store) -> None:
    with pytest.raises(LibraryError, match=r"^there is no document 'c.txt': `footnoted documents`"):
        library.document("c.txt")
    with pytest.raises(LibraryError, match=r"'c\.txt'"):
        library.remove("c.txt")


def test_removing_takes_words_vectors_and_sentences_along(library: Store) -> None:
    library.remove("a.txt")
    assert [d.name for d, _ in library.documents()] == ["b.txt"]
    assert texts_matching(library, "two men") == ["It rained."]
    assert library.sentences("a.txt") == ()
    assert library.count() == 1
    assert library.fingerprint(Path("/articles/a.txt")) == ""


def test_a_changed_file_replaces_what_it_held(library: Store) -> None:
    put(library, entry("a.txt", "Three men were seen."))
    assert [s.text for s in library.sentences("a.txt")] == ["Three men were seen."]
    assert texts_matching(library, "two men fled") == ["Three men were seen.", "It rained."]
    assert library.count() == 2


def test_what_is_put_again_unchanged_is_there_once(library: Store) -> None:
    put(library, entry("b.txt", "It rained."))
    assert library.count() == 3
    assert [s.text for s in library.sentences("b.txt")] == ["It rained."]


def test_a_file_of_several_documents_is_replaced_as_one(library: Store) -> None:
    lines = [entry("one", "First line."), entry("two", "Second line."), entry("3", "Third line.")]
    with library.transaction():
        library.put_file(Path("/articles/lines.jsonl"), "p1", lines)
        library.put_file(Path("/articles/lines.jsonl"), "p2", [lines[1], entry("four", "Fourth.")])
    assert [d.name for d, _ in library.documents()] == ["a.txt", "b.txt", "four", "two"]
    assert library.count() == 5
    assert library.fingerprint(Path("/articles/lines.jsonl")) == "p2"


def test_a_document_that_moves_to_another_file_is_there_once(library: Store) -> None:
    put(library, entry("a.txt", "Four men were seen."), path="moved/a.txt")
    assert library.path_of("a.txt") == Path("/articles/moved/a.txt")
    assert library.fingerprint(Path("/articles/a.txt")) == ""
    assert [s.text for s in library.sentences("a.txt")] == ["Four men were seen."]
    assert library.count() == 2


def test_words_are_stemmed_folded_and_never_operators(library: Store) -> None:
    put(library, entry("c.txt", "Żółte ŁÓDKI pływały."), entry("d.txt", "He was running home."))
    assert texts_matching(library, "raining")[0] == "It rained."
    assert texts_matching(library, "plywaly zołte")[0] == "Żółte ŁÓDKI pływały."
    assert texts_matching(library, "runs NEAR(home) OR *")[0] == "He was running home."


def test_dates_leave_out_other_documents_and_never_undated_ones(library: Store) -> None:
    put(library, entry("c.txt", "It snowed.", published="2024-05-01"))
    undated = {"Two men were seen.", "One fled.", "It rained."}
    for window, dated in (
        (Window(until="2024-04-30"), set()),
        (Window(until="2024-05-01"), {"It snowed."}),
        (Window(since="2024-05-02"), set()),
        (Window(since="2024-05-01", until="2024-05-01"), {"It snowed."}),
    ):
        assert set(texts_matching(library, "it snowed", window)) == undated | dated


def test_another_encoder_is_refused_with_the_command_that_mends_it(library: Store) -> None:
    with library.transaction():
        library.claim_encoder(FakeEncoder("1" * 64))
    library.check_encoder(FakeEncoder("1" * 64))
    with pytest.raises(LibraryError, match="footnoted index --re-encode"):
        library.check_encoder(FakeEncoder("2" * 64))


def test_the_digest_is_that_of_any_library_with_the_same_documents(library: Store) -> None:
    before = library.digest()
    put(library, entry("b.txt", "It rained.", published="2024-01-01"))
    assert library.digest() != before
    put(library, entry("b.txt", "It rained."))
    assert library.digest() == before


def test_vectors_come_back_bit_for_bit(library: Store) -> None:
    sentences, found = everything(library), {}
    for ids, vectors in library.vectors(batch=2):
        found |= {sentences[int(i)].text: v for i, v in zip(ids, vectors, strict=True)}
    texts = ["Two men were seen.", "One fled.", "It rained."]
    assert sorted(found) == sorted(texts)
    for text, vector in zip(texts, FakeEncoder().encode(texts), strict=True):
        assert np.array_equal(found[text], vector)
    again = library.vectors_of(Path("/articles/a.txt"))
    assert sorted(again) == ["One fled.", "Two men were seen."]
    assert np.array_equal(again["One fled."], found["One fled."])


def test_the_indexer_skips_changes_removes_and_encodes_again(
    library: Store, tmp_path: Path
) -> None:
    for name, text in (("x.txt", "Snow fell in May."), ("y.txt", "Nobody was hurt.")):
        (tmp_path / name).write_text(text)
    paths = [tmp_path / "x.txt", tmp_path / "y.txt"]
    encoder = FakeEncoder()
    report = Indexer(library, encoder).index(paths)
    assert (report.added, report.updated, report.unchanged) == (2, 0, 0)
    (tmp_path / "x.txt").write_text("Snow fell in May. It melted.")
    report = Indexer(library, encoder).index(paths)
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    assert encoder.encoded == ["Snow fell in May.", "Nobody was hurt.", "It melted."]
    assert Indexer(library, FakeEncoder("5" * 64)).re_encode() == 6
    library.check_encoder(FakeEncoder("5" * 64))
    assert texts_matching(library, "it melted")[0] == "It melted."


@pytest.mark.parametrize("place", ["library", "library.db"])
def test_no_library_and_a_newer_one_each_say_so(tmp_path: Path, place: str) -> None:
    if place.endswith(".db"):
        pytest.importorskip("milvus_lite")
    with pytest.raises(LibraryError, match="add documents with `footnoted index PATH`"):
        open_store(tmp_path / place)
    with create_store(tmp_path / place) as made, made.transaction():
        made.set_meta("format", "99")
    with pytest.raises(LibraryError, match=r"has format 99, this version reads \d"):
        open_store(tmp_path / place)


def test_both_kinds_of_library_have_the_same_digest(tmp_path: Path) -> None:
    digests = set()
    for place in PLACES:
        with made_at(place, tmp_path) as library:
            put(
                library,
                entry("ż.txt", "It rained."),
                entry("Z.txt", "It.", published="2024-01-01"),
            )
            digests.add(library.digest())
    assert len(digests) == 1
