"""Whether a figure of a passage is what a question asks for: the project's own model of it.

A BERT cross-encoder of 33 million parameters, the answerability model trained on by
eval/figure_training; its model card lies beside it in rag/figure_model. A passage that answers
"How many jobs will go?" may hold five numbers; here one of them is marked, and what another source
says may stand beside the question.
"""

from rag.figures import Figure
from rag.own_model import QuestionModel, sha256_in

FOLDER = "figure_model"
AROUND = 7  # words to either side of a figure that are shown of another source
_OPENING, _CLOSING = "«", "»"


class FigureModel(QuestionModel):
    """The model that comes with the project, read at the first pair."""

    def __init__(self, threads: int | None = None) -> None:
        super().__init__(FOLDER, threads)


def marked(text: str, figure: Figure) -> str:
    """A sentence with one of its figures marked."""
    before, within, after = _parted(text, figure)
    return f"{before}{within}{after}"


def in_short(text: str, figure: Figure) -> str:
    """A figure, marked, with the few words of its sentence around it."""
    before, within, after = _parted(text, figure)
    return " ".join((*before.split()[-AROUND:], within, *after.split()[:AROUND]))


def beside(question: str, other: str | None) -> str:
    """A question with what another source says, in short."""
    return question if other is None else f"{question} {_CLOSING} {other}"


def _parted(text: str, figure: Figure) -> tuple[str, str, str]:
    within = f"{_OPENING} {text[figure.start : figure.end]} {_CLOSING}"
    return text[: figure.start], within, text[figure.end :]


def sha256() -> str:
    """The digest of the model file, as its card states it."""
    return sha256_in(FOLDER)
