"""Reading the model's text into claims."""

from collections.abc import Iterator

import pytest

from rag.claims import claims, joined_initials, plain


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The article states that a prison is a village.", "A prison is a village."),
        ("It will pay half, as stated in sources 1 and 2.", "It will pay half."),
        ("It was 6.3 metres long, as stated in the wire.txt article.", "It was 6.3 metres long."),
        ("According to the news articles, it will cost 2 marks.", "It will cost 2 marks."),
        ("One was asleep, according to the information in a-b.txt.", "One was asleep."),
        ("According to the information provided in sentences 2 and 4, it rained.", "It rained."),
        ("Based on the articles, it rained.", "It rained."),
        ("It rained, according to sentence 3.", "It rained."),
        ("It rained, according to sources.", "It rained, according to sources."),
        ("According to the report, it rained.", "According to the report, it rained."),
        ("It rained, according to sources in Kyiv.", "It rained, according to sources in Kyiv."),
        ("The reports say that it rained.", "The reports say that it rained."),
    ],
)
def test_what_is_said_of_the_sources_is_left_to_the_footnotes(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_initials_are_written_as_the_sources_write_them() -> None:
    text = "J. K. Roe met the U. S. envoy."
    assert joined_initials(text, ["The U.S. envoy left.", "J. K. Roe stayed."]) == (
        "J. K. Roe met the U.S. envoy."
    )
    assert joined_initials(text, []) == text
