"""The large model's answers, kept in a file: a long run goes on where it stopped."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from index.weights import Weights
from rag.assembly import open_judge
from rag.entailment import Entailment, passage
from rag.generator import Generator
from rag.vocabulary import Source

NONE = "none"


class Asking:
    """Answers from `file` (JSONL), and from the model what is not there yet."""

    def __init__(self, file: Path, model: str) -> None:
        self._file = file
        self._model = model
        self._known: dict[str, float] = {}
        if file.exists():
            rows = (json.loads(line) for line in file.read_text("utf-8").splitlines())
            self._known = {row["key"]: row["margin"] for row in rows}

    def entailment(self) -> Entailment | None:
        """What the gate asks; None without a model."""
        if self._model == NONE:
            return None
        generator = open_judge(Weights(), model=self._model).generator
        return None if generator is None else _Remembered(generator, self._known, self._file)


class _Remembered(Entailment):
    def __init__(self, generator: Generator, known: dict[str, float], file: Path) -> None:
        super().__init__(generator, 0.0)
        self._known = known
        self._into = file

    def supports(self, claim: str, sources: Sequence[Source]) -> bool:
        text = "\0".join((claim, *(passage(s) for s in sources)))
        key = hashlib.sha256(text.encode()).hexdigest()[:16]
        if key not in self._known:
            self._known[key] = self.margin(claim, [passage(s) for s in sources])
            self._into.parent.mkdir(parents=True, exist_ok=True)
            with self._into.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, "margin": self._known[key]}) + "\n")
        return self._known[key] >= self._least
