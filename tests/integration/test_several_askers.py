"""Several askers of one library on Milvus and one served model: they keep nothing of their own."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from fakes.fake_encoder import FakeEncoder
from fakes.libraries import any_name, candidates, milvus_server
from fakes.openai_server import Served, serve
from index.indexer import Indexer
from index.retriever import Retriever
from index.store import Store, create_store, open_store
from rag.abstention import Abstention
from rag.answer import Record, record
from rag.gate import Gate
from rag.model_server import ModelServer
from rag.openai_generator import OpenAIGenerator
from rag.pipeline import Pipeline, Question
from rag.receipt import receipt
from rag.settings import Settings
from rag.vocabulary import Answer

SENTENCE = "The flood killed 40 people, the mayor said."
QUESTIONS = ("How many people did the flood kill?", "What did the mayor say of the flood?")


class Asker:
    """What one process has of its own: connections."""

    def __init__(self, place: Path, model: str) -> None:
        self.library: Store = open_store(place)
        self.generator = OpenAIGenerator(ModelServer(model), "")
        self.encoder = FakeEncoder()
        retriever = Retriever(self.library, self.encoder, candidates(self.library))
        self.pipeline = Pipeline(
            retriever, self.generator, Gate(), Abstention(""), Settings(sentences=1)
        )

    def ask(self, question: str) -> Record:
        *_, answer = self.pipeline.answer(Question(question, as_of="2024-12-31"))
        assert isinstance(answer, Answer)
        told = receipt(self.library.digest(), self.generator, self.encoder.sha256)
        return record(answer, told) | {"timings": {}}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with milvus_server(tmp_path_factory.mktemp("milvus")) as server:
        yield Path(f"{server}/{any_name()}")


def add(place: Path, file: Path, text: str) -> None:
    file.write_text(text)
    with create_store(place) as library:
        assert Indexer(library, FakeEncoder()).index([file]).failed == []


def asked_at_once(askers: Sequence[Asker], question: str) -> list[Record]:
    found: list[Record] = [{} for _ in askers]

    def ask(n: int) -> None:
        found[n] = askers[n].ask(question)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(askers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_askers_answer_alike_at_once_and_in_any_order(place: Path, tmp_path: Path) -> None:
    add(place, tmp_path / "a.txt", f"{SENTENCE} Snow fell later.")
    with ExitStack() as stack:
        model = stack.enter_context(serve(Served(text=f"{SENTENCE} [1]")))
        model.logprobs = {"Yes": -0.01, "No": -9.0}
        askers = [Asker(place, model.address) for _ in range(3)]
        for asker in askers:
            stack.enter_context(asker.library)
        for question in (*QUESTIONS, *reversed(QUESTIONS)):
            first, *others = asked_at_once(askers, question)
            assert [s["text"] for s in first["answer"]] == [SENTENCE]
            assert others == [first, first]
        before = first["receipt"]["library"]
        add(place, tmp_path / "b.txt", "The flood left Lima on Friday.")
        first, *others = asked_at_once(askers, QUESTIONS[0])
        assert others == [first, first]
        assert first["receipt"]["library"] != before
