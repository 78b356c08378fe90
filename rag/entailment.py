"""The language model's own yes or no: does the passage support the claim?"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag import prompt
from rag.doubtful import Reader
from rag.figures import Figure
from rag.generator import Generator, leaning
from rag.vocabulary import Source

# Log-odds: of 15 quotations that nobody was sure of, 8 of 10 above it answered, none of 5 below.
LEAST_SAYING = -0.25
# Of 65 where the refusal was sure, it keeps 43 of 44 that answer and leaves out 3 of 21 others.
LEAST_WHERE_SURE = -0.8
# Of 47 sentences in quite other words than their questions, 5 of 6 below it were beside them, 11 of
# 41 above it.
LEAST_IN_OTHER_WORDS = -0.4
LONGEST_OPTION = 16  # tokens


class Entailment:
    """Asks a generator about one claim at a time; `least` is the lowest log-odds that will do."""

    def __init__(self, generator: Generator, least: float) -> None:
        self._generator = generator
        self._least = least

    def supports(self, claim: str, sources: Sequence[Source]) -> bool:
        """Whether the sources bear the claim out."""
        return self.margin(claim, [passage(s) for s in sources]) >= self._least

    def margin(self, claim: str, passages: Sequence[str]) -> float:
        """Log-odds of yes over no."""
        return leaning(self._generator, prompt.supported(claim, passages))

    def says(self, question: str, passage: str, *, sure: bool) -> bool:
        """Whether a passage says what a question asks, exactly as it is asked."""
        least = LEAST_WHERE_SURE if sure else LEAST_SAYING
        return leaning(self._generator, prompt.said(question, passage)) >= least

    def may_say(self, question: str, text: str) -> bool:
        """Whether a sentence in other words than a question may be its answer."""
        return leaning(self._generator, prompt.said(question, text)) >= LEAST_IN_OTHER_WORDS

    def reader(self, question: str) -> Reader:
        """What reads for one question."""
        return _Reader(self._generator, question)


@dataclass(frozen=True, slots=True)
class _Reader:
    generator: Generator
    question: str

    def choice(self, article: str, options: Sequence[str]) -> tuple[str, float]:
        asked = prompt.choosing(self.question, article)
        *given, none = self.generator.weigh(asked, (*options, prompt.NONE))
        odds = max(given) - none
        likely = [o for o, logit in zip(options, given, strict=True) if logit == max(given)]
        if len(likely) == 1 or not self.generator.writes:
            return likely[0], odds
        # Their first tokens are the same.
        grammar = prompt.option_grammar(likely)
        text = "".join(self.generator.write(asked, grammar, LONGEST_OPTION))
        return next(option for option in likely if option.startswith(text)), odds

    def answers(self, figure: Figure, passage: str) -> float:
        return leaning(self.generator, prompt.answered_by(self.question, passage, figure.text))


def passage(source: Source) -> str:
    """A source with the sentence before it, which says who "he" is."""
    return " ".join((*source.before[-1:], source.text))
