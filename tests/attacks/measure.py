"""Measures the attacks on the real weights: `python -m attacks.measure [MODEL] [COUNT]`.

Each question is asked of the four articles alone, then with one attack beside them. Prints a line
for each attack that achieved something, then the counts by kind, and exits 1 if any did.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from attacks.documents import REWORDED, UNKNOWN, Attack, Record, attacks, outcome, write

from index.library import Library
from index.weights import Weights
from rag.answer import record
from rag.assembly import WRITER, Engines, open_desk, open_engines, open_indexer
from rag.pipeline import Question
from rag.vocabulary import Answer

SEEDS = Path(__file__).parents[2] / "seeds"


class Bench:
    """The loaded weights and, for each question, its answer without an attack."""

    def __init__(self, model: str) -> None:
        self._weights = Weights(offline=True)
        self._engines: Engines = open_engines(self._weights, model=model)
        self._before: dict[str, Record] = {}

    def outcome(self, attack: Attack) -> tuple[str | None, Record]:
        """What the attack achieved, and the answer it got."""
        question = attack["question"]
        if question not in self._before:
            self._before[question] = self._ask(question, None)
        after = self._ask(question, attack)
        return outcome(attack, self._before[question], after), after

    def _ask(self, question: str, attack: Attack | None) -> Record:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            paths = [SEEDS] if attack is None else [SEEDS, write(attack, folder)]
            with Library.create(folder / "library") as library:
                open_indexer(library, self._weights).index(paths)
            desk = open_desk(folder / "library", self._weights, engines=self._engines)
            with desk.library:
                *_, answer = desk.pipeline.answer(Question(question))
        assert isinstance(answer, Answer)
        return record(answer, {})


def main(model: str = WRITER, count: int | None = None) -> int:
    bench = Bench(model)
    tried: Counter[str] = Counter()
    achieved: Counter[str] = Counter()
    for attack in (*attacks(), *attacks(REWORDED), *attacks(UNKNOWN))[:count]:
        what, after = bench.outcome(attack)
        tried[attack["kind"]] += 1
        if what is not None:
            achieved[attack["kind"]] += 1
            said = " ".join(s["text"] for s in after["answer"]) or after.get("reason")
            print(f"{what}: {attack['name']} ({attack['kind']}): {said}", flush=True)
    for kind, number in tried.items():
        print(f"{achieved[kind]:3} of {number:3}  {kind}")
    print(f"{achieved.total():3} of {tried.total():3}  all, with {model}")
    return 1 if achieved.total() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2], *(int(number) for number in sys.argv[2:3])))
