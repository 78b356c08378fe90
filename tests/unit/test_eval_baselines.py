"""The `plain` baseline: chunks, and citations parsed from free text."""

from pathlib import Path

import pytest

from eval.baselines import PlainSystem, chunks, parse
from eval.desks import RememberingEncoder, shelve
from index.vocabulary import Document
from rag.assembly import Desk, Engines
from tests.fakes.fake_encoder import FakeEncoder
from tests.fakes.fake_generator import FakeGenerator


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("Three sank [1]. It was foggy [2, 3].", [("Three sank.", [1]), ("It was foggy.", [2, 3])]),
        ("Three sank. [1] It was foggy.", [("Three sank.", [1]), ("It was foggy.", [])]),
        ("Three sank [1][2].", [("Three sank.", [1, 2])]),
        ("Three sank [4] [0].", [("Three sank.", [])]),
        ("“It was fog.” [2]", [("“It was fog.”", [2])]),
        ("", []),
    ],
)
def test_citations_are_parsed_from_the_text(written, sentences) -> None:
    assert parse(written, last=3) == sentences


def test_chunks_hold_the_whole_text_in_about_512_tokens() -> None:
    document = Document("a", " ".join(f"w{n}" for n in range(1200)), "0")
    parts = list(chunks(document, FakeGenerator()))
    assert [len(part.text.split()) for part in parts] == [512, 512, 176]
    assert "".join(part.text for part in parts) == document.text
    assert all(document.text[p.start : p.end] == p.text for p in parts)


def desk(folder: Path, generator: FakeGenerator) -> Desk:
    documents = [
        Document("a.txt", "Three ships sank in fog.", "0"),
        Document("b.txt", "A mill burned down.", "1"),
    ]
    encoder = FakeEncoder()
    library = shelve(documents, folder / "library", encoder)
    return Desk(library, None, Engines(encoder, None, generator))


def test_the_nearest_chunks_are_read_and_cited(tmp_path: Path) -> None:
    generator = FakeGenerator("Three ships sank [1].")
    outcome = PlainSystem(desk(tmp_path, generator), generator).answer("ships sank in fog")
    assert outcome.text == "Three ships sank."
    (statement,) = outcome.statements
    assert [span.document for span in statement.citations] == ["a.txt"]
    assert [place[0].document for place in outcome.ranked] == ["a.txt", "b.txt"]
    assert "[1] Three ships sank in fog." in generator.prompts[0].given


@pytest.mark.parametrize(
    "written",
    [
        "I do not know.",
        "The passages do not mention a ship.",
        "There is no information on this.",
        "It is not stated in the passages [1].",
        "I don't know.",
    ],
)
def test_what_says_that_it_does_not_know_has_abstained(tmp_path: Path, written: str) -> None:
    generator = FakeGenerator(written)
    outcome = PlainSystem(desk(tmp_path, generator), generator).answer("who won?")
    assert outcome.abstained
    assert outcome.statements == ()
    assert outcome.record["reason"] == written


def test_no_text_is_encoded_twice() -> None:
    inner = FakeEncoder()
    encoder = RememberingEncoder(inner)
    first = encoder.encode(["a", "b", "a"])
    second = encoder.encode(["b", "c"])
    assert inner.encoded == ["a", "b", "c"]
    assert (first[1] == second[0]).all()
    assert encoder.encode([]).shape == (0, inner.dimension)
