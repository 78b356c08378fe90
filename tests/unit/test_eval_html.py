"""The HTML report: whole, self-contained, and safe whatever the articles hold."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from eval import gates, report
from eval.against import against
from eval.html_report import page
from eval.outcome import Outcome
from eval.plots import bars, risk_coverage, strips
from eval.runner import run
from eval.state import State
from tests.fakes.eval_outcomes import ABSTAINED, FACT, FOG, NEAR_MISS, QUESTIONS, SANK, answered
from tests.fakes.eval_system import FakeSystem

VOID = {"meta", "input", "br"}


class Tags(HTMLParser):
    """Checks that tags nest, and keeps what they are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert tags.open == []
    return tags


@pytest.fixture
def found(tmp_path: Path) -> dict[str, Any]:
    right = answered(("Three <b>sank</b>.", [SANK]), confidence=0.7, seconds=3.0)
    wrong = answered(("It was foggy.", [FOG]), withheld=["Nine sank."], confidence=0.2)
    outcomes = {q.question: right for q in QUESTIONS} | {NEAR_MISS.question: ABSTAINED}
    others = {q.question: wrong for q in QUESTIONS} | {FACT.question: Outcome({}, error="gone")}
    systems = [
        report.system_report(system, run(system, QUESTIONS, State(tmp_path / name), lambda *_: 0))
        for name, system in (("a", FakeSystem(outcomes)), ("b", FakeSystem(others, "plain")))
    ]
    made: dict[str, Any] = {
        "schema": 1,
        "version": "0.1.0",
        "model": "m",
        "limited": True,
        "suite": {"name": "<script>.jsonl", "questions": 5, "documents": ["a.txt", "b.txt"]},
        "systems": systems,
        "metamorphic": None,
        "gates": [],
    }
    made["gates"] = gates.judge(gates.load(gates.built_in()), made, limited=True)
    made["against"] = against(made, made)
    return made


def test_the_page_is_whole_and_loads_nothing(found: dict[str, Any]) -> None:
    text = page(found)
    tags = parsed(text)
    names = {tag for tag, _ in tags.seen}
    assert not names & {"link", "img", "iframe", "object"}
    assert not any({"src", "href", "onclick"} & attributes.keys() for _, attributes in tags.seen)
    assert "default-src 'none'" in text
    assert len([1 for tag, _ in tags.seen if tag == "svg"]) == 4


def test_what_the_articles_hold_is_shown_and_never_run(found: dict[str, Any]) -> None:
    text = page(found)
    assert "Three &lt;b&gt;sank&lt;/b&gt;." in text
    assert "Grounding of &lt;script&gt;.jsonl" in text
    assert text.count("<script>") == 1


def test_every_question_stands_with_evidence_answer_and_verdict(found: dict[str, Any]) -> None:
    details = re.findall(r"<details .*?</details>", page(found), re.DOTALL)
    assert len(details) == 5
    first = details[0]
    assert 'data-type="fact" data-verdict="right"' in first
    assert "How many ships sank?" in first
    assert first.count(SANK.quote) == 2
    assert "plain: <span" in first and "Abstained: gone" in first
    assert "Withheld: Nine sank. (why)" in details[1]


def test_a_part_of_the_suite_says_how_large_it_is(found: dict[str, Any]) -> None:
    found["suite"]["questions"] = 275
    assert '<p class="soft">5 of 275 questions, 2 documents, model m' in page(found)
    assert '<p class="soft">275 questions, 2 documents' in page(found | {"limited": False})


def test_tiles_and_gates_say_how_it_stands(found: dict[str, Any]) -> None:
    text = page(found)
    assert '<b class="bad">0.0 %</b><span>right with a right citation</span>' in text
    assert '<b class="bad">FAILED</b>' in text
    assert '<b class="mild">not run</b>' in text


def test_changed_worlds_that_broke_are_told(found: dict[str, Any]) -> None:
    estimate = {"value": 0.5, "low": 0.0, "high": 1.0, "questions": 2, "unjudged": 0}
    case = {
        "id": "shuffled:q1",
        "question": "Why?",
        "expects": "the answer stays the same",
        "answer": "So & so",
        "explanation": "was right and no longer is",
    }
    cases = [case | {"kept": False}, case | {"id": "shuffled:q2", "kept": True}]
    text = page(found | {"metamorphic": {"relations": {"shuffled": estimate}, "cases": cases}})
    assert "shuffled:q1" in text and "So &amp; so" in text
    assert "shuffled:q2" not in text


def test_a_line_goes_through_its_points() -> None:
    svg = risk_coverage([("a<b", [(0.5, 0.0), (1.0, 0.5)])])
    parsed(svg)
    assert 'points="247.0,260.0 448.0,141.0"' in svg
    assert "<title>a&lt;b</title>" in svg


def test_a_bar_has_its_length_and_its_interval() -> None:
    svg = bars([("near_miss", [(0.5, 0.25, 1.0), None])])
    parsed(svg)
    assert 'width="167.0"' in svg
    assert "<title>50 % [25, 100]</title>" in svg
    assert "near miss" in svg


def test_a_dot_for_each_question() -> None:
    svg = strips([("a", [1.0, 2.0]), ("b", [])])
    parsed(svg)
    assert re.findall(r'cx="([\d.]+)"', svg) == ["265.0", "440.0"]
