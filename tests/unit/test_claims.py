"""Reading the model's text into claims."""

from collections.abc import Iterator

from rag.claims import claims


def test_a_sentence_is_read_as_soon_as_its_bracket_closes() -> None:
    taken = []

    def pieces() -> Iterator[str]:
        for piece in ("Two di", "ed. [1", ", 3", "] One fled.", " [2]", " unfinished"):
            taken.append(piece)
            yield piece

    read = claims(pieces())
    assert next(read) == ("Two died.", (1, 3))
    assert len(taken) == 4
    assert list(read) == [("One fled.", (2,))]


def test_a_number_cited_twice_counts_once() -> None:
    assert list(claims(["It rained. [4, 4, 2]"])) == [("It rained.", (4, 2))]


def test_nothing_without_a_citation_is_a_claim() -> None:
    assert list(claims(["It rained."])) == []
    assert list(claims([])) == []
