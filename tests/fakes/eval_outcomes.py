"""Questions about ships, and outcomes written by hand for them."""

from collections.abc import Sequence
from typing import Any

from eval.outcome import Outcome, Span
from eval.questions import GoldEvidence, GoldFigure, Question

SANK = Span("a.txt", "Three ships sank in the fog, the harbour said.")
FOUR = Span("b.txt", "The coast guard counted at least four.")
FOG = Span("a.txt", "The fog lasted two days.")
DOCUMENTS = {"a.txt": f"{SANK.quote} {FOG.quote}", "b.txt": FOUR.quote}

FACT = Question(
    id="fact-1",
    split="dev",
    type="fact",
    question="How many ships sank?",
    evidence=(GoldEvidence("a.txt", SANK.quote),),
    answers=(("three", "3"),),
)
DISAGREEMENT = Question(
    id="disagreement-1",
    split="test",
    type="disagreement",
    question="How many ships were lost?",
    evidence=(GoldEvidence("a.txt", SANK.quote), GoldEvidence("b.txt", FOUR.quote)),
    answers=(("three", "3"), ("four", "4")),
    figures=(
        GoldFigure("Three", 3, 3, "the harbour", "a.txt"),
        GoldFigure("at least four", 4, None, "the coast guard", "b.txt"),
    ),
)
NEAR_MISS = Question("near-1", "dev", "near_miss", "How many aircraft sank?")
OFF_TOPIC = Question("off-1", "dev", "off_topic", "Who won the cup?")
FALSE_PREMISE = Question(
    id="false-1",
    split="test",
    type="false_premise",
    question="Why did no ship sink?",
    corrects=(GoldEvidence("a.txt", SANK.quote),),
    correction=(("sank",),),
)
QUESTIONS = (FACT, DISAGREEMENT, NEAR_MISS, OFF_TOPIC, FALSE_PREMISE)

ABSTAINED = Outcome({"status": "abstained", "answer": [], "citations": [], "reason": "not there"})


def answered(
    *sentences: tuple[str, Sequence[Span]],
    figures: Sequence[tuple[dict[str, Any], Span]] = (),
    withheld: Sequence[str] = (),
    ranked: Sequence[Sequence[Span]] = (),
    confidence: float | None = None,
    seconds: float = 0.0,
) -> Outcome:
    """An answer with these sentences, each with the passages that it cites.

    `figures` are those of a disagreement, each with its passage.
    """
    cited_spans = [span for _, cited in sentences for span in cited]
    spans = list(dict.fromkeys([*cited_spans, *(span for _, span in figures)]))
    number = {span: n for n, span in enumerate(spans, start=1)}
    listed = [figure | {"citation": number[span]} for figure, span in figures]
    return Outcome(
        record={
            "schema": 1,
            "status": "answered",
            "mode": "generated",
            "answer": [
                {"text": text, "citations": [number[span] for span in cited]}
                for text, cited in sentences
            ],
            "citations": [
                {"id": n, "document": span.document, "quote": span.quote}
                for span, n in number.items()
            ],
            "disagreements": [{"about": "ships", "figures": listed}] if listed else [],
            "withheld": [{"text": text, "reason": "why"} for text in withheld],
        },
        ranked=tuple(tuple(place) for place in ranked),
        confidence=confidence,
        seconds=seconds,
    )
