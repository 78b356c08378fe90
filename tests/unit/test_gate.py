"""What may be said."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fakes.fake_generator import FakeGenerator
from fakes.made_sources import evidence, sources
from rag.entailment import Entailment
from rag.gate import Gate, new_words
from rag.generator import Prompt
from rag.passages import source
from rag.vocabulary import Statement, Withheld

TEXTS = (
    "South Korean lawmaker Lee Seong-kweun said around 300 North Korean soldiers were killed.",
    "About 2,700 were wounded, he said.",
    "Neither Moscow nor Pyongyang has acknowledged the deployment.",
    "Ukrainian President Volodymyr Zelensky said the captives could be exchanged.",
    "Kirby called the attacks “human wave tactics” that were ineffective.",
)
SOURCES = sources(*TEXTS)


def admitted(text: str, cited: tuple[int, ...] = (), question: str = "What happened?") -> str:
    decided = Gate().admit(question, text, [SOURCES[n] for n in cited], SOURCES)
    if isinstance(decided, Withheld):
        return decided.reason
    return " ".join(str(c.sentence.position) for c in decided.citations)


@pytest.mark.parametrize(
    ("text", "cited", "expected"),
    [
        ("Around 300 North Korean soldiers were killed, Lee Seong-kweun said.", (0,), "0"),
        ("Zelenskyy said the captives could be exchanged.", (3,), "3"),
        ("The attacks were “human wave tactics”, Kirby said.", (4,), "4"),
    ],
)
def test_what_the_sources_say_is_admitted(text: str, cited: tuple[int, ...], expected: str) -> None:
    assert admitted(text, cited) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Around 400 North Korean soldiers were killed.",
            "number not in the cited sentences: Around 400",
        ),
        ("Kirby called the attacks “human shield tactics”.", "quoted words not in the cited"),
        (
            "Blinken said the captives could be exchanged.",
            "name not in the cited sentences: Blinken",
        ),
        ("Moscow and Pyongyang have acknowledged the deployment.", "the cited sentences deny this"),
        (
            "Zelensky said that around 300 North Korean soldiers were killed.",
            "the sources give this figure to another speaker: around 300",
        ),
        ("Snow fell on the harvest in spring.", "the cited sentences do not say this"),
    ],
)
def test_what_they_do_not_say_is_withheld_with_the_reason(text: str, reason: str) -> None:
    assert reason in admitted(text, (0, 2, 3, 4))


def test_a_wrong_citation_is_repaired_from_the_evidence() -> None:
    assert admitted("Around 300 North Korean soldiers were killed.", (4,)) == "0"


def test_a_citation_that_adds_nothing_is_dropped() -> None:
    assert admitted("Around 300 North Korean soldiers were killed.", (0, 2)) == "0"


def test_a_source_with_another_figure_is_no_footnote() -> None:
    best = "Approximately 300 soldiers have died in the war."
    cited = sources("Over 300 soldiers have died.", best)
    text = "In the war approximately 300 soldiers have died."
    decided = Gate().admit("What happened?", text, cited, cited)
    assert isinstance(decided, Statement)
    assert [c.sentence.text for c in decided.citations] == [best]


@pytest.mark.parametrize(
    ("question", "text", "odds", "passes"),
    [
        ("How many graves turned up on the building site?", "43 graves turned up.", 1.1, True),
        ("How many graves turned up on the building site?", "43 graves turned up.", 0.9, False),
        ("How many graves were found?", "43 graves turned up.", 1.1, False),
        ("How did 43 graves turn up?", "43 graves turned up.", 9.0, False),
        ("Who says 43 graves turned up?", "43 graves turned up.", 9.0, False),
    ],
)
def test_what_is_asked_may_be_asked_in_words_that_its_answer_lacks(
    question: str, text: str, odds: float, *, passes: bool
) -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return odds

    given = sources("Archaeologists came across a burial ground with 43 graves.")
    gate = Gate(Entailment(FakeGenerator(margin=-9.0), 0.0, Answers()))
    assert isinstance(gate.admit(question, text, given, given), Statement) is passes


def test_what_answers_must_have_the_rest_of_what_is_said() -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return 9.0

    found, rain = (
        sources("They came across 43 graves.")[0],
        sources("Rain fell on the burial ground.")[0],
    )
    gate = Gate(Entailment(FakeGenerator(margin=-9.0), 0.0, Answers()))
    question = "How many graves turned up?"
    for text, kind in (
        ("43 graves turned up.", Statement),
        ("43 graves turned up as rain fell on the burial ground.", Withheld),
    ):
        assert type(gate.admit(question, text, [found, rain], [found, rain])) is kind


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        (
            "How many people were on the ferry?",
            "At least five people were on the ferry.",
            "the sources say killed of these: At least five",
        ),
        ("How many died on the ferry?", "At least five people.", None),
        ("What happened on the ferry?", "At least five people were killed on the ferry.", None),
    ],
)
def test_those_who_were_killed_are_not_all(question: str, text: str, reason: str | None) -> None:
    given = sources("At least five people were killed on the ferry.")
    decided = Gate().admit(question, text, given, given)
    assert (decided.reason if isinstance(decided, Withheld) else None) == reason


def test_what_something_is_called_is_a_name() -> None:
    given = sources("Three are accused, among them the head of a firm that did repairs.")
    text = "The firm whose head is accused is a firm that did repairs."
    decided = Gate().admit("What is the firm called whose head is accused?", text, given, given)
    assert decided == Withheld(text, "it does not say the name")


def test_of_several_a_figure_is_of_the_one_named_last() -> None:
    first = "The DLF reached a deal."
    second = "It provides for a pay rise of 6 percent, but leaves hours unchanged."
    (rise,) = [replace(s, before=(first,)) for s in sources(second)]
    (other,) = sources("The URT has reached an agreement on pay.")
    for text, reason in (
        ("The DLF's deal provides for a pay rise of 6 percent.", None),
        (
            "The URT's deal provides for a pay rise of 6 percent, while the DLF's leaves hours.",
            "the sources do not give this figure for URT: 6 percent",
        ),
    ):
        decided = Gate().admit("How do the deals differ?", text, [rise, other], [rise, other])
        assert (decided.reason if isinstance(decided, Withheld) else None) == reason


def test_a_true_figure_for_another_fate_is_withheld() -> None:
    question = "How many North Korean soldiers were wounded?"
    text = "Around 300 North Korean soldiers were killed."
    assert admitted(text, (0,), question) == "the figure is not the one that was asked for"


def test_the_judge_decides_on_a_word_that_the_sources_lack() -> None:
    text = "Around 300 North Korean soldiers were tragically killed."
    for margin, kind in ((0.1, Statement), (-0.1, Withheld)):
        gate = Gate(Entailment(FakeGenerator(margin=margin), 0.0))
        assert type(gate.admit("How many died?", text, SOURCES[:1], SOURCES)) is kind


def test_two_words_that_the_sources_lack_are_too_many_for_any_judge() -> None:
    gate = Gate(Entailment(FakeGenerator(margin=9.0), 0.0))
    text = "Around 300 North Korean soldiers were tragically killed yesterday morning."
    decided = gate.admit("How many died?", text, SOURCES[:1], SOURCES)
    assert isinstance(decided, Withheld)
    assert decided.reason == (
        "the cited sentences do not bear this out: tragically, yesterday, morning"
    )


def test_without_a_judge_only_the_sources_own_words_pass() -> None:
    text = "Around 300 North Korean soldiers were killed"
    question = "How many died?"
    assert isinstance(Gate().admit(question, f"{text}.", SOURCES[:1], SOURCES), Statement)
    assert isinstance(Gate().admit(question, f"{text} sadly.", SOURCES[:1], SOURCES), Withheld)


def test_a_sentence_rests_on_one_of_the_best() -> None:
    text = "Around 300 North Korean soldiers were killed."
    best = frozenset({SOURCES[2].citation.sentence})
    decided = Gate().admit("How many died?", text, SOURCES[:1], SOURCES[:1], best)
    assert decided == Withheld(text, "it rests on sentences that answer another question")


def test_a_sentence_about_the_other_half_of_its_source_is_withheld() -> None:
    cited = sources("Two ships sank in the harbour, and the mayor opened a new school.")
    decided = Gate().admit(
        "Which ships sank in the harbour?", "The mayor opened a new school.", cited, cited
    )
    assert isinstance(decided, Withheld)
    assert decided.reason == "it leaves out what is asked about: ships, sank, harbour"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Alder had to pay a fine for reporting the brake defect late.",
         "it leaves out what is asked about: airbag"),
        ("Alder had to pay a fine for reporting the airbag defect late.", None),
        ("Alder had to pay a fine for reporting the defect late.", None),
    ],
)  # fmt: skip
def test_what_stands_before_a_source_takes_no_place_of_what_is_asked(
    text: str, reason: str | None
) -> None:
    given = sources(
        "Alder wants its cars back for a brake defect.",
        "For its airbag it had to pay a fine, for reporting the defect late.",
    )
    decided = Gate().admit("What did Alder have to pay for the airbag?", text, given[1:], given)
    assert (decided.reason if isinstance(decided, Withheld) else None) == reason


def test_a_name_of_one_source_is_not_put_to_what_another_says() -> None:
    said, other = (
        evidence("a.txt", "The mayor, Nadia Corrigo, has opened 14 libraries at night."),
        (evidence("b.txt", "In Torralba 300,000 homes lost electricity.")),
    )
    given = [source(said), source(other)]
    text = "The mayor of Torralba, Nadia Corrigo, has opened 14 libraries at night."
    decided = Gate().admit("What has the mayor of Torralba done?", text, given, given)
    assert isinstance(decided, Withheld)
    assert decided.reason == "no one source says this of Torralba"


def test_what_something_is_called_has_to_be_called_so_whatever_the_judge_says() -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return 9.0

    given = sources("The police took the master of the Baltara, Giorgi Antidse, ashore.")
    gate = Gate(Entailment(FakeGenerator(margin=-9.0), 0.0, Answers()))
    text = "The officer of the Baltara is Giorgi Antidse."
    decided = gate.admit("What is the name of the Baltara's officer?", text, given, given)
    assert isinstance(decided, Withheld)
    assert decided.reason == "the cited sentences do not bear this out: officer"


def test_what_is_beside_a_place_is_not_in_it() -> None:
    given = sources("The retired nurse thought of the wall by the bakery.")
    text = "The retired nurse thought of the wall in the bakery."
    decided = Gate().admit("What did the nurse think of?", text, given, given)
    assert isinstance(decided, Withheld)
    assert decided.reason == "the sources say beside it, not in it: bakery"


def test_a_name_stands_for_what_its_article_calls_it() -> None:
    texts = ("Jonas Petrie, a 34-year-old bus driver, got a card of thanks.",)
    text = "Jonas Petrie got a card of thanks."
    question = "What did the bus driver get?"
    decided = Gate().admit(question, text, sources(*texts), sources(*texts))
    assert isinstance(decided, Statement)


WHO = (
    "A prison, in her words, is a village.",
    "A guard was asleep.",
    "A guard was asleep, an officer said.",
    "The ruling party won the vote.",
    "It was the car of the mayor.",
    "It is unclear who started the fire.",
    "Lee was killed by a soldier.",
    "Two former clerks accused Lee of fraud.",
    "His brother found the body.",
)


@pytest.mark.parametrize(
    ("question", "said", "reason"),
    [
        ("Who compared a prison to a village?", 0, "it does not say who"),
        ("According to whom was a guard asleep?", 1, "it does not say who"),
        ("According to whom was a guard asleep?", 2, None),
        ("Who won the vote?", 3, None),
        ("Whose car was it?", 4, None),
        ("Who started the fire?", 5, None),
        ("By whom was Lee killed?", 6, None),
        ("Who accused Lee of fraud?", 7, None),
        ("Who found the body?", 8, None),
        ("What is a prison?", 0, None),
    ],
)
def test_who_is_not_answered_by_a_pronoun(question: str, said: int, reason: str | None) -> None:
    evidence = sources(*WHO)
    decided = Gate().admit(question, WHO[said], [evidence[said]], evidence)
    assert (decided.reason if isinstance(decided, Withheld) else None) == reason


def test_a_question_put_to_one_speaker_is_not_answered_by_another() -> None:
    cited = sources("Ann Lee said the harbour was closed.")
    text = "The harbour was closed, Ann Lee said."
    decided = Gate().admit("What did Bob Kirk say about the harbour?", text, cited, cited)
    assert decided == Withheld(text, "the cited sentences do not have Bob Kirk say this")
    assert isinstance(Gate().admit("What did Ann Lee say?", text, cited, cited), Statement)


def test_an_age_is_told_without_years_or_old() -> None:
    cited = sources("Mr Hardy, 89, is a keen historian.")
    assert new_words("Robert Hardy is 89 years old.", cited) == ()
    assert new_words("Robert Hardy has been married 89 years.", cited) == ("married", "years")


def test_letters_glued_to_digits_and_number_words_are_no_new_words() -> None:
    cited = sources("Ann Lee starts 17th at 8pm, 70ft from 5 others.")
    assert new_words("Ann Lee starts 17th at 8pm, 70ft from five others.", cited) == ()


def test_a_sentence_with_a_foreign_figure_in_a_place_of_its_source_is_withheld() -> None:
    cited = sources("Surveys say 99% of people have heard of it, but 16% understand it.")
    text = "Surveys say 16% of people have heard of it, but 99% understand it."
    decided = Gate().admit("What happened?", text, cited, cited)
    assert decided == Withheld(text, "where the sources say “99” it says “16”")


def test_a_figure_of_one_source_and_a_name_of_another_make_no_sentence() -> None:
    given = sources(
        "Rain fell on the harbour all night.",
        "The hospital treated 83 people and four of them died there.",
        "Nobody slept much.",
        "It rained again.",
        "The smaller Mercy Hospital had no beds left.",
    )
    decided = Gate().admit(
        "What happened at Mercy Hospital?",
        "At the smaller Mercy Hospital four people died.",
        [given[1], given[4]],
        given,
    )
    assert isinstance(decided, Withheld)
    assert decided.reason == "the sources do not give this figure for Mercy Hospital: four"


def test_a_capital_may_stand_for_its_state_but_is_no_place_there() -> None:
    given = sources("North Korean soldiers were killed in a battle.")
    question = "What happened to Pyongyang's soldiers?"
    said = Gate().admit(question, "Pyongyang's soldiers were killed in a battle.", given, given)
    assert isinstance(said, Statement)
    placed = Gate().admit(question, "Soldiers were killed in Pyongyang.", given, given)
    assert isinstance(placed, Withheld)
    assert placed.reason == "name not in the cited sentences: Pyongyang"


HOTEL = (
    "The bacteria were found in the Hotel Mirabel.",
    "The pond was dirty.",
    "Nobody had looked.",
    "The hotel, which has 140 rooms, is closed.",
)


@pytest.mark.parametrize("other", ["", "The Hotel Astor stands beside it."])
def test_the_one_hotel_that_an_article_has_named_is_the_hotel(other: str) -> None:
    given = sources(other or HOTEL[1], *HOTEL)
    decided = Gate().admit("", "The Hotel Mirabel has 140 rooms.", [given[4]], given)
    assert isinstance(decided, Withheld) is bool(other)


def test_a_hotel_named_later_is_not_yet_the_hotel() -> None:
    given = sources(*reversed(HOTEL))
    decided = Gate().admit("", "The Hotel Mirabel has 140 rooms.", [given[0]], given)
    assert isinstance(decided, Withheld)


def test_a_figure_of_one_source_and_the_rest_of_another_make_no_sentence() -> None:
    given = sources(
        "The order to leave had come eighty minutes after his request.",
        "Rain put the blaze out after eleven days.",
    )
    text = "The order to leave came eleven days after his request."
    decided = Gate().admit("How long after his request was it given?", text, given, given)
    assert decided == Withheld(text, "no one source says this of the figure: eleven days")


def test_anothers_profit_is_not_what_is_asked_for() -> None:
    given = sources(
        "Kelmoor cut its forecast on Thursday.",
        "Kelmoor expects less revenue.",
        "Net profit was $410 million.",
        "Without the takeover of Tessaro, profit would have been $465 million.",
    )
    for one in given[2:]:
        assert isinstance(
            Gate().admit("What was Tessaro's net profit?", one.text, [one], given), Withheld
        )
        own = Gate().admit("What was Kelmoor's net profit?", one.text, [one], given)
        assert isinstance(own, Statement)


SPANS = sources(
    "Over 1,500 soldiers are wounded or killed each day, and 300 died in the past week."
)


@pytest.mark.parametrize(
    ("text", "admitted"),
    [
        ("Over 1,500 soldiers are wounded or killed each day.", True),
        ("Each day over 1,500 soldiers are wounded or killed.", True),
        ("Over 1,500 soldiers are wounded or killed.", False),
        ("Over 1,500 soldiers are wounded or killed in November.", False),
        ("300 died in the past week.", True),
        ("300 died in the past month.", False),
        ("300 died.", True),
    ],
)
def test_a_figure_stays_with_its_span_of_time(text: str, admitted: bool) -> None:
    decided = Gate().admit("", text, SPANS, SPANS)
    assert isinstance(decided, Statement) is admitted


@pytest.mark.parametrize("hedge", ["About", "At least", "Nearly", "Over"])
def test_a_hedge_may_not_be_dropped(hedge: str) -> None:
    given = sources(f"{hedge} 300 soldiers died.")
    text = "300 soldiers died."
    decided = Gate().admit("", text, given, given)
    assert decided == Withheld(text, f"the sources say “{hedge} 300”, not “300”: 300")


def test_visits_to_polling_stations_are_no_observers() -> None:
    given = sources("The mission of Haruko Lindqvist visited 310 polling stations.")
    text = "The mission of Haruko Lindqvist had 310 observers."
    decided = Gate().admit("", text, given, given)
    reason = "the sources give this figure for something else: 310"
    assert decided == Withheld(text, reason)


def test_people_driven_from_their_homes_are_no_homes() -> None:
    given = sources("About 6,000 people have been driven from their homes by the burning ridge.")
    text = "The ridge burned about 6,000 homes."
    decided = Gate().admit("", text, given, given)
    reason = "the sources give this figure for something else: about 6,000"
    assert decided == Withheld(text, reason)


def test_what_one_firm_lost_is_not_the_other_firms() -> None:
    given = sources(
        "The carmaker Orlo stopped a line.",
        "Brenholt said that it had lost 24 million marks since the strike began.",
    )
    text = "The strike cost the carmaker Orlo 24 million marks."
    decided = Gate().admit("", text, [given[1]], given)
    assert decided == Withheld(text, "the sources do not give this figure for Orlo: 24 million")


def test_what_a_why_takes_for_granted_needs_a_source_whatever_the_judge_says() -> None:
    given = sources("Bastian Orle said that running away does not clean a drain.")
    text = "Bastian Orle resigned because running away does not clean a drain."
    judge = Entailment(FakeGenerator(margin=9.0), 0.0)
    reason = "the cited sentences do not bear this out: resigned"
    decided = Gate(judge).admit("Why did Bastian Orle resign?", text, given, given)
    assert decided == Withheld(text, reason)


@pytest.mark.parametrize(
    ("margin", "best"),
    [(-0.8, 0), (-1.0, None)],
)
def test_a_quotation_that_is_denied_outright_stands_for_nothing(
    margin: float, best: int | None
) -> None:
    entailment = Entailment(FakeGenerator("", margin), 0.0)
    assert Gate(entailment).best_said("Who left?", ["Lee left.", "Roe left."]) == best


def test_the_passage_that_says_it_best_is_the_one_the_model_is_surest_of() -> None:
    class Weighing(FakeGenerator):
        def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
            self.prompts.append(prompt)
            return [0.5 if "Roe" in prompt.task else 0.1, 0.0]

    generator = Weighing()
    gate = Gate(Entailment(generator, 0.0))
    assert gate.best_said("Who left?", ["Lee left.", "Roe left."]) == 1
    assert gate.best_said("Who left?", ["Lee left."]) == 0
    assert len(generator.prompts) == 2  # what was asked before is remembered
    assert Gate().best_said("Who left?", ["Lee left.", "Roe left."]) == 0


@pytest.mark.parametrize(
    ("question", "margin", "withheld"),
    [
        ("What did Roe say about the exchange of prisoners?", -1.3, True),
        ("What did Roe say about the exchange of prisoners?", -1.1, False),
        ("What did Roe say about the attacks on hopeless targets?", -1.3, False),
    ],
)
def test_a_sentence_in_quite_other_words_than_its_question_has_to_answer_it(
    question: str, margin: float, *, withheld: bool
) -> None:
    given = sources("Roe said that the attacks were hopeless.")
    decided = Gate(Entailment(FakeGenerator("", margin), 0.0)).admit(
        question, given[0].text, given, given
    )
    if withheld:
        assert decided == Withheld(given[0].text, "it does not say what is asked")
    else:
        assert decided == Statement(given[0].text, (given[0].citation,))


@pytest.mark.parametrize(("odds", "passes"), [(-4.6, False), (-4.4, True)])
def test_a_true_sentence_that_hardly_answers_is_withheld(odds: float, *, passes: bool) -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return odds

    (given,) = sources("Around 300 soldiers were killed in Kursk.")
    gate = Gate(Entailment(FakeGenerator(margin=9.0), 0.0, Answers()))
    decided = gate.admit("Who killed soldiers in Kursk?", given.text, [given], [given])
    assert isinstance(decided, Statement) is passes
    if not passes:
        assert decided == Withheld(given.text, "it does not say what is asked")


@pytest.mark.parametrize(("before", "passes"), [(("It rained in Kursk.",), True), ((), False)])
def test_a_sentence_answers_as_what_it_cites_does_with_what_stands_before(
    before: tuple[str, ...], *, passes: bool
) -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return 2.0 if passage.startswith("It rained in Kursk.") else -5.0

    (given,) = sources("The police put the crowd at 30,000.")
    given = replace(given, before=before)
    gate = Gate(Entailment(FakeGenerator(margin=-9.0), 0.0, Answers()))
    text = "The police put the crowd at 30,000."
    decided = gate.admit("How many people came to listen?", text, [given], [given])
    assert isinstance(decided, Statement) is passes


@pytest.mark.parametrize(("odds", "passes"), [(0.5, False), (1.5, True)])
def test_what_shares_no_word_with_the_question_must_surely_answer_it(
    odds: float, *, passes: bool
) -> None:
    class Answers:
        def log_odds(self, question: str, passage: str) -> float:
            return odds if passage.startswith("It rained in Kursk.") else -5.0

    given = replace(sources("Some 21,000 are on the payroll.")[0], before=("It rained in Kursk.",))
    gate = Gate(Entailment(FakeGenerator(margin=9.0), 0.0, Answers()))
    decided = gate.admit("How many workers are to be dismissed?", given.text, [given], [given])
    assert isinstance(decided, Statement) is passes


@pytest.mark.parametrize(
    ("question", "text", "reason", "rests"),
    [
        ("Why did Lee quit the job?", "Lee quit the job over old snow.",
         "the cited sentences do not bear this out: quit, job", True),
        ("Why did Lee quit?", "Lee quit the job over old snow.",
         "the cited sentences do not bear this out: quit, job", False),
        ("How did Lee come to quit the work at the office so early?",
         "Lee quit the work at the office early over old snow.",
         "the cited sentences do not say this", True),
        ("How did Lee come to quit the work at the office so early?",
         "Lee quit the work at the office early over snow.",
         "the cited sentences do not say this", False),
    ],
)  # fmt: skip
def test_what_is_borne_out_but_for_words_of_the_question_is_noted(
    question: str, text: str, reason: str, *, rests: bool
) -> None:
    (given,) = sources("Lee left because of old snow.")
    decided = Gate().admit(question, text, [given], [given])
    assert decided == Withheld(text, reason)
    assert isinstance(decided, Withheld)
    assert decided.rests_on == ((given,) if rests else ())


def test_what_is_of_a_land_is_known_by_its_name() -> None:
    (given,) = sources("Kestria's delegation leader Ana Corvin said no.")
    question, text = "Who leads the Kestrian delegation?", "Ana Corvin leads it for the Kestrians."
    decided = Gate().admit(question, text, [given], [given])
    assert isinstance(decided, Withheld)
    assert not decided.reason.startswith("name not in the cited sentences")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("300 soldiers left Kursk.", "the sources say “around 300”, not “300”: 300"),
        (
            "Lee said that around 300 soldiers left Kursk.",
            "the sources give this figure to another speaker: around 300",
        ),
        (
            "Kim Jong Un said soldiers have taken their own lives.",
            "the cited sentences do not have Kim Jong Un say this",
        ),
        ("In spring rain falls on Lima.", "the cited sentences are less certain than this"),
    ],
)
@pytest.mark.parametrize(("question", "rests"), [("What is told?", True), ("Who said it?", False)])
def test_what_is_told_otherwise_hedged_or_by_another_is_noted_where_nobody_is_asked_for(
    text: str, reason: str, question: str, *, rests: bool
) -> None:
    cited = sources(
        "Roe said that around 300 soldiers left Kursk.",
        "According to John Kirby, the soldiers of Kim Jong Un have taken their own lives.",
        "Rain might fall on Lima in spring.",
        "Lee said nothing.",
    )
    decided = Gate().admit(question, text, cited, cited)
    assert decided == Withheld(text, reason)
    assert isinstance(decided, Withheld)
    assert decided.rests_on == (tuple(cited) if rests else ())


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Which five schools took part?", "Five schools took part.", "it says no more"),
        ("When did police come?", "Police came at 5 a.m.", "0"),
        ("Who came first, the police or the schools?", "The police came first.", "0"),
        ("Did five schools take part?", "Five schools took part.", "0"),
        ("What is said of the five schools?", "Five schools took part.", "0"),
    ],
)
def test_a_sentence_that_only_repeats_its_question_is_no_answer(
    question: str, text: str, expected: str
) -> None:
    told = sources("Five schools took part.", "Police came first at 5 a.m., the schools after.")
    decided = Gate().admit(question, text, [], told)
    if isinstance(decided, Withheld):
        assert decided.reason == "it says no more than the question"
        assert expected == "it says no more"
    else:
        assert expected == "0"
