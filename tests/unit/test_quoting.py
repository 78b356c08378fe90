"""What may stand as the answer word for word."""

from dataclasses import replace

import pytest

from fakes.made_sources import evidence, sources
from fakes.telling_reader import TellingReader
from index.vocabulary import Evidence, Sentence
from rag.closeness import near_the_best, sentences
from rag.disagreements import disagreements
from rag.passages import source
from rag.quoting import (
    citing_antecedent,
    elsewhere,
    instead_of,
    may_be_quoted,
    missing_figures,
    with_antecedent,
)
from rag.vocabulary import Citation, Statement

FLOOD = evidence("a.txt", "The flood in Lima killed 40 people, Ann Lee said.", score=0.9)
SNOW = evidence("b.txt", "Snow closed the school in Quito.", score=0.5)


def quoted(question: str, found: list[Evidence]) -> Statement | None:
    return next(iter(may(question, found)), None)


def may(question: str, found: list[Evidence], *rested_on: Evidence) -> tuple[Statement, ...]:
    named = [source(e) for e in rested_on]
    return may_be_quoted(question, found, sentences(found), [source(e) for e in found], named)


def test_the_best_sentence_is_quoted() -> None:
    quote = quoted("What closed the school?", [SNOW])
    assert quote is not None
    assert quote.text == "Snow closed the school in Quito."


def test_a_heading_of_a_few_words_is_no_answer() -> None:
    heading = evidence("c.txt", "The men who dug")
    assert quoted("How did the diggers get rid of the earth?", [heading, SNOW]) is not None
    assert quoted("How did the diggers get rid of the earth?", [heading]) is None
    long = evidence("c.txt", "The men who dug carried the earth out in pillowcases")
    assert quoted("How did the diggers get rid of the earth?", [long]) is not None


def test_two_of_the_best_and_what_withheld_sentences_named_may_be_quoted() -> None:
    other = evidence("c.txt", "Ice closed the harbour in Quito.", score=0.4)
    third = evidence("d.txt", "Rain closed the market in Quito.", score=0.3)
    found = [SNOW, other, third]
    texts = [s.text for s in may("What closed the school?", found, third)]
    assert texts == [e.sentence.text for e in found]
    assert len(may("What closed the school?", found)) == 2


def test_a_count_that_only_a_model_tells_may_be_quoted_where_none_is_sure() -> None:
    doses = evidence("c.txt", "At the buses 340 pupils will have to stay at home.", score=0.9)
    question = "How many children are kept out of school by the rule?"
    assert may(question, [doses]) == ()

    shown = [source(doses)]
    quotes = may_be_quoted(
        question, [doses], sentences([doses]), shown, [], reader=TellingReader("340")
    )
    assert [quote.text for quote in quotes] == [doses.sentence.text]


def test_the_younger_is_not_the_older() -> None:
    younger = evidence("c.txt", "The younger man gives his name as Bakyt.", score=0.9)
    assert quoted("What is the name of the older of the two men?", [younger]) is None
    assert quoted("What is the name of the younger of the two men?", [younger]) is not None
    both = evidence("c.txt", "The younger man is called Bakyt, the older Temir.", score=0.9)
    assert quoted("What is the name of the older of the two men?", [both]) is not None


def test_the_best_of_each_other_article_may_answer_too() -> None:
    first = evidence("a.txt", "Snow closed the school in Quito.", score=0.9)
    again = evidence("a.txt", "The school in Quito was closed by snow.", score=0.8)
    ice = evidence("b.txt", "Ice closed the school in Quito.", score=0.7)
    later = evidence("b.txt", "The school in Quito was closed by ice.", score=0.6)
    wind = evidence("c.txt", "Wind closed the school in Quito.", score=0.5)
    unlike = evidence("d.txt", "The harbour froze.", score=0.09)
    found = [first, again, ice, later, wind, unlike]

    def others(question: str, said: list[Statement]) -> list[str]:
        shown = [source(e) for e in found]
        return [s.text for s in elsewhere(question, found, said, shown)]

    said = [Statement("Snow closed it.", (Citation(first.document, first.sentence),))]
    assert others("What closed the school?", said) == [ice.sentence.text, wind.sentence.text]
    assert others("How many days was the school closed?", said) == []
    assert others("What closed the school, according to the mayor?", said) == []
    assert others("What closed the school?", []) == []


def test_who_said_some_words_is_told_where_they_stand() -> None:
    said = evidence("a.txt", "“They closed the school for nothing,” Ann Lee said.", score=0.9)
    other = evidence("b.txt", "“They opened the school again,” Bo Roe said.", score=0.9)
    found = [other, said]
    texts = [s.text for s in may("Who said “They closed the school”?", found)]
    assert texts == [said.sentence.text]
    assert len(may("Who spoke of a school?", found)) == 2
    assert len(may("Who said “They burned the school”?", found)) == 2


def test_what_only_a_sentence_is_about_has_to_be_named_where_its_worth_is_asked() -> None:
    damage = evidence("a.txt", "Quill puts the damage at 350 million dollars.", score=0.9)
    assert may("What is the Velm Codex worth?", [damage]) == ()
    assert len(may("What is the damage worth?", [damage])) == 1


def test_at_most_three_other_articles_are_asked() -> None:
    found = [
        evidence(f"{name}.txt", f"{what} closed the school.", "It is in Tarnholm.")
        for name, what in zip("abcde", ("Snow", "Ice", "Wind", "Hail", "Frost"), strict=True)
    ]
    said = [Statement("Snow closed it.", (Citation(found[0].document, found[0].sentence),))]
    also = elsewhere("What closed the school?", found, said, [source(e) for e in found])
    assert [s.text for s in also] == [e.sentence.text for e in found[1:4]]


def test_a_count_is_quoted_only_where_it_is_the_one_asked_for() -> None:
    found = [FLOOD, SNOW]
    killed = quoted("How many people did the flood in Lima kill?", found)
    assert killed is not None
    assert killed.text == FLOOD.sentence.text
    assert quoted("How many ships sank in Lima?", found) is None


def test_that_a_count_is_not_known_is_quoted_where_no_source_gives_it() -> None:
    open_ = evidence("c.txt", "How many dogs the flood in Lima killed is unclear.")
    question = "How many dogs did the flood in Lima kill?"
    quote = quoted(question, [open_])
    assert quote is not None
    assert quote.text == open_.sentence.text
    given = quoted("How many people did the flood in Lima kill?", [open_, FLOOD])
    assert given is not None
    assert given.text == FLOOD.sentence.text


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


def test_an_age_is_not_answered_by_a_sentence_without_one() -> None:
    dead = evidence("a.txt", "The first mate, Edda Voss, is among the dead.")
    assert quoted("How old was the first mate, Edda Voss?", [dead]) is None
    aged = evidence("a.txt", "The first mate, Edda Voss, was 41 years old.")
    assert quoted("How old was the first mate, Edda Voss?", [aged]) is not None


def test_things_are_not_answered_by_people() -> None:
    aboard = evidence("a.txt", "The Star may carry 240 people.")
    more = evidence("a.txt", "More than 260 were on the Star.")
    assert quoted("How many lifeboats did the Star carry?", [aboard, more]) is None


def test_who_he_is_stands_before_what_he_says() -> None:
    who = Sentence("a.txt", 0, 0, 36, "Tomas Breck spoke for the federation.")
    said = evidence("a.txt", "Lorries were badly secured, he alleged.")
    after = replace(said, before=(who,))
    quote = Statement(said.sentence.text, (Citation(said.document, said.sentence),))
    both = list(with_antecedent(quote, [after], []))
    assert [s.text for s in both] == [who.text, said.sentence.text]
    assert list(with_antecedent(quote, [after], both[:1])) == [quote]
    assert list(with_antecedent(quote, [said], [])) == [quote]


def test_she_is_looked_for_two_sentences_back() -> None:
    texts = ("Ann Lee heads the port.", "The plan of Alder is a bad one.", "She hates it.")
    quote, last = _quoted(*texts)
    assert [s.text for s in with_antecedent(quote, [last], [])] == list(texts)
    # Of whom "she" is the reader judges: the sentence in between may be about another.
    other, last = _quoted(texts[0], "The mayor of Brenn resigned.", "She had taken bribes.")
    assert [s.text for s in with_antecedent(other, [last], [])] == [
        texts[0],
        "The mayor of Brenn resigned.",
        "She had taken bribes.",
    ]


def test_a_figure_is_quoted_with_the_sentence_that_says_who_he_is_as_a_citation() -> None:
    quote, last = _quoted("Tom Breck spoke for the port.", "He put the loss at 3 million.")
    cited = citing_antecedent(quote, [last])
    assert cited.text == "He put the loss at 3 million."
    assert [c.sentence.position for c in cited.citations] == [1, 0]
    assert citing_antecedent(Statement("Snow.", quote.citations), [last]).citations == (
        quote.citations
    )


def test_a_bare_quotation_stands_after_who_may_have_said_it() -> None:
    quote, last = _quoted("Ann Lee heads the port.", "“It is a bad plan.”")
    assert [s.text for s in with_antecedent(quote, [last], [])] == [
        "Ann Lee heads the port.",
        "“It is a bad plan.”",
    ]


def test_who_said_it_is_not_guessed() -> None:
    mayor = "Mayor Tom Brown was elected again."
    for text in ("“The city lost 40 houses.", "“Ghost guns” killed 40 people."):
        quote, last = _quoted(mayor, text)
        assert [s.text for s in with_antecedent(quote, [last], [])] == [text]
    item = evidence("a.txt", mayor, "“The city lost it all.”", "So Ann Lee tells it.", best=1)
    quote = Statement(item.sentence.text, (Citation(item.document, item.sentence),))
    assert list(with_antecedent(quote, [item], [])) == [quote]


def test_another_named_in_passing_ends_the_search_for_him() -> None:
    texts = ("Mayor John Smith spoke.", "A report by Mary Jones lay there.", "He left early.")
    quote, last = _quoted(*texts)
    assert texts[0] not in [s.text for s in with_antecedent(quote, [last], [])]


def _quoted(*texts: str) -> tuple[Statement, Evidence]:
    """The last sentence of a document, as a quotation and as evidence."""
    item = evidence("a.txt", *texts, best=len(texts) - 1)
    return Statement(texts[-1], (Citation(item.document, item.sentence),)), item


def test_an_article_gives_one_figure_once() -> None:
    texts = ("The Star sank and 14 people died.", "The coastguard spoke of 14 dead on the Star.")
    again = [evidence("a.txt", text) for text in texts]
    other = evidence("b.txt", "On the Star 17 people died.")
    apart = disagreements("How many people died on the Star?", [*again, other])
    said = [Statement(texts[0], (Citation(again[0].document, again[0].sentence),))]
    assert [s.text for s in missing_figures(apart, said)] == [other.sentence.text]


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How many years had Ines Barroca worked for the company?", False),
        ("Had Ines Barroca worked for the company for years?", False),
        ("How many years had Tomas Roe worked for the company?", True),
        ("How many years had the man worked for the company?", True),
        ("For how many years had he worked when Ines Barroca's tram was hit?", True),
    ],
)
def test_what_he_did_is_no_answer_for_another(question: str, *, quoted: bool) -> None:
    other = evidence("b.txt", "Ines Barroca was hurt.")
    texts = ("The driver, Tomas Roe, was detained.", "He had worked for the company for six years.")
    item = evidence("a.txt", *texts, best=1)
    found = [item, other]
    quotes = may_be_quoted(
        question, found, frozenset({item.sentence}), [source(e) for e in found], (), reader=None
    )
    assert [q.text for q in quotes] == ([texts[1]] if quoted else [])
