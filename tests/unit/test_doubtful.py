"""Figures that no rule ties to the question: which are asked about, and what a yes does."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.vocabulary import Document, Evidence, Sentence
from rag.alike import alike
from rag.asked import asked
from rag.disagreements import Disagreement, disagreements
from rag.doubtful import telling
from rag.eligible import eligible
from rag.figures import figures

COST = "What will it cost to repair the Osk bridge?"
BILL = "The bill for the Osk bridge will come to 240 million dorins, the minister said."
LESS = "The company believes that the bridge can be mended for less than 180 million."


def _evidence(*sentences: str) -> list[Evidence]:
    """Each sentence an article of its own on the Osk bridge's repair, in this order of rank."""
    found = []
    for number, text in enumerate(sentences):
        told = f"{text} The repair of the Osk bridge will cost."
        document = Document(f"{number}.txt", told, f"sha-{number}")
        sentence = Sentence(document.name, 0, 0, len(text), text)
        found.append(Evidence(document, sentence, 0.9 - number * 0.01))
    return found


class _Reader:
    """Chooses by the given log-odds, all others have -9; `told` is what figures' sentences lose.

    A figure is what is asked for by -1 log-odds, or by those of `given`.
    """

    def __init__(
        self,
        chosen: dict[str, float],
        told: dict[str, float] | None = None,
        given: dict[str, float] | None = None,
    ) -> None:
        self._chosen = chosen
        self._told = told or {}
        self._given = given or {}
        self.beside: list[str | None] = []
        self.read: list[str] = []
        self.asked_of: list[str] = []

    def choice(self, article: str, options: Sequence[str]) -> tuple[str, float]:
        assert all(option in article for option in options)
        self.read.append(" | ".join(options))
        best = max(options, key=lambda option: self._chosen.get(option, -9.0))
        return best, self._chosen.get(best, -9.0)

    def answers(self, passage: str) -> float:
        self.asked_of.append(passage)
        return sum(odds for figure, odds in self._told.items() if figure in passage)

    def gives(self, passage: str, other: str | None = None) -> float:
        self.beside.append(other)
        marked = passage.partition("« ")[2].partition(" »")[0]
        return next((odds for figure, odds in self._given.items() if figure in marked), -1.0)


def _shown(found: Sequence[Disagreement]) -> list[list[str]]:
    return [[f.figure.text for f in group.figures] for group in found]


def test_what_the_model_chooses_is_compared() -> None:
    reader = _Reader({"240 million": -0.5, "180 million": -1.0})
    (found,) = disagreements(COST, _evidence(BILL, LESS), reader)
    assert [(f.figure.text, f.document.name) for f in found.figures] == [
        ("240 million", "0.txt"),
        ("less than 180 million", "1.txt"),
    ]
    assert found.relation == "conflict"


def test_what_it_does_not_choose_is_not() -> None:
    assert disagreements(COST, _evidence(BILL, LESS), _Reader({})) == ()
    assert disagreements(COST, _evidence(BILL, LESS)) == ()


def test_the_first_must_be_surer_than_those_alike() -> None:
    evidence = _evidence(BILL, LESS)
    assert disagreements(COST, evidence, _Reader({"240 million": -0.6, "180 million": -0.6})) == ()
    assert disagreements(COST, evidence, _Reader({"240 million": 1.0, "180 million": -1.1})) == ()


def test_how_far_a_sentence_answers_counts_half() -> None:
    evidence = _evidence(BILL, LESS)
    odds = {"240 million": -0.5, "180 million": -2.0}
    assert disagreements(COST, evidence, _Reader(odds)) == ()
    # Too little for the sentence to be told by the figure, 2.0 more log-odds that it answers.
    (found,) = disagreements(COST, evidence, _Reader(odds, {"180 million": 2.0}))
    assert [f.figure.text for f in found.figures] == ["240 million", "less than 180 million"]


def test_a_figure_of_another_size_must_be_surer_than_one_that_is_alike() -> None:
    evidence = _evidence(BILL, "A first estimate was 2 million dorins.")
    odds = {"240 million": 1.0, "2 million": -0.6}
    assert disagreements(COST, evidence, _Reader(odds)) == ()
    found = disagreements(COST, evidence, _Reader(odds | {"2 million": -0.5}))
    assert _shown(found) == [["240 million", "2 million"]]


def test_it_reads_the_best_of_each_article_once() -> None:
    reader = _Reader({})
    evidence = _evidence(
        f"{BILL} A first estimate was 210 million dorins.",
        "The town of Osk has 9,000 people.",
        "A second was over 300 million dorins.",
        "The bridge opened at 9:30.",
    )
    disagreements(COST, evidence, reader)
    assert reader.read == ["240 million | 210 million", "300 million"]


def test_articles_that_surely_answer_are_not_read() -> None:
    reader = _Reader({})
    evidence = _evidence(
        "The quake at the Osk bridge killed 45 people.",
        "The town of Osk mourns 47 people, its mayor said.",
    )
    question = "How many people were killed at the Osk bridge?"
    disagreements(question, evidence, reader)
    assert reader.read == ["47"]


def test_days_and_months_are_read_and_compared() -> None:
    evidence = _evidence(
        "Ostrel learned of the danger at Osk on 26 May, Rourke said.",
        "The board told Ostrel of the danger on 9 February.",
        "It rained at Osk on a Friday in June.",
    )
    question = "When did Ostrel learn of the danger at Osk?"
    (found,) = disagreements(question, evidence, _Reader({"9 February": -0.5, "June": -1.2}))
    assert [f.figure.text for f in found.figures] == ["26 May", "9 February"]
    assert found.relation == "conflict"


@pytest.mark.parametrize(("given", "told"), [(3.1, ["October", "January"]), (2.9, [])])
def test_a_month_that_is_clearly_asked_for_is_told(given: float, told: list[str]) -> None:
    evidence = _evidence(
        "Ostrel learned of the danger at Osk in October.",
        "The board told Ostrel of the danger at Osk in January.",
    )
    question = "When did Ostrel learn of the danger at Osk?"
    wanted = asked(question)
    assert wanted is not None
    reader = _Reader({}, given={"October": given, "January": given})
    found = telling(question, wanted, evidence, reader)
    assert [f.figure.text for f in found] == told


def test_lengths_of_time_in_other_units_are_compared() -> None:
    evidence = _evidence(
        "The repair of the Osk bridge will take 44 days.",
        "Its engineers reckon with seven weeks.",
        "The town will have to wait for 50 days.",
    )
    question = "How long will the repair of the Osk bridge take?"
    (found,) = disagreements(question, evidence, _Reader({"seven weeks": 0.2, "50 days": 0.0}))
    assert [f.figure.text for f in found.figures] == ["44 days", "seven weeks", "50 days"]
    assert found.relation == "conflict"
    same = _evidence("The repair of the Osk bridge will take 49 days.", "It takes seven weeks.")
    (alone,) = disagreements(question, same, _Reader({"seven weeks": 0.0}))
    assert alone.relation == "same"


def test_a_figure_without_which_its_sentence_answers_less_is_told() -> None:
    # -0.58 + 0.12 * log(0.9 / 0.1) - 0.37 + 0.31 * 2.3 is above 0, with 2.2 it is not.
    reader = _Reader({"180 million": -0.5}, {"240 million": 2.3})
    found = disagreements(COST, _evidence(BILL, LESS), reader)
    assert _shown(found) == [["240 million", "less than 180 million"]]
    assert reader.read == ["180 million"]  # the other article has given one
    less = _Reader({"180 million": 1.0}, {"240 million": 2.2})
    assert disagreements(COST, _evidence(BILL, LESS), less) == ()


def test_a_figure_that_is_what_is_asked_for_in_its_sentence_is_told() -> None:
    # -0.58 + 0.12 * log(0.9 / 0.1) + 0.37 * 0.9 is above 0, with 0.8 it is not.
    reader = _Reader({}, given={"240 million": 0.9, "180 million": 0.9})
    found = disagreements(COST, _evidence(BILL, LESS), reader)
    assert _shown(found) == [["240 million", "less than 180 million"]]
    less = _Reader({}, given={"240 million": 0.9, "180 million": 0.8})
    assert disagreements(COST, _evidence(BILL, LESS), less) == ()


def test_it_is_read_beside_the_likeliest_of_another_sentence() -> None:
    reader = _Reader({}, given={"240 million": 3.0})
    disagreements(COST, _evidence(BILL, LESS), reader)
    short = "The bill for the Osk bridge will come to « 240 million » dorins, the minister said."
    assert reader.beside == [None, None, None, short.removeprefix("The bill ")]


def test_without_one_that_is_likely_each_is_read_alone() -> None:
    reader = _Reader({}, given={"240 million": -0.1})
    disagreements(COST, _evidence(BILL, LESS), reader)
    assert reader.beside == [None, None, None, None]


@pytest.mark.parametrize(
    ("counted", "odds", "told"),
    [("households", 1.1, ["250,000"]), ("households", 0.9, []), ("lorries", 1.1, [])],
)
def test_what_the_best_sentence_counts_by_the_noun_asked_for_is_told_where_it_surely_answers(
    counted: str, odds: float, told: list[str]
) -> None:
    question = "How many households sat in the dark at the Osk bridge?"
    wanted = asked(question)
    assert wanted is not None
    found = _evidence(f"The failure at the Osk bridge affected 250,000 {counted}, it said.", BILL)
    reader = _Reader({}, {"failure": odds})
    assert [f.figure.text for f in telling(question, wanted, found, reader)] == told


def test_beside_one_that_is_sure_it_must_be_alike() -> None:
    question = "How many people were killed at the Osk bridge?"
    for other, expected in (("47", [["45", "47"]]), ("900", [])):
        evidence = _evidence(
            "The quake at the Osk bridge killed 45 people.",
            f"The town of Osk mourns {other} people, its mayor said.",
        )
        found = disagreements(question, evidence, _Reader({}, {other: 4.0}))
        assert _shown(found) == expected


def test_two_figures_of_one_article_may_be_told() -> None:
    told = f"{BILL} A first estimate for the Osk bridge was 210 million dorins."
    reader = _Reader({}, {"240 million": 2.3, "210 million": 2.3})
    assert _shown(disagreements(COST, _evidence(told), reader)) == [["240 million", "210 million"]]


def test_nothing_is_weighed_of_what_is_far_behind() -> None:
    reader = _Reader({})
    far = [replace(item, score=1e-4) for item in _evidence(BILL, LESS)]
    disagreements(COST, far, reader)
    # Once for each article that is read; without their figures never.
    assert len(reader.asked_of) == len(reader.read) == 2


@pytest.mark.parametrize(
    ("question", "sentences", "expected"),
    [
        (
            "How heavy was the whale of Osk?",
            ("The whale of Osk was 6 metres long.", "The whale of Osk had 2 tonnes."),
            ["2 tonnes"],
        ),
        (
            "In what year did the ground at Osk open?",
            ("The ground at Osk opened on 2 May.", "The ground at Osk opened in 1931."),
            ["1931"],
        ),
        (
            "When did the ground at Osk open?",
            ("The ground at Osk opened in May.", "The ground at Osk opened in 1931."),
            ["May"],
        ),
        (
            "How many thieves were at Osk?",
            ("Four intruders were at Osk.", "They left Osk with nine bags."),
            ["Four"],
        ),
        (
            "At what altitude were the walkers of Osk found?",
            ("The walkers of Osk sat at 3,040 metres.", "The walkers of Osk sat for 9 hours."),
            ["3,040 metres"],
        ),
        (
            "How many tons of crude does the plant of Osk make?",
            ("The plant of Osk makes 7 million tonnes.", "The plant of Osk is 64 miles off."),
            ["7 million tonnes"],
        ),
        (
            "How expensive is the bridge of Osk?",
            ("The bridge of Osk costs $3 million.", "The bridge of Osk is 3 km long."),
            ["$3 million"],
        ),
    ],
)
def test_what_may_answer(question: str, sentences: Sequence[str], expected: list[str]) -> None:
    wanted = asked(question)
    assert wanted is not None
    evidence = _evidence(*sentences)
    found = eligible(wanted, evidence, {e.document.name: e.document for e in evidence})
    assert [f.figure.text for f in found] == expected


def test_only_articles_with_a_figure_among_the_ten_best_sentences_are_read() -> None:
    for between, expected in ((8, ["240 million", "180 million"]), (9, ["240 million"])):
        reader = _Reader({})
        disagreements(COST, _evidence(BILL, *["The bridge is old."] * between, LESS), reader)
        assert reader.read == expected


def test_no_more_than_six_articles_are_read() -> None:
    reader = _Reader({})
    many = (f"Number {n} said {200 + n} million dorins." for n in range(9))
    disagreements(COST, _evidence(*many), reader)
    assert len(reader.read) == 6


def test_an_article_in_other_words_is_read_where_it_is_among_the_best() -> None:
    evidence = _evidence(BILL, *["The bridge is old."] * 6)
    text = "Tolland speaks of 180 million."
    elsewhere = Document("x.txt", text, "sha-x")
    piece = Evidence(elsewhere, Sentence("x.txt", 0, 0, len(text), text), 0.5)
    shared = f"{text} She knows Ada Osk."
    related = Document("y.txt", shared, "sha-y")
    kin = Evidence(related, Sentence("y.txt", 0, 0, len(text), text), 0.5)
    named = [_named(item) for item in evidence]
    for found, expected in (
        ([*named, kin], ["240 million", "180 million"]),
        ([*named, piece], ["240 million"]),
        ([*named, *named[1:], kin], ["240 million"]),
    ):
        reader = _Reader({})
        disagreements(COST, found, reader)
        assert reader.read == expected


def _named(item: Evidence) -> Evidence:
    """The same piece of an article that names Ada Osk as well."""
    text = f"{item.document.text} Ada Osk agrees."
    return replace(item, document=replace(item.document, text=text))


def test_another_fate_is_not_asked_about() -> None:
    reader = _Reader({})
    evidence = _evidence("The quake at the Osk bridge wounded 45 people.")
    question = "How many people were killed at the Osk bridge?"
    assert disagreements(question, evidence, reader) == ()
    assert reader.read == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("27 percent", "31 percent", True),
        ("27 percent", "3 percent", False),
        ("27 percent", "27 people", False),
        ("27 percent", "a quarter of them", True),
        ("seven minutes", "eleven minutes", True),
        ("seven weeks", "44 days", True),
        ("seven hours", "seven minutes", False),
        ("9:30", "8:10", True),
        ("2 May", "26 May", True),
        ("45 people", "60 travellers", True),
        ("45 people", "60 lorries", False),
        ("45 soldiers", "60 troops", True),
    ],
)
def test_alike(one: str, other: str, *, expected: bool) -> None:
    (first,), (second,) = figures(one), figures(other)
    assert alike(first, second) is expected
