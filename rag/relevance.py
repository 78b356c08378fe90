"""Whether a figure is the one that was asked for, not merely a true one."""

from collections.abc import Sequence

from index.vocabulary import Evidence
from rag.asked import asked
from rag.disagreements import Figured, answering
from rag.figures import figures

COUNTS = ("count",)


def asks_for_count(question: str) -> bool:
    """Whether the question asks how many, of somebody to whom something happened."""
    wanted = asked(question)
    return wanted is not None and wanted.kinds == COUNTS


def figures_asked_for(question: str, evidence: Sequence[Evidence]) -> tuple[Figured, ...]:
    """The figures in the evidence that answer a question for a count; empty for other questions."""
    return answering(question, evidence) if asks_for_count(question) else ()


def another_figure(question: str, text: str, before: Sequence[str]) -> str | None:
    """Why a sentence's figures are not those asked for; None when one is, or none was asked for."""
    wanted = asked(question)
    if wanted is None or wanted.kinds != COUNTS or not wanted.roles:
        return None
    counts = [f for f in figures(text, before) if f.kind == "count"]
    if not counts or any(f.role in wanted.roles or f.also in wanted.roles for f in counts):
        return None
    return "the figure is not the one that was asked for"
