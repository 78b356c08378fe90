"""The large model, read with an adapter that makes it tell whether a passage answers a question."""

from importlib.resources import as_file, files
from typing import TypeGuard

from rag.generator import Generator
from rag.llama_cpp_generator import AdaptedContext, LlamaCppGenerator
from rag.readable import readable

FOLDER = "answerability_adapter"
# What it was trained on; with other weights it means nothing.
BASE = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
CONTEXT = 512  # tokens
LONGEST = 230  # tokens that are read of a question, and of a passage
TASK = "Does the passage answer the question? Answer yes or no."


class AdaptedLlama:
    """An answerability model, in three quarters of a second a pair on two cores.

    A pair is read as one batch. A question read once for all its passages makes smaller ones, which
    take longer for the two or three that an answer needs.
    """

    def __init__(self, generator: LlamaCppGenerator) -> None:
        """Raises ModelError where llama.cpp does not take the adapter."""
        self._generator = generator
        with as_file(files("rag").joinpath(FOLDER)) as held:
            self._context = AdaptedContext(generator, held / "adapter.gguf", CONTEXT)

    def log_odds(self, question: str, passage: str) -> float:
        """Log-odds of yes over no; unbounded. Raises Interrupted when the generator was told to."""
        yes, no = self._context.next(self._turn(question, passage), ("yes", "no"))
        return yes - no

    def _turn(self, question: str, passage: str) -> list[int]:
        """The user's turn, in the words that the adapter was trained on."""
        control, tokens = self._generator.control, self._generator.tokens
        asked = tokens(f"Question: {readable(question)}\n\n")[:LONGEST]
        told = tokens(f"Passage: {readable(passage)}\n\n")[:LONGEST]
        after = control("<|im_end|>\n<|im_start|>assistant\n")
        return [*control("<|im_start|>user\n"), *asked, *told, *tokens(TASK), *after]


def suits(generator: Generator | None) -> TypeGuard[LlamaCppGenerator]:
    """Whether the adapter was trained on the weights of a generator that can be read with it."""
    return isinstance(generator, LlamaCppGenerator) and generator.sha256 == BASE
