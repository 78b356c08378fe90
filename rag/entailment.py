"""The language model's own yes or no: does the passage support the claim?"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag import prompt
from rag.doubtful import Reader
from rag.figures import Figure
from rag.generator import Generator, leaning
from rag.vocabulary import Source

# Log-odds for the best of up to four quotations. On 441 questions about 13 subjects 0.05 less
# answers one more and refuses one fewer that has no answer, 0.05 more answers two fewer.
LEAST_SAYING = -0.15
LEAST_WHERE_SURE = -0.5
# Of 23 sentences above it, the best of their articles, 16 were gold evidence, of 92 below it 6.
LEAST_ALSO = 0.1
# Of refused parts of questions worth a second look 6 such quotations were gold evidence, 1 not.
LEAST_IN_DOUBT = 0.25
# Of 47 sentences in quite other words than their questions, of 6 below it 5 were no answers, of 41
# above it 11.
LEAST_IN_OTHER_WORDS = -0.4
REMEMBERED = 64  # passages of which it is known whether they say what was asked
LONGEST_OPTION = 16  # tokens


class Entailment:
    """Asks a generator about one claim at a time; `least` is the lowest log-odds that will do."""

    def __init__(self, generator: Generator, least: float) -> None:
        self._generator = generator
        self._least = least
        self._said: dict[tuple[str, str], float] = {}

    def supports(self, claim: str, sources: Sequence[Source]) -> bool:
        """Whether the sources bear the claim out."""
        return self.margin(claim, [passage(s) for s in sources]) >= self._least

    def margin(self, claim: str, passages: Sequence[str]) -> float:
        """Log-odds of yes over no."""
        return leaning(self._generator, prompt.supported(claim, passages))

    def best_said(self, question: str, passages: Sequence[str], *, sure: bool) -> int | None:
        """Which passage says best what a question asks, exactly as it is asked, if any does."""
        said = [self._saying(question, passage) for passage in passages]
        least = LEAST_WHERE_SURE if sure else LEAST_SAYING
        return said.index(max(said)) if max(said) >= least else None

    def also_says(self, question: str, passage: str) -> bool:
        """Whether a passage of another article answers a question that one has answered."""
        return self._saying(question, passage) >= LEAST_ALSO

    def surely_says(self, question: str, passage: str) -> bool:
        """Whether a passage answers a question though much speaks against an answer."""
        return self._saying(question, passage) >= LEAST_IN_DOUBT

    def may_say(self, question: str, text: str) -> bool:
        """Whether a sentence in other words than a question may be its answer."""
        return self._saying(question, text) >= LEAST_IN_OTHER_WORDS

    def _saying(self, question: str, passage: str) -> float:
        """Log-odds that a passage says what is asked; what was asked before is remembered."""
        key = question, passage
        margin = self._said.get(key)
        if margin is None:
            margin = leaning(self._generator, prompt.said(*key))
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            self._said[key] = margin
        return margin

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
