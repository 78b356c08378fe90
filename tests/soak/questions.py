"""A thousand questions in one process: `python -m soak.questions fake|none|MODEL [COUNT]`.

Memory after a fifth of them and at the end may differ by 5 %; every record must verify.
"""

import itertools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from soak.memory import resident, verdict

from fakes.fake_encoder import DIMENSION, FakeEncoder
from fakes.fake_generator import FakeGenerator
from index.faiss_index import FaissIndex
from index.indexer import Indexer
from index.library import Library
from index.retriever import LocalCandidates, Retriever
from index.snapshot import load_index
from index.weights import Weights
from rag.abstention import Abstention
from rag.answer import record
from rag.assembly import open_desk, open_indexer
from rag.gate import Gate
from rag.generator import Prompt
from rag.pipeline import Pipeline, Question
from rag.receipt import receipt, sealed
from rag.settings import Settings
from rag.verification import problems
from rag.vocabulary import Answer

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTIONS = (
    "How many North Korean soldiers were wounded?",
    "Who called the use of foreign troops a historic move?",
    "How many North Korean soldiers were killed in Kursk?",
    "What did Kirby say about the tactics?",
    "Who wrote the novel Dune?",
    "Where were the memos found?",
    "What happens to the families of soldiers who are captured?",
)
FAKE = "fake"


class Forgetful(FakeGenerator):
    """A fake that does not keep what it was asked."""

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        self.prompts.clear()
        return super().write(prompt, grammar, limit)


def pipeline(library: Library) -> Pipeline:
    """Real library, real index, real gate; encoder and model are fakes."""
    Indexer(library, FakeEncoder()).index([SEEDS])
    index = load_index(library, DIMENSION, FaissIndex)
    retriever = Retriever(library, FakeEncoder(), LocalCandidates(library, index))
    generator = Forgetful("Around 300 soldiers were killed, the lawmaker said. [1]")
    return Pipeline(retriever, generator, Gate(), Abstention(generator.sha256), Settings())


def main(model: str, count: int = 1000) -> int:
    with tempfile.TemporaryDirectory() as made, Library.create(Path(made) / "library") as library:
        if model == FAKE:
            ask = pipeline(library)
        else:
            weights = Weights(offline=True)
            open_indexer(library, weights).index([SEEDS])
            ask = open_desk(library.folder, weights, model=model).pipeline
        return _ask_all(library, ask, model, count)


def _ask_all(library: Library, ask: Pipeline, model: str, count: int) -> int:
    before, broken = 0, 0
    for number, text in enumerate(itertools.islice(itertools.cycle(QUESTIONS), count)):
        *_, answer = ask.answer(Question(f"{text} ({number})" if number % 2 else text))
        assert isinstance(answer, Answer)
        saved = sealed(record(answer, receipt(library.digest(), None, model)))
        broken += bool(problems(saved, library))
        if number == count // 5:
            before = resident()
    print(f"{count} questions with {model}: {broken} records do not verify")
    return verdict(before, resident()) or int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *(int(number) for number in sys.argv[2:3])))
