"""What the judge makes of rules and models, and what the small model reads."""

import pytest

from fakes.fake_generator import FakeGenerator
from fakes.fake_pair_judge import FakePairJudge
from fakes.made_sources import sources
from rag import judge as judging
from rag.judge import KINDS, Judge, kind_of, ruled, weighed
from rag.nearest import nearest_passage
from rag.vocabulary import Verdict

TEXTS = (
    "Lee said around 300 soldiers were killed.",
    "About 2,700 were wounded, he said.",
    "The bridge near Aven was not opened.",
    "Rain fell in the evening.",
    "Nobody was surprised.",
)
SOURCES = sources(*TEXTS)
WEIGHTS = {
    "small": {"bias": 0.0, "small": 1.0},
    "large": {"any": {"bias": 9.0}, "f" * 64: {"bias": 2.0, "margin": 1.0}},
}


@pytest.fixture(autouse=True)
def _weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "calibration", lambda: WEIGHTS)


@pytest.mark.parametrize(("margin", "score"), [(0.0, 0.880797), (-4.0, 0.119203)])
def test_the_large_model_is_asked_where_there_is_one(margin: float, score: float) -> None:
    small = FakePairJudge()
    judged = Judge(FakeGenerator(margin=margin), small).judge("Soldiers died there.", SOURCES)
    assert round(judged.score, 6) == score
    assert (judged.verdict == Verdict.SUPPORTED) == (score > 0.5)
    assert small.asked == []


def test_without_a_large_model_the_small_one_is() -> None:
    judged = Judge(None, FakePairJudge()).judge(TEXTS[0], SOURCES)
    assert (judged.verdict, round(judged.score, 6)) == (Verdict.SUPPORTED, 0.9)


def test_a_figure_of_the_same_matter_is_contradicted() -> None:
    judged = Judge(None, FakePairJudge()).judge("Around 400 soldiers were killed.", SOURCES)
    assert (judged.verdict, round(judged.score, 6)) == (Verdict.REFUTED, 0.1)
    assert judged.reason is not None
    assert judged.reason.endswith("400")


@pytest.mark.parametrize(
    ("claim", "alone", "with_large"),
    [
        ("Around 400 soldiers were killed.", 0.495, 0.5),
        ("The bridge near Aven was opened.", 0.495, 1.0),
        ("Snow lay on the roofs.", 0.99, 1.0),
    ],
)
def test_an_objection_that_is_sure_outweighs_a_model(
    claim: str, alone: float, with_large: float
) -> None:
    small, large = FakePairJudge((0.99, 0.0, 0.01)), FakeGenerator(margin=30.0)
    assert round(Judge(None, small).judge(claim, SOURCES).score, 6) == alone
    assert round(Judge(large, small).judge(claim, SOURCES).score, 6) == with_large


def test_another_matter_is_not_found() -> None:
    judged = Judge(None, FakePairJudge((0.1, 0.8, 0.1))).judge("Bees make honey.", SOURCES)
    assert judged.verdict == Verdict.NOT_ENOUGH_INFO


def test_nothing_bears_out_nothing() -> None:
    judged = Judge(None, FakePairJudge()).judge("Bees make honey.", ())
    assert judged.verdict == Verdict.NOT_ENOUGH_INFO
    assert judged.reason == "the evidence does not state this"


def test_each_objection_has_its_kind() -> None:
    claims = (
        TEXTS[0], "Around 400 soldiers were killed.", "Kim said so.", "“No way”, Lee said.",
        "The bridge near Aven was opened.", "Snow lay on the roofs.",
    )  # fmt: skip
    kinds = [kind_of(ruled(claim, SOURCES)[0]) for claim in claims]
    assert kinds == [None, "figure", "name", "quoted", "opposite", "thin"]
    assert ruled(claims[1], SOURCES)[1]["figure"] == 1.0
    assert sorted(ruled(claims[0], SOURCES)[1]) == sorted(["covered", "opposed", *KINDS])


def test_unknown_findings_weigh_nothing() -> None:
    assert weighed({"bias": 0.0, "a": 1.0}, {"a": 0.0, "b": 9.0}) == 0.5


def test_the_passage_is_the_sentences_that_together_have_most_of_the_claim() -> None:
    claim = "2,700 were wounded near Aven, where rain fell."
    assert nearest_passage(claim, SOURCES) == " ".join(TEXTS[:4])
    assert nearest_passage("Bees make honey.", ()) == ""
