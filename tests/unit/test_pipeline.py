"""From a question to an answer, on a scripted model and made evidence."""

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from fakes.fake_generator import FakeGenerator
from fakes.made_sources import evidence
from index.errors import RequestError
from index.retriever import Window
from index.vocabulary import Evidence
from rag.abstention import Abstention
from rag.answerability import Answerability
from rag.entailment import Entailment
from rag.gate import Gate
from rag.generator import Prompt
from rag.pipeline import Pipeline, Question
from rag.progress import Phase
from rag.settings import Settings
from rag.vocabulary import Answer, Statement, Withheld

KILLED = evidence("a.txt", "Lee said around 300 soldiers were killed.", "Snow fell.")
HIDDEN = evidence("c.txt", "Ann Lee hid the snow.", "It was near Tarnholm.")
OTHER = evidence("d.txt", "Bob Moss hid the snow.", "It was near Tarnholm.", score=0.85)
WOUNDED = evidence("b.txt", "The NIS said 2,700 soldiers were wounded.", score=0.8)


class FakeRetriever:
    """Finds the same evidence for every question."""

    def __init__(self, found: Sequence[Evidence]) -> None:
        self.found = list(found)
        self.windows: list[Window | None] = []

    def search(
        self, query: str, k: int, window: Window | None = None, others: Sequence[str] = ()
    ) -> list[Evidence]:
        self.windows.append(window)
        return self.found[:k]


def events(
    text: str, found: Sequence[Evidence] = (KILLED, WOUNDED), margin: float = 9.0, **asked: Any
) -> list[Any]:
    question = Question(asked.pop("question", "Who was killed?"), **asked)
    return told(question, found, FakeGenerator(text, margin), Gate())


def told(
    question: Question,
    found: Sequence[Evidence],
    generator: FakeGenerator,
    gate: Gate,
    sentences: int = 1,
    answerability: Answerability | None = None,
) -> list[Any]:
    """What a pipeline tells of a question, the answer last."""
    pipeline = Pipeline(
        FakeRetriever(found),  # type: ignore[arg-type]
        generator, gate, Abstention(generator.sha256), Settings(sentences=sentences, weighed=2),
        answerability=answerability,
    )  # fmt: skip
    return list(pipeline.answer(question))


def answered(*args: Any, **kwargs: Any) -> Answer:
    last = events(*args, **kwargs)[-1]
    assert isinstance(last, Answer)
    return last


def test_a_supported_sentence_is_said_with_its_citation() -> None:
    said = events("Around 300 soldiers were killed, Lee said. [1]")
    shown = [e.name if isinstance(e, Phase) else type(e).__name__ for e in said]
    assert shown == ["searching", "reading", "writing", "checking", "Statement", "Answer"]
    (statement,) = said[-1].statements
    assert statement == said[4]
    assert statement.text == "Around 300 soldiers were killed, Lee said."
    assert [c.sentence for c in statement.citations] == [KILLED.sentence]
    assert (said[-1].mode, said[-1].abstained) == ("generated", False)


def test_a_wrong_number_is_withheld_and_the_evidence_is_quoted() -> None:
    answer = answered("Around 400 soldiers were killed, Lee said. [1]")
    assert answer.withheld == (
        Withheld(
            "Around 400 soldiers were killed, Lee said.",
            "number not in the cited sentences: Around 400",
        ),
    )
    assert answer.mode == "quoted"
    assert [s.text for s in answer.statements] == ["Lee said around 300 soldiers were killed."]


class Judging(Gate):
    """A gate whose judge finds, or does not, that a quotation says just what is asked."""

    def __init__(self, *, says: bool) -> None:
        super().__init__()
        self._says = says
        self.asked = 0

    def best_said(
        self, question: str, passages: Sequence[str], likelier: Sequence[bool] = ()
    ) -> int | None:
        self.asked += 1
        return 0 if self._says else None


@pytest.mark.parametrize(
    ("margin", "says", "quoted"),
    [(9.0, True, True), (9.0, False, False), (1.0, True, True), (1.0, False, False)],
)
def test_where_nothing_passes_a_quotation_has_to_say_what_is_asked(
    margin: float, *, says: bool, quoted: bool
) -> None:
    generator, gate = FakeGenerator("Lee hid the snow. [1]", margin), Judging(says=says)
    *_, answer = told(Question("Who hid the snow?"), (KILLED, WOUNDED), generator, gate)
    assert isinstance(answer, Answer)
    assert gate.asked == 1
    assert [s.text for s in answer.statements] == [KILLED.sentence.text][: int(quoted)]
    assert answer.reason == (None if quoted else "the sources found do not state this")
    assert [w.text for w in answer.withheld] == ["Lee hid the snow."]


@pytest.mark.parametrize("says", [True, False])
def test_what_a_withheld_sentence_named_has_to_say_what_is_asked(*, says: bool) -> None:
    class First(Judging):
        def best_said(
            self, question: str, passages: Sequence[str], likelier: Sequence[bool] = ()
        ) -> int | None:
            says = super().best_said(question, passages)
            return 0 if passages[0] == KILLED.sentence.text else says

    generator, gate = FakeGenerator("Lee hid the snow. [2]"), First(says=says)
    *_, answer = told(
        Question("Who hid the snow?"), (KILLED, WOUNDED), generator, gate, sentences=2
    )
    assert isinstance(answer, Answer)
    texts = [KILLED.sentence.text, WOUNDED.sentence.text]
    assert [s.text for s in answer.statements] == texts[: 1 + int(says)]
    assert gate.asked == 2


@pytest.mark.parametrize(
    ("margin", "says", "surely", "question", "quoted"),
    [
        (0.05, True, True, "Who hid the snow?", True),  # p = 0.25
        (0.05, True, False, "Who hid the snow?", False),
        (0.05, False, True, "Who hid the snow?", False),
        (-0.4, True, True, "Who hid the snow?", False),  # p = 0.12
        (0.05, True, True, "Who hid the snow from Quentin Ames?", False),
    ],
)
def test_where_an_answer_is_a_little_unlikely_a_quotation_that_surely_says_it_is_found(
    margin: float, *, says: bool, surely: bool, question: str, quoted: bool
) -> None:
    class Surely(Judging):
        def surely_says(self, question: str, passage: str) -> bool:
            return surely and passage == HIDDEN.sentence.text

    generator, gate = FakeGenerator("Ann Lee hid the snow. [1]", margin), Surely(says=says)
    *_, answer = told(Question(question), (HIDDEN, WOUNDED), generator, gate)
    assert isinstance(answer, Answer)
    assert [s.text for s in answer.statements] == [HIDDEN.sentence.text][: int(quoted)]
    assert answer.mode == ("quoted" if quoted else "generated")
    assert generator.prompts == []


@pytest.mark.parametrize(
    ("first", "margin", "shown"),
    [("Who flew to Mars, and", 0.9, False), ("Who flew to Mars, and", 1.3, True), ("", 0.9, True)],
)
def test_what_is_asked_after_what_the_sources_lack_must_be_surely_there(
    first: str, margin: float, *, shown: bool
) -> None:
    class Of(FakeGenerator):
        def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
            return [-9.0 if "Mars" in prompt.question else margin, 0.0]

    question = Question(f"{first} who hid the snow?".strip())
    *_, answer = told(question, (HIDDEN, WOUNDED), Of("Ann Lee hid the snow. [1]"), Gate())
    assert isinstance(answer, Answer)
    assert bool(answer.statements) is shown


@pytest.mark.parametrize(("odds", "refused"), [(-9.0, True), (1.0, False)])
def test_what_no_sentence_states_by_the_answerability_model_is_refused(
    odds: float, *, refused: bool
) -> None:
    class Answers:
        asked: ClassVar[list[str]] = []

        def log_odds(self, question: str, passage: str) -> float:
            self.asked.append(passage)
            return odds if passage == OTHER.sentence.text else -9.0

    generator = FakeGenerator("Ann Lee hid the snow. [1]", 2.0)
    found = (HIDDEN, OTHER, WOUNDED)
    *_, answer = told(Question("Who hid the snow?"), found, generator, Gate(), 1, Answers())
    assert isinstance(answer, Answer)
    assert answer.abstained is refused
    assert list(dict.fromkeys(Answers.asked)) == [HIDDEN.sentence.text, OTHER.sentence.text]
    Answers.asked.clear()


@pytest.mark.parametrize("says", [True, False])
def test_what_another_article_says_to_it_stands_beside_the_answer(*, says: bool) -> None:
    class Also(Judging):
        def also_says(self, question: str, passage: str) -> bool:
            return says and passage == OTHER.sentence.text

    generator, gate = FakeGenerator("Ann Lee hid the snow. [1]", 9.0), Also(says=True)
    *_, answer = told(Question("Who hid the snow?"), (HIDDEN, OTHER, WOUNDED), generator, gate)
    assert isinstance(answer, Answer)
    texts = [HIDDEN.sentence.text, OTHER.sentence.text]
    assert [s.text for s in answer.statements] == texts[: 1 + int(says)]
    assert answer.mode == "generated"


def test_what_an_article_on_another_matter_says_does_not() -> None:
    class Also(Judging):
        def also_says(self, question: str, passage: str) -> bool:
            return True

    generator, gate = FakeGenerator("Ann Lee hid the snow. [1]", 9.0), Also(says=True)
    elsewhere = evidence("d.txt", "Bob Moss hid the snow.", "It was near Genoa.", score=0.85)
    *_, answer = told(Question("Who hid the snow?"), (HIDDEN, elsewhere), generator, gate)
    assert isinstance(answer, Answer)
    assert [s.text for s in answer.statements] == [HIDDEN.sentence.text]


def test_an_article_without_the_name_asked_about_is_no_evidence() -> None:
    generator, gate = FakeGenerator("Bob Moss hid the snow. [1]", 9.0), Judging(says=True)
    elsewhere = evidence("d.txt", "Bob Moss hid the snow.", "It was near Genoa.", score=0.95)
    *_, answer = told(Question("Who hid the snow for Lee?"), (elsewhere, HIDDEN), generator, gate)
    assert isinstance(answer, Answer)
    assert [s.text for s in answer.statements] == [HIDDEN.sentence.text]


@pytest.mark.parametrize(
    ("question", "named"),
    [("Who felt a blow?", True), ("Which of them felt a blow?", True), ("What was felt?", False)],
)
def test_who_he_is_is_said_where_it_is_asked_and_else_cited(question: str, named: bool) -> None:
    texts = ["Ivo Radletz ran the train.", "He felt a blow, he said."]
    felt = evidence("a.txt", *texts, best=1)
    answer = answered("Snow fell in Rome. [1]", (felt,), question=question)
    assert [s.text for s in answer.statements] == (texts if named else texts[1:])
    cited = [c.sentence.text for c in answer.statements[-1].citations]
    assert cited == (texts[1:] if named else texts[::-1])


def test_an_invented_number_is_never_an_event_that_is_shown() -> None:
    said = events("Around 400 soldiers were killed, Lee said. [1]")
    shown = [e.text for e in said if isinstance(e, Statement)]
    assert shown == ["Lee said around 300 soldiers were killed."]


def test_when_the_model_sees_no_answer_it_abstains_with_what_came_nearest() -> None:
    answer = answered("Around 300 soldiers were killed. [1]", margin=-9.0)
    assert answer.abstained
    assert answer.statements == answer.withheld == answer.disagreements == ()
    assert answer.reason == "the sources found do not state this"
    assert [c.sentence for c in answer.nearest] == [KILLED.sentence, WOUNDED.sentence]


def test_what_several_articles_surely_give_is_not_refused() -> None:
    question = "How many soldiers were killed?"
    roe = "Some 400 soldiers were killed, Roe said."
    other = evidence("c.txt", roe, "He spoke after Lee.", score=0.7)
    text = "Lee said around 300 soldiers were killed. [1]"
    told = answered(text, (KILLED, other), margin=-9.0, question=question)
    assert [f.figure.text for f in told.disagreements[0].figures] == ["around 300", "Some 400"]
    elsewhere = evidence("d.txt", roe, score=0.7)
    assert answered(text, (KILLED, elsewhere), margin=-9.0, question=question).abstained
    assert answered(text, (KILLED, WOUNDED), margin=-9.0, question=question).abstained


def test_without_evidence_it_abstains() -> None:
    answer = answered("Anything. [1]", found=())
    assert (answer.abstained, answer.reason, answer.nearest) == (True, "nothing was found", ())


def test_the_readers_today_bounds_what_is_searched() -> None:
    retriever = FakeRetriever([])
    pipeline = Pipeline(
        retriever,  # type: ignore[arg-type]
        None, Gate(), Abstention(None), Settings(),
    )  # fmt: skip
    for question in (
        Question("Who?", as_of="2024-05-01"),
        Question("Who?", as_of="2024-05-01", since="2024-01-01", until="2024-03-01"),
        Question("Who?", as_of="2024-05-01", until="2024-07-01"),
    ):
        list(pipeline.answer(question))
    assert retriever.windows == [
        Window(None, "2024-05-01", "2024-05-01"),
        Window("2024-01-01", "2024-03-01", "2024-05-01"),
        Window(None, "2024-05-01", "2024-05-01"),
    ]


def test_a_question_without_words_is_refused() -> None:
    with pytest.raises(RequestError, match="the question is empty"):
        events("", question=" ?!")


def test_this_week_is_told_from_the_readers_today_whatever_the_last_day_that_counts() -> None:
    window = Question("q", as_of="2025-01-20", until="2025-01-10").window
    assert (window.until, window.today) == ("2025-01-10", "2025-01-20")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("300 soldiers were killed. [1]", "Around 300 soldiers were killed."),
        ("Nearly 300 soldiers were killed. [1]", "Around 300 soldiers were killed."),
        ("400 soldiers were killed. [1]", "Lee said around 300 soldiers were killed."),
    ],
)
def test_a_sentence_is_hedged_as_its_source_before_it_is_given_up(written: str, shown: str) -> None:
    answer = answered(written, [KILLED], question="How many soldiers were killed?")
    assert [s.text for s in answer.statements] == [shown]


@pytest.mark.parametrize(("alone", "quoted"), [(-9.0, 0), (0.5, 1)])
def test_of_two_quotations_the_one_that_answers_by_itself_is_told(
    alone: float, quoted: int
) -> None:
    texts = ("Its head, Bo Lee, said that a rocket took a finger.", "It was hot, he said.")

    class Answers(Answerability):
        def __init__(self) -> None:
            pass

        def log_odds(self, question: str, passage: str) -> float:
            return {texts[0]: 0.5, texts[1]: alone}.get(passage, 2.0)

    found = [evidence("a.txt", *texts, best=n, score=0.9 - n / 10) for n in (0, 1)]
    generator = FakeGenerator("Snow fell. [1]", 0.0)
    gate = Gate(Entailment(generator, 0.0, Answers()))
    question = Question("How did it come to lose a finger?")
    *_, answer = told(question, found, generator, gate, answerability=Answers())
    assert answer.statements[0].text == texts[quoted]
