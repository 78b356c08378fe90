"""A generator that writes what it was told to, and remembers what it was asked."""

from collections.abc import Iterator, Sequence

from rag.generator import Prompt
from rag.interruption import Interrupted, Interruption


class FakeGenerator:
    """Answers every prompt with the same text; `margin` is its Yes minus No logit."""

    name = "fake"
    sha256 = "f" * 64

    def __init__(self, text: str = "", margin: float = 5.0, limits: str | None = None) -> None:
        self.text = text
        self.margin = margin
        self.limits = limits
        self.writes = True
        self.weighs = True
        self.prompts: list[Prompt] = []
        self.interruption = Interruption()

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        self.prompts.append(prompt)
        for start in range(0, len(self.text), 3):
            if self.interruption.made:
                raise Interrupted
            yield self.text[start : start + 3]

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        return [self.margin] + [0.0] * (len(options) - 1)

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def heed(self, interruption: Interruption) -> None:
        self.interruption = interruption
