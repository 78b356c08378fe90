"""Whether a figure is asked for, and whether it is that one."""

import pytest

from fakes.telling_reader import TellingReader
from index.vocabulary import Document, Evidence, Sentence
from rag.asked import asked
from rag.relevance import (
    ANOTHER,
    NOT_GIVEN,
    another_figure,
    asks_for_count,
    asks_for_figure,
    asks_who,
    beside_the_figure,
    counts_others,
    figures_surely_asked_for,
    figures_told,
    gives_date,
    gives_measure,
    gives_names,
    gives_place,
)


@pytest.mark.parametrize(
    "question",
    [
        "How many people died?",
        "flood death toll lima",
        "What was the number of wounded?",
        "Which figures are given for the dead?",
        "When did the flood hit Lima?",
        "Is it 40 or 41 people that died?",
        "By how much did shares fall?",
        "What will it cost to repair the spillway?",
        "What are the stolen works worth?",
        "How full was the reservoir?",
        "How did the reward for the pictures change?",
        "How did the number of dead grow?",
        "What was Alder's revenue in May?",
        "On what day did Alder cut its forecast?",
        "In which month was the toll highest?",
        "Give all the figures for the dead.",
        "Name the latest death toll.",
        "List how many died in each town.",
        "What will the merger save each year?",
        "What total had donors promised by the end?",
        "Whose estimate of the North Korean force is the highest?",
        "By what hour must he be indoors?",
        "Which hour was it?",
    ],
)
def test_these_ask_for_a_figure(question: str) -> None:
    assert asks_for_figure(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who put the losses down to bad maps?",
        "What explanations are given for such high casualties?",
        "Which agency do the figures come from?",
        "Why did the death toll rise?",
        "Name the two shortcomings that both see behind the losses.",
        "How did relations with Lima change?",
        "How did the thieves move the reward posters?",
        "What did the minister say about the cost of repairs?",
        "Where was the number of wounded published?",
        "What did the mayor say about the casualties?",
        "In which town was the toll highest?",
        "What was said on the day of the vote?",
        "What day trips does the firm offer?",
        "What hour-long film was shown?",
        "Which day care centre was closed?",
        "What is Ann's price for peace?",
        "What was Ann's reward for the help?",
        "What did the crew do to save the ship?",
    ],
)
def test_these_only_speak_of_one(question: str) -> None:
    assert not asks_for_figure(question)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many soldiers were wounded?", "300 soldiers were killed.", False),
        ("How many soldiers were wounded?", "2,700 soldiers were wounded.", True),
        ("How many soldiers were wounded?", "300 died and 2,700 were wounded.", True),
        ("How many soldiers were wounded?", "The number is unclear.", True),
        ("How many soldiers were wounded?", "Soldiers were wounded.", False),
        ("Who was wounded?", "300 soldiers were killed.", True),
        ("How many employees joined the strike?", "Its 9,000 members have not joined it.", False),
        ("How many have not joined the strike?", "Its 9,000 members have not joined it.", True),
        ("How many members does it have?", "Its 9,000 members have not joined it.", True),
        ("How many judges sit on the court?", "There are nine judges.", True),
        ("How quickly was the brigade there?", "The fire broke out at 8:30 p.m.", False),
        ("How quickly was the brigade there?", "It came within eleven minutes.", True),
    ],
)
def test_a_true_figure_may_still_be_another(question: str, text: str, expected: bool) -> None:
    assert (another_figure(question, text, []) is None) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who says the loss comes to 23 million?", None),
        ("Who worked out that just 23 million of the total is gone?", None),
        (
            "Who says that 23 million soldiers are gone?",
            "the cited sentences are not about the figure in the question: 23 million",
        ),
    ],
)
def test_a_question_may_leave_out_the_currency(question: str, expected: str | None) -> None:
    assert beside_the_figure(question, ["Lee puts the loss at 23 million euros."]) == expected


def test_a_date_is_no_count() -> None:
    assert asks_for_count("How many people died in Lima?")
    assert not asks_for_count("When did the flood hit Lima?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Who said more than 1,000 soldiers died?",
            "the cited sentences are not about the figure in the question: more than 1,000",
        ),
        ("Who said around 300 soldiers died?", None),
        ("Who said that soldiers died?", None),
        ("Who said it in 2024?", None),
    ],
)
def test_the_figure_that_is_asked_about_stands_in_the_evidence(
    question: str, expected: str | None
) -> None:
    assert beside_the_figure(question, ["Lee said around 300 soldiers died."]) == expected


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many people died when the Star sank?", ("count",)),
        ("When did the Star sink?", ("date", "time")),
        ("In what year did the Star sink?", ("date",)),
        ("How full was the reservoir when the dam broke?", ("measure", "percent", "fraction")),
        ("How far did the fire get?", ("measure", "duration")),
        ("How high will the firm's net debt be?", ("money",)),
        ("What was said when the Star sank?", None),
        ("How many people lost their homes in that year?", ("count",)),
        ("How many times did the union complain?", ("multiple", "count")),
        ("How many days did it last?", ("duration",)),
        ("How much is the deal worth in percent?", ("percent", "fraction")),
        ("How much did the strike cost the company?", ("money",)),
        ("How much time did the raid on the ship take?", ("duration",)),
        ("How much longer will it take?", ("duration",)),
        ("How many lives did the flood claim?", ("count",)),
        ("What will it save each year?", ("money", "percent", "count", "measure", "fraction")),
        ("What did they do to save it?", None),
        ("What does the tunnel cost a year?", ("money",)),
        ("How large an area was on fire?", ("measure",)),
        ("Between what hours is it closed?", ("time", "duration")),
        ("By what hour must he be indoors?", ("time",)),
        ("What total was promised?", ("money", "percent", "count", "measure", "fraction")),
        ("What total of dead did Lee give?", ("count",)),
        ("What totals for the killed are given?", ("count",)),
        ("Over what period is the sum paid?", ("duration", "date")),
        ("In what span of time was it built?", ("duration", "date")),
        ("In which period was it built?", None),
        ("What volume was spilt?", ("money", "percent", "count", "measure", "fraction")),
        ("What does Osk pay per tonne?", ("money",)),
        ("What did Osk have to pay for the defect?", None),
    ],
)
def test_the_kind_of_figure_that_is_asked_for(question: str, kinds: tuple[str, ...] | None) -> None:
    wanted = asked(question)
    assert (wanted.kinds if wanted else None) == kinds


@pytest.mark.parametrize(
    ("question", "noun", "role"),
    [
        ("How many lives did the flood claim?", "people", "killed"),
        ("How many lives were lost in the fire?", "people", "killed"),
        ("How many sailors lost their lives?", "sailor", "killed"),
        ("How many lives did the vaccine save?", "life", "rescued"),
    ],
)
def test_lives_that_are_lost_are_people_killed(question: str, noun: str, role: str) -> None:
    wanted = asked(question)
    assert wanted is not None
    assert (wanted.noun, wanted.roles) == (noun, (frozenset((role,)),))


def test_how_long_a_report_is_may_be_told_in_pages() -> None:
    assert gives_measure("How long is the report?", "The report is 212 pages long.")
    assert not gives_measure("How long is the report?", "The report names 212 people.")


def test_a_measure_has_to_be_given() -> None:
    assert another_figure("How old is Ann Lee?", "Ann Lee leads the union.", ()) == NOT_GIVEN
    assert another_figure("How old is Ann Lee?", "Ann Lee is 41 years old.", ()) is None
    assert another_figure("How old is Ann Lee?", "Ann Lee's age is not known.", ()) is None


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("How have insurance costs changed since Monday?", "Premiums have tripled.", True),
        ("How did the price change?", "It rose by 40 percent.", True),
        ("How did the price change?", "It is four times what it was.", True),
        ("How did the price change?", "Traders were surprised.", False),
        ("How high is the price?", "It rose by 40 percent.", False),
        ("What is the price?", "It has tripled.", False),
    ],
)
def test_a_change_is_told_by_its_share(question: str, text: str, given: bool) -> None:
    assert gives_measure(question, text) == given


def test_a_sum_in_a_currency_that_nobody_knows_is_one_where_it_is_paid() -> None:
    question = "How much did the campaign spend?"
    assert gives_measure(question, "It spent 4.1 million florins.")
    assert gives_measure(question, "It paid 900 crowns.")
    assert not gives_measure(question, "Two breweries changed to cans.")
    assert not gives_measure(question, "It paid 30 workers.")


def test_names_that_are_asked_for_have_to_be_given() -> None:
    question = "What are the names of the two teenagers?"
    assert not gives_names(question, "The two teenagers have been released.")
    assert gives_names(question, "The teenagers, Ann Roe and Bo Lund, have been released.")
    assert gives_names("Who are the two teenagers?", "The two teenagers have been released.")
    called = "What is the firm called whose head is accused?"
    assert not gives_names(called, "It is the head of a firm that did repairs.")
    assert gives_names(called, "The head of Voltan, a firm that did repairs, is accused.")


def test_a_figure_in_a_question_is_the_one_that_is_hedged_in_the_source() -> None:
    question = "Where does the estimate of 45,000 casualties come from?"
    assert beside_the_figure(question, ["The ministry counted over 45,000 casualties."]) is None
    assert beside_the_figure(question, ["The ministry counted over 46,000 casualties."])


def test_of_two_figures_between_which_it_is_asked_either_will_do() -> None:
    question = "Is it 40 or 41 people that died, and who says which?"
    assert beside_the_figure(question, ["Lee counted 41 dead."]) is None
    assert beside_the_figure(question, ["The ministry counted 40 dead."]) is None
    assert beside_the_figure(question, ["Lee counted 42 dead."]) == (
        "the cited sentences are not about the figure in the question: 40 or 41"
    )


def test_the_whole_is_no_answer_where_a_part_is_asked_for() -> None:
    text = "The ministry counted over 45,000 casualties in November."
    given = [Evidence(Document("a", text, "sha"), Sentence("a", 0, 0, len(text), text), 1.0)]
    assert figures_surely_asked_for("How many of the 45,000 casualties were deaths?", given) == ()
    assert figures_surely_asked_for("How many casualties were there?", given) != ()

    assert (
        figures_told(
            "How many of the 45,000 casualties were deaths?", given, TellingReader("45,000")
        )
        == ()
    )
    (told,) = figures_told("How many casualties were there?", given, TellingReader("45,000"))
    assert told.figure.text == "over 45,000"
    assert figures_told("How many casualties were there?", given, None) == ()


def test_a_count_that_a_question_speaks_of_may_not_be_of_others() -> None:
    question = "What did Lee say about the number of Russian dead?"
    assert another_figure(question, "Lee said 300 North Korean soldiers died.", ()) == ANOTHER
    assert another_figure(question, "Lee said 300 Russian soldiers died.", ()) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was a ransom paid?", "No ransom was paid."),
        ("Has the compensation been paid?", "The compensation has not been paid."),
        ("What did the loan pay for?", "The loan paid for a new bridge."),
        ("What is the bill called?", "The bill is called the Clean Air Act."),
        ("What is the fee for?", "The fee is for parking."),
        ("How many people were hurt?", "There were no injuries."),
        ("How long has Lee been mayor?", "Lee has been mayor since 2014."),
        ("What time did the fire start?", "The fire started at dawn."),
        ("How old is the church?", "The church was built in 1840."),
        ("By what percentage did sales fall?", "Sales halved."),
    ],
)
def test_a_sum_in_a_question_is_not_always_asked_for(question: str, text: str) -> None:
    assert another_figure(question, text, ()) is None


def test_how_big_a_loan_asks_for_a_sum() -> None:
    assert another_figure("How big was the loan?", "Eleven of them left.", ()) == NOT_GIVEN
    assert another_figure("How big was the loan?", "The loan was 3 million marks.", ()) is None


def test_a_bare_toll_may_be_of_the_wounded_as_well() -> None:
    text = "London estimated 45,000 Russian casualties in November."
    asked_why = "To what does London put down the monthly {}toll of Moscow's forces?"
    assert another_figure(asked_why.format(""), text, ()) is None
    assert another_figure(asked_why.format("death "), text, ()) == ANOTHER


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("When did the museum reopen?", "It opened its doors on Thursday.", True),
        ("When did the museum reopen?", "It opened its doors again.", False),
        ("Who reopened the museum?", "It opened its doors on Thursday.", False),
    ],
)
def test_a_date_where_it_is_asked_when(question: str, text: str, *, expected: bool) -> None:
    assert gives_date(question, text) is expected


def test_of_another_month_is_another_figure() -> None:
    text = "The ministry estimated that there were over 45,000 Russian casualties in November."
    question = "How many Russian casualties did the ministry estimate for {}?"
    assert another_figure(question.format("December"), text, ()) == ANOTHER
    assert another_figure(question.format("November"), text, ()) is None
    assert another_figure(question.format("November 2024"), text, ()) is None
    assert another_figure("How many Russian casualties were there since August?", text, ()) is None
    assert another_figure("How many Russian casualties were there in a week?", text, ()) is None


@pytest.mark.parametrize(
    ("question", "text", "gives"),
    [
        ("In which city did Lee meet Kirk?", "Lee met Kirk late in 2023, in Russia.", False),
        ("In which city did Lee meet Kirk?", "Lee met Kirk in Vladivostok.", True),
        ("What old port was the film shot in?", "The film shows two men.", False),
        ("Which town did the flood hit?", "It hit the school.", True),
        ("Where did they meet?", "They met at dawn.", True),
    ],
)
def test_a_town_asked_for_has_to_be_named(question: str, text: str, *, gives: bool) -> None:
    assert gives_place(question, text) is gives


@pytest.mark.parametrize(
    ("question", "text", "others"),
    [
        ("How many planes were sent elsewhere?", "101 drones were intercepted.", True),
        ("How many planes were sent elsewhere?", "101 drones met 27 planes.", False),
        ("How many homes burned?", "40 houses burned.", False),
        ("How many soilders died?", "300 soldiers died.", False),
        ("How many pairs were sold?", "It sold 190,000.", False),
        ("How much did the planes cost?", "101 drones were intercepted.", False),
    ],
)
def test_what_has_another_name_is_counted(question: str, text: str, *, others: bool) -> None:
    assert counts_others(question, text) is others


def test_what_stands_before_a_question_asks_nothing() -> None:
    assert not asks_for_figure("The lawmaker and the researcher: how did each get at an estimate?")
    assert asks_for_figure("The lawmaker and the researcher: how many did each count?")
    assert asks_who("In the unrest of 2015, who was hurt?")
    assert not asks_who("In the unrest of 2015, how many were hurt?")


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("It can process 7.2 million tonnes of crude a year.", True),
        ("Some 500 kg leaked.", True),
        ("It handles around 150,000 barrels a day.", False),
        ("The plant lies about 640 kilometres away.", False),
    ],
)
def test_in_tonnes_is_asked_for_a_weight(text: str, *, gives: bool) -> None:
    assert gives_measure("How many tonnes of oil can the plant refine?", text) is gives
