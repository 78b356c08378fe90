"""Figures of several sources put side by side, and how they relate."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.vocabulary import Document, Evidence, Sentence
from rag.asked import asked
from rag.comparison import in_base_unit
from rag.disagreements import Disagreement, disagreements
from rag.figures import figures

SEEDS = Path(__file__).parents[2] / "seeds"


def _document(name: str, sentences: Sequence[str], **known: str) -> list[Evidence]:
    """One evidence item a sentence, each with its neighbours."""
    document = Document(name, " ".join(sentences), f"sha-{name}", **known)
    cut, start = [], 0
    for position, text in enumerate(sentences):
        cut.append(Sentence(name, position, start, start + len(text), text))
        start += len(text) + 1
    return [
        Evidence(document, s, 1.0, tuple(cut[max(0, n - 2) : n]), tuple(cut[n + 1 : n + 2]))
        for n, s in enumerate(cut)
    ]


def _found(question: str, *documents: list[Evidence]) -> tuple[Disagreement, ...]:
    return disagreements(question, [item for document in documents for item in document])


def _texts(found: Disagreement) -> list[tuple[str, str]]:
    return [(f.figure.text, f.document.name) for f in found.figures]


HOW_MANY = "How many people were killed in the Arua quake?"


@pytest.mark.parametrize(
    ("first", "second", "relation", "independent"),
    [
        ("The Arua quake killed 45 people.", "The Arua quake killed 60 people.", "conflict", 2),
        ("The Arua quake killed 45 people.", "Officials in Arua now count 45 dead.", "same", 2),
        ("The Arua quake killed about 45 people.", "Over 44 people died.", "compatible", 2),
        ("About 45 people died in Arua.", "The Arua quake killed about 60 people.", "conflict", 2),
        (
            "As of 3 May 2024 the Arua quake had killed 45 people.",
            "As of 5 May 2024 the Arua quake had killed 60 people.",
            "update",
            2,
        ),
        (
            "The Arua quake killed 45 people in the first week.",
            "In Arua 60 people were killed in the past month.",
            "different scope",
            2,
        ),
        ("In Arua 45 people were killed in one day.", "The quake killed 20 people.", "conflict", 2),
        ("Mayor Jo Obi said the Arua quake killed 45.", "Obi said 60 had died.", "conflict", 1),
    ],
)
def test_relation(first: str, second: str, relation: str, independent: int) -> None:
    context = "The quake in Arua was strong."
    (found,) = _found(HOW_MANY, _document("a", [first]), _document("b", [second, context]))
    assert (found.relation, found.independent_sources) == (relation, independent)


def test_a_later_publication_is_no_update() -> None:
    old = _document("a", ["The Arua quake killed 45 people."], published="2024-05-03")
    new = _document("b", ["The Arua quake has killed 60 people."], published="2024-05-09")
    assert [found.relation for found in _found(HOW_MANY, old, new)] == ["conflict"]


def test_copies_of_one_report_are_one_source_and_keep_every_citation() -> None:
    text = "The Arua quake killed 45 people, the ministry said."
    (found,) = _found(HOW_MANY, _document("a", [text]), _document("b", [text]))
    assert (found.relation, found.independent_sources) == ("echo", 1)
    assert _texts(found) == [("45", "a"), ("45", "b")]


def test_copies_that_the_index_has_joined_are_cited_too() -> None:
    text = "The Arua quake killed 45 people."
    first, second = _document("a", [text]), _document("b", [text, "It rained in Arua."])
    joined = Evidence(first[0].document, first[0].sentence, 1.0, copies=(second[0].sentence,))
    (found,) = disagreements(HOW_MANY, [joined, second[1]])
    assert _texts(found) == [("45", "a"), ("45", "b")]


@pytest.mark.parametrize(
    "second",
    [
        "The Arua quake injured 60 people.",
        "The Arua quake destroyed 60 homes.",
        "The Arua quake killed people in 60 villages.",
        "The Arua quake killed 60 children.",
        "A bus crash in Lima killed 60 people.",
    ],
)
def test_what_is_not_the_same_quantity_is_not_compared(second: str) -> None:
    first = _document("a", ["The Arua quake killed 45 people."])
    assert _found(HOW_MANY, first, _document("b", [second])) == ()


def test_another_nation_is_not_compared() -> None:
    question = "How many North Korean soldiers were killed?"
    north = _document("a", ["Some 300 North Korean soldiers were killed."])
    other = _document("b", ["Some 1,500 Russian soldiers were killed beside North Koreans."])
    assert _found(question, north, other) == ()


def test_a_question_for_no_figure() -> None:
    items = _document("a", ["45 people were killed.", "60 people were killed."])
    assert _found("Why were people killed?", items) == ()


def test_percentages() -> None:
    question = "What share of the votes did the Green Party win?"
    first = _document("a", ["The Green Party won 48% of the votes."])
    second = _document("b", ["The Green Party won 52% of the votes."])
    (found,) = _found(question, first, second)
    assert (found.relation, _texts(found)) == ("conflict", [("48%", "a"), ("52%", "b")])


def test_dates() -> None:
    question = "When did the Harbour Bridge open?"
    first = _document("a", ["The Harbour Bridge was opened in March 1932."])
    second = _document("b", ["The Harbour Bridge opened on 3 May 1933."])
    (found,) = _found(question, first, second)
    assert (found.relation, _texts(found)) == (
        "conflict",
        [("March 1932", "a"), ("3 May 1933", "b")],
    )


def test_outlet() -> None:
    text = ["The Arua quake killed 45 people."]
    known = _document("a", text, title="Quake", publisher="The Daily")
    (found,) = _found(HOW_MANY, known, _document("b", text, title="Dozens dead"))
    assert [figured.outlet for figured in found.figures] == ["The Daily", "Dozens dead"]


def _seeds() -> list[Evidence]:
    """The seed articles, cut at the ends of their sentences."""
    items = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        pieces = [p.strip() for line in text.splitlines() for p in line.split(". ")]
        items += _document(path.name, [piece for piece in pieces if piece])
    return items


def test_the_seed_articles_on_the_dead() -> None:
    found = disagreements("How many North Korean soldiers have been killed?", _seeds())
    dead, told = found
    assert dead.about == "North Korean soldiers killed"
    assert [(f.figure.text, f.figure.speaker, f.document.name[:3]) for f in dead.figures] == [
        ("Over 300", None, "000"),
        ("around 300", "Lee Seong-kweun", "000"),
        ("approximately 300", "Lee Seong-kweun", "001"),
        ("more than 1,000", "John Kirby", "002"),
    ]
    assert (dead.relation, dead.independent_sources) == ("conflict", 2)
    assert told.about == "North Korean soldiers: killed, or killed or wounded"
    assert {f.document.name[:3] for f in told.figures} == {"002", "003"}
    assert (told.relation, told.independent_sources) == ("conflict", 1)


def test_the_seed_articles_on_the_wounded() -> None:
    (found,) = disagreements("How many North Korean soldiers were wounded?", _seeds())
    assert [(f.figure.text, f.document.name[:3]) for f in found.figures] == [
        ("Thousands", "000"),
        ("approximately 2,700", "000"),
        ("2,700", "001"),
    ]
    assert (found.relation, found.independent_sources) == ("compatible", 1)


def test_casualties_of_others_named_in_the_same_sentence_are_left_out() -> None:
    question = "How many casualties has North Korea suffered?"
    theirs = "Some 1,500 Russian soldiers fell, the ministry said, counting 45,000 casualties."
    first = _document("a", ["North Koreans had 3,000 casualties."])
    second = _document("b", ["North Koreans fight on.", theirs])
    assert _found(question, first, second) == ()


def test_those_present_are_those_sent() -> None:
    question = "How many North Korean soldiers are in Russia?"
    first = _document("a", ["Pyongyang deployed 11,000 soldiers to Russia."])
    second = _document("b", ["North Korea sent 10,000 troops to Russia, and 300 soldiers died."])
    (found,) = _found(question, first, second)
    assert (found.relation, _texts(found)) == ("conflict", [("11,000", "a"), ("10,000", "b")])


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("How many South Korean soldiers were killed?", {"south korea"}),
        ("What death toll does the South Korean lawmaker give?", set()),
        ("How many soldiers did Russia lose, in Britain's defence ministry's count?", {"russia"}),
    ],
)
def test_an_officials_nation_is_not_that_of_those_counted(question: str, group: set[str]) -> None:
    wanted = asked(question)
    assert wanted is not None
    assert wanted.group == group


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many days did the siege last?", ("duration",)),
        ("How many voters went to the polls, in per cent?", ("percent", "fraction")),
        ("How many voters went to the polls, in percent?", ("percent", "fraction")),
        ("How many banks charge 5 percent?", ("count",)),
        ("How many tonnes of crude does it refine?", ("measure",)),
        ("How many square kilometres were flooded?", ("measure",)),
        ("How many euros did it cost?", ("money",)),
        ("How many seconds did it take?", ("duration",)),
        ("How many foot soldiers died?", ("count",)),
        ("How many second homes are there?", ("count",)),
        ("How many won medals?", ("count",)),
    ],
)
def test_the_unit_asked_for_says_what_kind_answers(question: str, kinds: tuple[str, ...]) -> None:
    wanted = asked(question)
    assert wanted is not None
    assert wanted.kinds == kinds


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How many died in the nineties?", {f"199{n}" for n in range(10)}),
        ("How many died in the late 2000s?", {f"200{n}" for n in range(10)}),
        ("How many women in their nineties died?", set()),
        ("How many died in 1997?", {"1997"}),
    ],
)
def test_a_decade_is_ten_years(question: str, years: set[str]) -> None:
    wanted = asked(question)
    assert wanted is not None
    assert wanted.years == years


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The flood claimed 40 lives.", ("people", {"killed"})),
        ("The slide, which cost five lives, began at dawn.", ("people", {"killed"})),
        ("In all 23 lives were lost.", ("people", {"killed"})),
        ("The belt saved 14 lives.", ("life", {"rescued"})),
    ],
)
def test_lives_that_are_lost_are_people_killed(text: str, counted: tuple[str, set[str]]) -> None:
    (figure,) = figures(text)
    assert (figure.counted, figure.role) == counted


FERRY = "How many people died when the Star sank?"


@pytest.mark.parametrize(
    ("told", "given"),
    [
        (
            "The death toll from Friday's sinking of a ferry off the island of Lesser Skarra rose "
            "to at least 17 on Saturday, the Star's owner said.",
            ["at least 17"],
        ),
        ("The final number of dead on the Star stands at 38.", ["38"]),
        ("The Star's official toll was still 17.", ["17"]),
        # Parts, ages and other matters are no tolls.
        ("Eight of the dead of the Star were sailors.", []),
        ("All of the dead of the Star were over 70.", []),
        ("The Star has 9 dead and 134.", ["9"]),
        ("On the Star three people died and dozens are ill.", ["three"]),
        ("The mayor of the Star called on the two bodies to count together.", []),
    ],
)
def test_the_dead_are_told_in_many_ways(told: str, given: list[str]) -> None:
    first = _document("a", ["The Star sank and 14 people died.", "The Star was old."])
    found = _found(FERRY, first, _document("b", [told]))
    others = [text for one in found for text, name in _texts(one) if name == "b"]
    assert others == given


def test_a_question_without_an_event_compares_what_speaks_to_it() -> None:
    first = _document("a", ["The manifest says that 212 people were on board the ferry."])
    second = _document("b", ["The report says that 251 people were aboard the ferry, 11 too many."])
    (found,) = _found("How many people were on board the ferry?", first, second)
    assert (_texts(found), found.relation) == ([("212", "a"), ("251", "b")], "conflict")


def test_a_rival_right_after_is_compared_and_a_stranger_is_not() -> None:
    close = _document(
        "a",
        [
            "On Sunday 5,000 people marched in Dun, the organisers said.",
            "Police estimated the crowd at 3,500.",
            "The town has 90,000 inhabitants.",
        ],
    )
    found = [close[0], *(replace(item, score=0.001) for item in close[1:])]
    (one,) = disagreements("How big was the march in Dun on Sunday?", found)
    assert _texts(one) == [("5,000", "a"), ("3,500", "a")]


def test_the_dead_of_another_year_are_another_matter() -> None:
    now = _document("a", ["The Calder outbreak killed 10 people.", "In 2009 one killed 3 people."])
    also = _document("b", ["The Calder outbreak killed 12 people."])
    (found,) = _found("How many people did the Calder outbreak kill?", now, also)
    assert _texts(found) == [("10", "a"), ("12", "b")]


def test_a_year_after_a_figure_that_limits_something_else_does_not_date_it() -> None:
    held = (
        "The Calder outbreak has killed 10 people in Dun, which has had no clinic since May 2009."
    )
    also = _document("b", ["The Calder outbreak killed 12 people."])
    (found,) = _found("How many people did the Calder outbreak kill?", _document("a", [held]), also)
    assert _texts(found) == [("10", "a"), ("12", "b")]


def test_a_figure_of_what_no_article_is_about_has_to_stand_beside_its_name() -> None:
    town = "The Calder outbreak has killed 10 people, the town said."
    other = "The Calder outbreak has killed 12 people, a doctor said."
    rest = [f"The Calder council met on day {n} and went home again at night." for n in range(9)]
    first = _document("a", [town, *rest, "Mercy Hospital is small."])
    second = _document("b", [other, *rest])
    assert len(_found("How many people did the Calder outbreak kill?", first, second)) == 1
    assert _found("How many people died at Mercy Hospital?", first, second) == ()


ABOVE = "The repair of the Osk bridge will cost $40 million, the mayor said."


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("The engineer said that the sum was 26 million.", ["26 million"]),
        ("Council leader Ann Roe puts it at $31 million.", ["$31 million"]),
        ("Roe spoke of “less than $35 million”.", ["less than $35 million"]),
        ("Roe thought that $35 million would be realistic.", ["$35 million"]),
        ("Roe doubted it. She stood by 35 million.", ["35 million"]),
        ("Roe said that 26 workers were hired.", []),
        ("It has 300 piers. The sum was 26 million.", []),
        ("Roe said that it was 4:47.", []),
    ],
)
def test_a_sum_told_anew_right_after_is_compared(told: str, given: list[str]) -> None:
    around = _document("a", [ABOVE, *re.split(r"(?<=[a-z]\.) ", told)])
    distant = [around[0], *(replace(item, score=1e-6) for item in around[1:])]
    found = disagreements("How much will the repair of the Osk bridge cost?", distant)
    assert [text for one in found for text, _ in _texts(one)][1:] == given


def test_what_a_sentence_without_a_figure_is_about_is_told_after_it() -> None:
    found = _document(
        "a",
        [
            "The number of spoiled ballots is in dispute.",
            "The commission gives it as 46,000.",
            "The League says that it was closer to 52,000.",
            "She counted 412 ballots by hand.",
        ],
    )
    last = replace(found[-1], score=1e-6)
    (one,) = _found("How many ballots were spoiled?", [*found[:-1], last])
    assert _texts(one) == [("46,000", "a"), ("52,000", "a")]


def test_what_another_says_in_the_same_sentence_is_compared() -> None:
    told = "The makers say there are about 3,000 towers; the institute believes there are 5,000."
    (one,) = _found("How many towers are there?", _document("a", [told]))
    assert [text for text, _ in _texts(one)] == ["about 3,000", "5,000"]


def test_times_of_day_are_compared() -> None:
    first = _document("a", ["The order to evacuate Osk was issued at 4:05 p.m., she said."])
    second = _document("b", ["The order to evacuate Osk was issued at 4:05, he said."])
    third = _document("c", ["The order to evacuate Osk was issued at 4.47 pm, it said."])
    question = "At what time was the order to evacuate Osk issued?"
    (same,) = _found(question, first, second)
    (found,) = _found(question, first, second, third)
    assert (same.relation, found.relation) == ("same", "conflict")


@pytest.mark.parametrize(
    "other",
    [
        "The union demands that pay in Osk go up by 11 percent.",
        "In Osk the mayor said that pay would go up, but not by the 11 percent.",
        "Pay at her mill in Osk will go up by 11 percent.",
        "Pay in Lund will go up by 11 percent.",
    ],
)
def test_what_is_wished_denied_or_of_a_part_is_not_compared(other: str) -> None:
    first = _document("a", ["Pay in Osk will go up by 6 percent, the mayor said."])
    second = _document("b", [other])
    assert _found("By what percentage will pay in Osk go up?", first, second) == ()


def test_whose_figures_are_wanted_is_no_word_of_the_matter() -> None:
    question = "How much will it save, in the view of the firm and of the analyst?"
    wanted = asked(question)
    assert wanted is not None
    assert (wanted.terms, wanted.measure) == ({"sav"}, "sav")


@pytest.mark.parametrize(
    ("question", "part", "whole"),
    [
        (
            "How many buses does the city own?",
            "12 of the 60 buses that the city owns are electric.",
            "The city owns 60 buses.",
        ),
        (
            "How many villages are in the valley?",
            "Eleven of the 40 villages in the valley have no doctor.",
            "There are 40 villages in the valley.",
        ),
        (
            "How many schools are there in the district?",
            "Nine of the 40 schools in the district are new.",
            "The district has 40 schools.",
        ),
    ],
)
def test_a_part_is_no_rival_of_the_whole(question: str, part: str, whole: str) -> None:
    for found in _found(question, _document("a.txt", [part]), _document("b.txt", [whole])):
        assert found.relation == "same"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many patients fell ill?", "Eleven of the 1,840 patients fell ill."),
        ("How many buses were burnt?", "Twelve of the 60 buses in the depot were burnt."),
        ("How many teams won a medal?", "Nine of the 30 teams won a medal."),
        ("How many members left the hall?", "Nine of the 30 members left the hall."),
    ],
)
def test_the_whole_is_not_taken_for_the_part(question: str, told: str) -> None:
    part = told.split(maxsplit=1)[0]
    again = f"{part} {' '.join(told.split()[4:])}"
    for found in _found(question, _document("a.txt", [told]), _document("b.txt", [again])):
        assert {f.figure.text for f in found.figures} == {part}


def test_a_part_answers_where_what_is_asked_happened_to_it() -> None:
    (found,) = _found(
        "How many patients suffered liver damage?",
        _document("a.txt", ["Eleven of the 1,840 patients had suffered liver damage."]),
        _document("b.txt", ["In all 33 patients suffered liver damage."]),
    )
    assert [f.figure.text for f in found.figures] == ["Eleven", "33"]


def test_lengths_in_other_units_that_are_equal_are_the_same() -> None:
    (one,), (other,) = figures("It is 1.1 km long."), figures("It is 1,100 metres long.")
    assert in_base_unit(one).number == in_base_unit(other).number == 1100
