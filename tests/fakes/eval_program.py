"""The real pipeline over made-up articles, with a model that follows a script and lies at times.

Every part that can be broken on purpose can be replaced.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.desk_system import DeskSystem
from eval.desks import shelve
from eval.questions import GoldEvidence, Question
from index.faiss_index import FaissIndex
from index.retriever import LocalCandidates, Retriever
from index.snapshot import load_index
from index.vocabulary import Document
from rag.abstention import Abstention, Signals
from rag.assembly import Desk, Engines
from rag.gate import Gate
from rag.generator import Prompt
from rag.interruption import Interruption
from rag.pipeline import Pipeline
from rag.settings import Settings
from tests.fakes.fake_encoder import FakeEncoder

TEXTS = {
    "ferry.txt": [
        "The ferry Aurora ran aground near Skagen on Monday morning.",
        "Captain Nils Berg ordered 120 passengers off the ship.",
        "Harbour master Lena Holm said the rocks were poorly marked.",
        "Two tugboats pulled the hull free at noon.",
        "Divers found no leak below the waterline.",
        "The operator cancelled all crossings for a week.",
    ],
    "mill.txt": [
        "A fire destroyed the old paper mill in Tumba.",
        "Owner Karin Falk put the damage at 45 million kronor.",
        "Firefighters from nine stations fought the flames overnight.",
        "The chimney collapsed into the river before dawn.",
        "Police questioned a night watchman about the alarm.",
        "Insurers will visit the site next month.",
    ],
    "theatre.txt": [
        "The municipal theatre in Lund reopened with a comedy.",
        "Director Petra Sand called the renovation a small miracle.",
        "Carpenters rebuilt the revolving stage from oak.",
        "The balcony now seats 310 spectators.",
        "Tickets for the autumn season went on sale yesterday.",
        "A fountain in the foyer still awaits its mosaic.",
    ],
}
DOCUMENTS = {name: " ".join(sentences) for name, sentences in TEXTS.items()}


def _fact(number: int, split: str, words: str, place: tuple[str, int], answer: str) -> Question:
    name, position = place
    evidence = (GoldEvidence(name, TEXTS[name][position]),)
    return Question(f"fact-{number}", split, "fact", words, evidence, ((answer,),))


QUESTIONS = tuple(
    question
    for split in ("dev", "test")
    for question in (
        _fact(1, split, "Who ordered the passengers off the ship?", ("ferry.txt", 1), "Nils Berg"),
        _fact(2, split, "Who put the damage at the paper mill?", ("mill.txt", 1), "Karin Falk"),
        _fact(3, split, "Who called the renovation a miracle?", ("theatre.txt", 1), "Petra Sand"),
        _fact(4, split, "What collapsed into the river?", ("mill.txt", 3), "chimney"),
        _fact(5, split, "What ran aground near Skagen?", ("ferry.txt", 0), "Aurora"),
        Question("near-1", split, "near_miss", "Who insured the ferry Aurora?"),
        Question("near-2", split, "near_miss", "Who designed the stage of the theatre in Lund?"),
    )
)
_GOLD = {q.question: q.evidence[0].quote for q in QUESTIONS if q.evidence}


class LyingGenerator:
    """Writes the gold sentence, then the same with other numbers and names; knows its limits."""

    name = "liar"
    sha256 = "d" * 64
    writes = True
    weighs = True
    limits = None

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        del grammar, limit
        shown = dict(re.findall(r"^\[(\d+)\] (.*)$", prompt.given, re.MULTILINE))
        wanted = _GOLD.get(_asked(prompt), shown["1"])
        number = next((n for n, text in shown.items() if text == wanted), "1")
        if prompt.begun:
            yield f" Mayor Olga Quist counted 777 of them. [{number}]"
        else:
            yield f"{shown[number]} [{number}]"

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        return [5.0 if _asked(prompt) in _GOLD else -5.0, *[0.0] * (len(options) - 1)]

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def heed(self, interruption: Interruption) -> None:
        """Nothing takes long here."""


class Refusal(Abstention):
    """Refuses what the model does not know."""

    def __init__(self) -> None:
        super().__init__(LyingGenerator.sha256)

    def probability(self, seen: Signals) -> float:
        return float((seen.margin or 0.0) > 0)


class NoRefusal(Refusal):
    """Never refuses."""

    def probability(self, seen: Signals) -> float:
        return 1.0


def open_program(
    folder: Path,
    *,
    gate: Gate | None = None,
    refusal: Abstention | None = None,
    retriever: type[Retriever] = Retriever,
) -> DeskSystem:
    """The program over the articles, its parts replaced as named."""
    encoder, generator = FakeEncoder(), LyingGenerator()
    documents = [Document(name, text, "0" * 64) for name, text in DOCUMENTS.items()]
    library = shelve(documents, folder / "library", encoder)
    index = load_index(library, encoder.dimension, FaissIndex)
    pipeline = Pipeline(
        retriever(library, encoder, LocalCandidates(library, index)), generator,
        gate or Gate(), refusal or Refusal(), Settings(),
    )  # fmt: skip
    return DeskSystem("footnoted", Desk(library, pipeline, Engines(encoder, None, generator)))


def _asked(prompt: Prompt) -> str:
    return prompt.question.removeprefix("Question: ").partition("\n")[0]
