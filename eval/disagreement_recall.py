"""Disagreement recall: the gold figures that are shown with their source, over all there are.

A figure is shown when a sentence of the answer states it and cites a passage of the document that
gives it in these words, or when the disagreements beside the answer list it (the same wording or
the same bounds) with a citation of that document. Averaged over figures, not over questions.
"""

from eval.answer_correctness import found
from eval.outcome import Outcome, Span
from eval.questions import GoldFigure, Question
from eval.score import Score
from eval.stated_numbers import stated_numbers


def disagreement_recall(question: Question, outcome: Outcome) -> Score | None:
    """0..1, weighted by gold figures; None for a question without figures."""
    gold = question.figures
    if not gold:
        return None
    lacking = [f"{f.value} ({f.document})" for f in gold if not _shown(f, outcome)]
    share = 1 - len(lacking) / len(gold)
    why = f"lacks {', '.join(lacking)}" if lacking else "all figures shown"
    return Score(share, outcome.text, why, weight=len(gold))


def _shown(gold: GoldFigure, outcome: Outcome) -> bool:
    stated = any(
        _states(statement.text, gold) and any(_gives(span, gold) for span in statement.citations)
        for statement in outcome.statements
    )
    return stated or any(
        span.document == gold.document and _same(figure, gold) for figure, span in outcome.figures()
    )


def _gives(span: Span, gold: GoldFigure) -> bool:
    return span.document == gold.document and found(gold.value, span.quote)


def _states(text: str, gold: GoldFigure) -> bool:
    """The wording, or all its numbers: hedges may differ, that is another check's business."""
    numbers = stated_numbers(gold.value)
    return found(gold.value, text) or (bool(numbers) and numbers <= stated_numbers(text))


def _same(figure: dict[str, object], gold: GoldFigure) -> bool:
    bounds = (gold.low, gold.high)
    if bounds != (None, None) and (figure["low"], figure["high"]) == bounds:
        return True
    return _states(str(figure["value"]), gold)
