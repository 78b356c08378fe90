"""The one place that picks implementations and puts the parts together."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from index.encoder import Encoder
from index.errors import LibraryError, ModelError
from index.indexer import Indexer
from index.library import Library
from index.numpy_encoder import NumpyEncoder
from index.onnx_reranker import OnnxReranker
from index.reranker import Reranker
from index.retriever import Candidates, LocalCandidates, Retriever
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.store import Store, open_store
from index.weight_folder import sha256_of
from index.weights import Progress, Weights
from rag.abstention import Abstention
from rag.answerability import Answerability, AnswerabilityModel
from rag.check import CheckedSentence, Checker
from rag.closer_reading import CloserReading
from rag.entailment import Entailment
from rag.gate import Gate
from rag.generator import Generator
from rag.interruption import Interruption
from rag.judge import Judge
from rag.marked import FigureModel
from rag.pair_judge import PairJudge
from rag.pipeline import Pipeline
from rag.receipt import receipt
from rag.settings import Settings
from rag.small_entailment import SmallEntailment

WRITER = "qwen2.5-coder-1.5b"
ENCODER = "all-minilm-l6-v2"
RERANKER = "ms-marco-minilm-l12"
NO_MODEL = "none"
SERVED = ("http://", "https://")
MODEL_FORMS = "NAME|PATH.gguf|http://HOST:PORT/v1#NAME|none"  # as `--help` shows them
LEAST_ENTAILMENT = 1.0  # log-odds, from the development questions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Engines:
    """The loaded weights; they serve any number of libraries, one question at a time."""

    encoder: Encoder
    reranker: Reranker | None
    generator: Generator | None
    small: PairJudge = field(default_factory=lambda: SmallEntailment(_threads()))
    answerability: Answerability = field(default_factory=lambda: AnswerabilityModel(_threads()))
    figures: Answerability = field(default_factory=lambda: FigureModel(_threads()))
    closer: CloserReading | None = None

    @property
    def judging(self) -> Generator | None:
        """The generator where it can be asked for a yes or no."""
        return _judging(self.generator)


@dataclass(frozen=True, slots=True)
class Desk:
    """A library that is open for questions: the pipeline and what its receipts say."""

    library: Store
    pipeline: Pipeline
    engines: Engines

    @property
    def encoder(self) -> Encoder:
        return self.engines.encoder

    @property
    def generator(self) -> Generator | None:
        return self.engines.generator

    def check(self, text: str) -> Iterator[CheckedSentence]:
        """Every sentence of a draft with its verdict, each as it is judged."""
        return Checker(self.pipeline, Judge(self.engines.judging, self.engines.small)).check(text)

    def heed(self, interruption: Interruption) -> None:
        """From now on the work for a question raises Interrupted, soon, when this is made."""
        self.pipeline.heed(interruption)

    def receipt(self) -> dict[str, str | None]:
        """The receipt of an answer given now."""
        return receipt(self.library.digest(), self.generator, self.encoder.sha256)


def open_engines(
    weights: Weights, *, model: str = WRITER, progress: Progress | None = None
) -> Engines:
    """Loads encoder and model side by side, after fetching what is missing.

    `model` is a catalogued name, a path to a .gguf file, a server's address, or "none". Raises
    WeightsError or ModelError for a model that cannot be had.
    """
    encoder = open_encoder(weights, progress)
    reranker = OnnxReranker(RERANKER, weights.ensure(RERANKER, progress), _threads())
    path = _model_path(model, weights, progress)
    answerability = AnswerabilityModel(_threads())
    figures = FigureModel(_threads())
    others = (encoder.load, reranker.load, answerability.load, figures.load)
    generator = _beside(others, lambda: _generator(model, path, weights))
    closer = _closer(generator, answerability)
    return Engines(
        encoder, reranker, generator, answerability=answerability, figures=figures, closer=closer
    )


def open_desk(
    folder: Path,
    weights: Weights,
    *,
    model: str = WRITER,
    settings: Settings | None = None,
    progress: Progress | None = None,
    engines: Engines | None = None,
) -> Desk:
    """Opens a library for questions; with `engines` given, nothing is loaded again.

    Raises LibraryError for a library that is missing or empty, and what `open_engines` raises.
    """
    library = open_store(folder)
    if not library.count():
        raise LibraryError(f"the library {folder} is empty: add documents with `footnoted index`")
    library.check_encoder(engines.encoder if engines else open_encoder(weights, progress))
    engines = engines or open_engines(weights, model=model, progress=progress)
    encoder, generator = engines.encoder, engines.generator
    retriever = Retriever(library, encoder, _candidates(library, encoder), engines.reranker)
    judging = engines.judging
    abstention = Abstention(None if judging is None else judging.sha256)
    gate = _gate(engines)
    pipeline = Pipeline(
        retriever, generator, gate, abstention, settings or Settings(),
        answerability=engines.answerability, closer=engines.closer,
    )  # fmt: skip
    return Desk(library, pipeline, engines)


def open_judge(weights: Weights, *, model: str = WRITER, progress: Progress | None = None) -> Judge:
    """A judge of given pairs; needs no library."""
    generator = _judging(_generator(model, _model_path(model, weights, progress), weights))
    return Judge(generator, SmallEntailment(_threads()))


def open_indexer(
    library: Store, weights: Weights, progress: Progress | None = None, ray: str | None = None
) -> Indexer:
    """Opens a library for adding documents; the encoder loads when there is something to add.

    With `ray`, a cluster's address, documents are read, split and encoded there.
    """
    encoder = _document_encoder(weights, progress)
    if ray is None:
        return Indexer(library, encoder)
    from index.ray_indexer import RayIndexer

    return RayIndexer(library, encoder, ray, _worker_encoder)


def _document_encoder(weights: Weights, progress: Progress | None = None) -> Encoder:
    path = weights.ensure(ENCODER, progress)
    return SentenceTransformerEncoder(ENCODER, weights.sha256(ENCODER), path)


def _worker_encoder() -> Encoder:
    """A worker's own: it fetches what its machine lacks."""
    return _document_encoder(Weights())


def open_encoder(weights: Weights, progress: Progress | None = None) -> NumpyEncoder:
    """The encoder of questions, not yet loaded; its weights are fetched if they are missing.

    It gives the vectors that the indexer's encoder gives, without what that takes to import.
    """
    path = weights.ensure(ENCODER, progress)
    return NumpyEncoder(ENCODER, weights.sha256(ENCODER), path)


def _candidates(library: Store, encoder: Encoder) -> Candidates:
    if isinstance(library, Library):
        from index.faiss_index import FaissIndex
        from index.snapshot import load_index

        return LocalCandidates(library, load_index(library, encoder.dimension, FaissIndex))
    from index.milvus_candidates import MilvusCandidates
    from index.milvus_library import MilvusLibrary

    if isinstance(library, MilvusLibrary):
        return MilvusCandidates(library)
    raise TypeError(f"nothing searches a {type(library).__name__}")


def _model_path(model: str, weights: Weights, progress: Progress | None) -> Path | None:
    if model == NO_MODEL or model.startswith(SERVED):
        return None
    if model.endswith(".gguf"):
        path = Path(model)
        if not path.is_file():
            raise ModelError(f"there is no model file {path}: give the path of a .gguf file")
        return path
    return weights.ensure(model, progress)


def _generator(model: str, path: Path | None, weights: Weights) -> Generator | None:
    if model.startswith(SERVED):
        return _served(model, weights)
    if path is None:
        return None
    from rag.kept_readings import KeptReadings
    from rag.llama_cpp_generator import LlamaCppGenerator

    known = {entry.name for entry in weights.entries()}
    sha256 = weights.sha256(model) if model in known else sha256_of(path)
    return LlamaCppGenerator(path, sha256, readings=KeptReadings())


def _closer(generator: Generator | None, small: Answerability) -> CloserReading | None:
    if generator is None or not generator.sha256:
        return None  # a server's: llama.cpp need not be here
    from rag.adapted_llama import AdaptedLlama, suits

    return CloserReading(small, AdaptedLlama(generator)) if suits(generator) else None


def _served(model: str, weights: Weights) -> Generator:
    from rag.model_server import ModelServer
    from rag.openai_generator import OpenAIGenerator

    address, _, name = model.partition("#")
    server = ModelServer(address)
    if weights.offline and not server.on_this_machine:
        raise ModelError(
            f"FOOTNOTED_OFFLINE is set and {address} is another machine: unset it, or name a"
            " --model on this one"
        )
    generator = OpenAIGenerator(server, name)
    if generator.limits is not None:
        logging.getLogger("footnoted").warning("footnoted: %s", generator.limits)
    return generator


def _judging(generator: Generator | None) -> Generator | None:
    return generator if generator is not None and generator.weighs else None


def _gate(engines: Engines) -> Gate:
    models = engines.answerability, engines.figures, engines.closer
    return Gate(Entailment(engines.judging, LEAST_ENTAILMENT, *models))


def _beside(others: Sequence[Callable[[], object]], task: Callable[[], T]) -> T:
    """Runs `task` here while `others` run in a thread; the first error of either is raised."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            for other in others:
                other()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        result = task()
    finally:
        thread.join()
    if failed:
        raise failed[0]
    return result


def _threads() -> int:
    return os.cpu_count() or 1
