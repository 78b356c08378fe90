"""What writes: a language model behind the few calls that the pipeline needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.interruption import Interruption


@dataclass(frozen=True, slots=True)
class Prompt:
    """One chat turn in parts, so that what successive prompts share is read once.

    The user's turn is `given`, then `question`, then `task`; `begun` is what the model is taken to
    have written already. Everything here is plain text: control tokens in it stay plain text.
    """

    system: str
    given: str
    task: str
    begun: str = ""
    question: str = ""


class Generator(Protocol):
    """A model that continues a prompt; calls come one at a time."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def sha256(self) -> str:
        """Hex digest of the weights; empty where a server keeps them to itself."""

    @property
    def writes(self) -> bool:
        """Whether it can be held to a grammar; if not, `write` raises ModelError."""

    @property
    def weighs(self) -> bool:
        """Whether it tells logits; if not, `weigh` raises ModelError."""

    @property
    def limits(self) -> str | None:
        """What it cannot do and what is lost by that, in one line; None where it does it all."""

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        """The most likely continuation within a GBNF grammar, in pieces, at most `limit` tokens."""

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Logits of each option's first token as the next token, in order."""

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` takes."""

    def heed(self, interruption: Interruption) -> None:
        """From now on reading and writing raise Interrupted, at once, when this is made."""


def leaning(generator: Generator, prompt: Prompt) -> float:
    """Log-odds of yes over no as what comes next."""
    yes, no = generator.weigh(prompt, ("Yes", "No"))
    return yes - no
