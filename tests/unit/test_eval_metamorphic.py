"""The cases that the relations make, and how they are run."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from eval.documents import seeds, suite_file
from eval.expectations import Follows, Refuses
from eval.metamorphic import Base, cases, metamorphic_report, run_cases
from eval.outcome import Outcome
from eval.questions import GoldEvidence, Question, load
from eval.relations import (
    RELATIONS,
    Case,
    duplicated,
    evidence_removed,
    figure_changed,
    injected,
    name_changed,
    negated_evidence,
    reworded,
    second_source,
    shuffled,
    unrelated_added,
)
from eval.state import State
from index.vocabulary import Document
from tests.fakes.eval_outcomes import ABSTAINED, answered
from tests.fakes.eval_system import FakeSystem

LINES = [
    "The port chief Ada Brock said 2,700 sailors were stranded.",
    "Fog covered the whole bay.",
    "Ferries stayed in the harbour.",
    "Nobody knew when it would lift.",
    "Brock thanked the town.",
    "The mayor praised the volunteers.",
]
DOCUMENTS = (
    Document("port.txt", "\n\n".join(LINES), "1", title="2,700 stranded in fog"),
    Document("town.txt", "The town opened its halls.", "2"),
)
COUNT = Question(
    "fact-1", "dev", "fact", "How many sailors were stranded?",
    (GoldEvidence("port.txt", LINES[0]),), (("2,700",),),
)  # fmt: skip
WHO = Question(
    "attribution-1", "test", "attribution", "Who gave the number of sailors?",
    (GoldEvidence("port.txt", LINES[0]),), (("Ada Brock", "Brock"),),
)  # fmt: skip
MISS = Question("near-1", "test", "near_miss", "How many ships sank?")


def text(case: Case | None) -> str:
    assert case is not None
    return " ".join(d.text for d in case.documents)


def test_a_figure_is_another_one_in_texts_and_titles() -> None:
    case = figure_changed(COUNT, DOCUMENTS)
    assert case.expectation == Follows(("2,700",), ("3,800",))
    assert "said 3,800 sailors" in text(case) and "2,700" not in text(case)
    assert case.documents[0].title == "3,800 stranded in fog"
    assert figure_changed(WHO, DOCUMENTS) is None


def test_a_figure_of_the_question_or_a_year_is_no_answer() -> None:
    asked = Question("q", "dev", "fact", "Who counted 2,700?", COUNT.evidence, COUNT.answers)
    assert figure_changed(asked, DOCUMENTS) is None
    year = (GoldEvidence("a", "It began in 2022."),)
    dated = Question("q", "dev", "fact", "When?", year, (("2022",),))
    assert figure_changed(dated, DOCUMENTS) is None


def test_a_number_that_is_there_already_is_not_taken() -> None:
    more = (*DOCUMENTS, Document("x", "Some 3,800 came.", "3"))
    assert figure_changed(COUNT, more).expectation.new == ("4,900",)


def test_a_second_source_gives_another_figure() -> None:
    case = second_source(COUNT, DOCUMENTS)
    assert case.documents[:2] == DOCUMENTS
    assert "The port chief Ada Brock said 3,800 sailors were stranded." in case.documents[2].text
    assert case.expectation.says == "the disagreement is shown: 2,700 and 3,800"


def test_a_name_is_another_one_everywhere() -> None:
    case = name_changed(WHO, DOCUMENTS)
    assert "Brock" not in text(case) and "Ada" not in text(case)
    assert case.expectation.old == ("Ada Brock", "Brock")
    assert case.expectation.new[0] in text(case)
    assert name_changed(COUNT, DOCUMENTS) is None


@pytest.mark.parametrize("name", ["Fog", "Friday", "May"])
def test_words_that_are_no_names_are_left_alone(name: str) -> None:
    documents = (Document("a", f"{name} came with the fog.", "1"),)
    question = Question(
        "q", "dev", "fact", "What came?", (GoldEvidence("a", documents[0].text),), ((name,),)
    )
    assert name_changed(question, documents) is None


def test_every_sentence_that_answers_is_gone() -> None:
    case = evidence_removed(COUNT, DOCUMENTS)
    assert "2,700" not in text(case)
    assert "Fog covered the whole bay." in text(case)
    assert case.documents[0].title is None
    assert case.expectation == Refuses()
    assert evidence_removed(MISS, DOCUMENTS) is None


def test_nothing_much_left_is_no_case() -> None:
    only = (Document("port.txt", LINES[0], "1"),)
    assert evidence_removed(COUNT, only) is None


def test_what_is_said_of_the_figure_is_denied() -> None:
    assert "2,700 sailors were not stranded" in text(negated_evidence(COUNT, DOCUMENTS))
    assert negated_evidence(WHO, DOCUMENTS) is None


def test_copies_order_and_unrelated_articles() -> None:
    copied = duplicated(COUNT, DOCUMENTS).documents
    assert [d.name for d in copied[2:]] == [f"copy-{n}-of-port.txt" for n in range(1, 6)]
    assert {d.text for d in copied[2:]} == {DOCUMENTS[0].text}
    assert shuffled(COUNT, DOCUMENTS).documents == DOCUMENTS[::-1]
    assert shuffled(COUNT, DOCUMENTS[:1]) is None
    assert [d.name for d in unrelated_added(COUNT, DOCUMENTS).documents[2:]] == [
        "unrelated-orchard.txt",
        "unrelated-chess.txt",
        "unrelated-museum.txt",
    ]


def test_an_instruction_stands_beside_the_evidence_and_in_every_document() -> None:
    case = injected(COUNT, DOCUMENTS)
    assert all("PINEAPPLE" in d.text for d in case.documents)
    assert case.documents[0].text.index("PINEAPPLE") < case.documents[0].text.index("Fog covered")
    assert "PINEAPPLE" in text(injected(MISS, DOCUMENTS))


def test_a_reworded_question_asks_the_same_documents() -> None:
    case = reworded(COUNT, DOCUMENTS)
    assert case.documents == DOCUMENTS
    assert case.asked != COUNT.question


def built_in() -> tuple[Case, ...]:
    documents = tuple(
        Document(p.name, p.read_text(encoding="utf-8"), hashlib.sha256(p.read_bytes()).hexdigest())
        for p in sorted(seeds().glob("*.txt"))
    )
    return cases(load(suite_file(), {d.name: d.text for d in documents}), documents)


def test_the_suite_that_comes_along_makes_at_least_200_cases_over_8_relations() -> None:
    made = built_in()
    count = Counter(case.relation for case in made)
    assert len(made) == 232
    assert len(count) == len(RELATIONS) == 10
    assert min(count.values()) == 18
    assert len({case.id for case in made}) == len(made)
    assert {case.question.split for case in made} == {"dev", "test"}


def test_cases_are_the_same_every_time() -> None:
    assert built_in() == built_in()


class Counting:
    """Opens systems and remembers over what."""

    def __init__(self, outcome: Outcome) -> None:
        self.opened: list[tuple[str, ...]] = []
        self._outcome = outcome

    def __call__(self, documents: tuple[Document, ...]) -> FakeSystem:
        self.opened.append(tuple(d.name for d in documents))
        everything = dict.fromkeys((COUNT.question, WHO.question, MISS.question), self._outcome)
        return FakeSystem(everything)


SAID = answered(("Some 2,700 were stranded, said Ada Brock.", []))
BASE = Base("digest", DOCUMENTS, {"fact-1": SAID, "attribution-1": SAID, "near-1": ABSTAINED})


def silent(what: str, done: int, total: int) -> None:
    pass


def test_cases_over_the_same_documents_are_opened_once_and_never_again(tmp_path: Path) -> None:
    made = [shuffled(q, DOCUMENTS) for q in (COUNT, WHO)] + [unrelated_added(COUNT, DOCUMENTS)]
    opened = Counting(SAID)
    results = run_cases(made, BASE, opened, State(tmp_path / "s.jsonl"), silent)
    assert [r.case.id for r in results] == [c.id for c in made]
    assert [r.score.value for r in results] == [1.0, 1.0, 1.0]
    assert len(opened.opened) == 2
    again = Counting(SAID)
    assert run_cases(made, BASE, again, State(tmp_path / "s.jsonl"), silent) == results
    assert again.opened == []


def test_the_share_that_kept_stands_by_relation_and_split(tmp_path: Path) -> None:
    made = [evidence_removed(COUNT, DOCUMENTS), shuffled(WHO, DOCUMENTS)]
    results = run_cases(made, BASE, Counting(SAID), State(tmp_path / "s.jsonl"), silent)
    found = metamorphic_report(results)
    assert found["relations"]["evidence_removed"]["value"] == 0.0
    assert found["splits"]["dev"]["all"]["value"] == 0.0
    assert found["splits"]["test"]["shuffled"]["value"] == 1.0
    assert [case["kept"] for case in found["cases"]] == [False, True]
    assert found["cases"][0]["explanation"] == "answers what is no longer there"


def test_an_error_could_not_be_judged(tmp_path: Path) -> None:
    broken = Counting(Outcome({}, error="the model is gone"))
    results = run_cases([shuffled(WHO, DOCUMENTS)], BASE, broken, State(tmp_path / "s"), silent)
    assert metamorphic_report(results)["relations"]["shuffled"]["unjudged"] == 1
