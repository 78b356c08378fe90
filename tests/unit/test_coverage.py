"""Shared content words."""

from rag.coverage import coverage, terms


def test_terms_are_stems_without_stopwords() -> None:
    assert terms("The soldiers were wounded in 2,700 cases") == {
        "soldier",
        "wound",
        "2,700",
        "case",
    }


def test_coverage_is_the_share_that_the_sources_have() -> None:
    assert coverage("Two soldiers fled", ["Soldiers flee"]) == 1 / 3
    assert coverage("Soldiers fled", ["A soldier", "who fled"]) == 1.0
    assert coverage("the of", ["x"]) == 1.0
