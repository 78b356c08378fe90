"""Writing one sentence at a time: the model proposes, the gate decides, then the next."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.vocabulary import Sentence
from rag import prompt
from rag.claims import claims, joined_initials
from rag.draft import Draft
from rag.gate import Gate
from rag.generator import Generator
from rag.mending import mended
from rag.parts import Part
from rag.passages import Passage, numbered
from rag.progress import Phase
from rag.quotations import closed
from rag.settings import Settings
from rag.stopwatch import Stopwatch
from rag.vocabulary import Source, Statement, Withheld


class Writer:
    """Asks a generator for an answer; what comes out has passed the gate or is reported so."""

    def __init__(self, generator: Generator, gate: Gate, settings: Settings) -> None:
        self._generator = generator
        self._gate = gate
        self._settings = settings

    def write(
        self,
        part: Part,
        shown: Sequence[Passage],
        best: frozenset[Sentence],
        draft: Draft,
        watch: Stopwatch,
    ) -> Iterator[Phase | Statement | Withheld]:
        """Each sentence as soon as it is decided on; all of them are in `draft` too.

        Each has to rest on one of the `best` sentences of what is shown.
        """
        sources = numbered(shown)
        begun = ""
        for count in range(self._settings.sentences):
            yield Phase("writing")
            with watch.phase("generate"):
                proposal = self._propose(part, shown, begun)
            if proposal is None:
                return
            written, numbers = proposal
            text = closed(joined_initials(written, (s.text for s in sources.values())))
            yield Phase("checking")
            with watch.phase("verify"):
                cited = [sources[n] for n in numbers if n in sources]
                given = tuple(sources.values())
                decided = self._gate.admit(part.text, text, cited, given, best)
                if isinstance(decided, Withheld):
                    decided = self._mended(part, decided, cited, given, best)
            if not draft.take(decided):
                return
            if isinstance(decided, Statement):
                draft.written += 1
            else:
                draft.rested_on += cited
            yield decided
            begun += f"{' ' if count else ''}{text} [{', '.join(map(str, numbers))}]"

    def _mended(
        self,
        part: Part,
        withheld: Withheld,
        cited: Sequence[Source],
        given: Sequence[Source],
        best: frozenset[Sentence],
    ) -> Statement | Withheld:
        """A withheld sentence as its evidence has it, if that passes."""
        better = mended(part.text, withheld.text, cited or given)
        if better == withheld.text:
            return withheld
        again = self._gate.admit(part.text, better, cited, given, best)
        return again if isinstance(again, Statement) else withheld

    def _propose(
        self, part: Part, shown: Sequence[Passage], begun: str
    ) -> tuple[str, tuple[int, ...]] | None:
        grammar = prompt.sentence_grammar(tuple(numbered(shown)), may_end=bool(begun))
        request = replace(prompt.writing(part.wording, shown), begun=begun)
        pieces = self._generator.write(request, grammar, self._settings.tokens)
        return next(claims(pieces), None)
