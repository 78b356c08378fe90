"""What may stand as the answer word for word."""

from fakes.made_sources import evidence, sources
from index.vocabulary import Evidence
from rag.closeness import near_the_best, sentences
from rag.passages import source
from rag.quoting import best_quote, instead_of
from rag.vocabulary import Statement

FLOOD = evidence("a.txt", "The flood in Lima killed 40 people, Ann Lee said.", score=0.9)
SNOW = evidence("b.txt", "Snow closed the school in Quito.", score=0.5)


def quoted(question: str, found: list[Evidence]) -> Statement | None:
    return best_quote(question, found, sentences(found), [source(e) for e in found])


def test_the_best_sentence_is_quoted() -> None:
    quote = quoted("What closed the school?", [SNOW])
    assert quote is not None
    assert quote.text == "Snow closed the school in Quito."


def test_a_count_is_quoted_only_where_it_is_the_one_asked_for() -> None:
    found = [FLOOD, SNOW]
    killed = quoted("How many people did the flood in Lima kill?", found)
    assert killed is not None
    assert killed.text == FLOOD.sentence.text
    assert quoted("How many ships sank in Lima?", found) is None


def test_what_another_says_is_no_quote_for_what_one_says() -> None:
    assert quoted("What did Bob Kirk say about Lima?", [FLOOD]) is None
    assert quoted("What did Ann Lee say about Lima?", [FLOOD]) is not None


def test_evidence_that_a_withheld_sentence_named_is_quoted_once() -> None:
    named = sources("Snow closed the school.", "The mayor left.")
    given = list(instead_of("Why was there no class?", named, [], named))
    assert [s.text for s in given] == ["Snow closed the school.", "The mayor left."]
    assert list(instead_of("Why was there no class?", named, given, named)) == []
    assert list(instead_of("How many classes were there?", named, [], named)) == []


def test_what_is_far_behind_the_best_is_left_out() -> None:
    far = evidence("c.txt", "The mayor left.", score=0.001)
    assert near_the_best([FLOOD, SNOW, far], within=6.0) == [FLOOD, SNOW]
    assert near_the_best([FLOOD, SNOW, far], within=1.0) == [FLOOD]
    assert near_the_best([], within=1.0) == []
    assert source(FLOOD).citation.sentence in sentences([FLOOD])
