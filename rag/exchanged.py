"""What stands in another's place: a sentence copied from its source but for a name or a figure.

The other checks ask whether the sources have a name and a figure at all. Here the sentence is laid
word by word beside the source it is nearest to; where the words around agree, what is between must.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rag.figures import Figure, figures, same_value, supported
from rag.names import names, same_or_state
from rag.tokens import Token, tokens, word_set

ENOUGH_ALIKE = 0.7  # share of the claim's words that stand in the source in the same order
LONGEST = 6  # words of an exchanged part; longer ones are another wording
_PARSED = ("count", "percent", "fraction", "money", "measure", "age", "ordinal")
_EXCHANGES = tuple(
    (word_set(there), word_set(here))
    for there, here in (
        ("some many most several few", "all every no"),
        ("may might could would", "will did does"),
        ("mainly mostly partly largely primarily", "only entirely solely"),
        ("often sometimes usually", "always never"),
        ("all every always never only", "some many most several often sometimes"),
        ("about around nearly almost", "exactly"),
    )
)
_OPPOSED = tuple(
    word_set(group)
    for group in (
        "he she",
        "his her",
        "before after",
        "more fewer less",
        "above below",
        "first last",
        "higher lower",
        "northern southern",
        "eastern western",
        "north south",
        "east west",
        "million billion",
        "older younger",
        "son daughter",
        "early late",
    )
)


class Part(NamedTuple):
    """A part of a sentence."""

    sentence: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.sentence[self.start : self.end]


def exchanged(claim: str, sources: Sequence[str]) -> str | None:
    """Why a sentence is its nearest source with something else in one place, or None.

    Only names, figures, and words that exclude each other count; any other word may be a synonym.
    """
    mine = tokens(claim)
    aligned = [(_alignment(mine, tokens(source)), source) for source in sources]
    if not mine or not aligned:
        return None
    alike, source = max(aligned, key=lambda pair: _shared(pair[0]))
    if _shared(alike) < ENOUGH_ALIKE * len(mine):
        return None
    for here, there in _places(alike, claim, mine, source, tokens(source)):
        if _another_name(here, there) or _another_figure(here, there) or _another_word(here, there):
            return f"where the sources say “{there.text}” it says “{here.text}”"
    return None


def _alignment(mine: Sequence[Token], theirs: Sequence[Token]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [t.lower for t in theirs], [t.lower for t in mine], autojunk=False)


def _shared(alike: SequenceMatcher[str]) -> int:
    return sum(block.size for block in alike.get_matching_blocks())


def _places(
    alike: SequenceMatcher[str],
    claim: str,
    mine: Sequence[Token],
    source: str,
    theirs: Sequence[Token],
) -> Iterator[tuple[Part, Part]]:
    """The parts of claim and source that stand in one place and differ."""
    for kind, a, b, c, d in alike.get_opcodes():
        # The sentence may begin where a longer source goes on.
        first = b - d if c == 0 and b - a > LONGEST else a
        if kind == "replace" and max(b - first, d - c) <= LONGEST:
            yield (
                Part(claim, mine[c].start, mine[d - 1].end),
                Part(source, theirs[first].start, theirs[b - 1].end),
            )


def _another_name(here: Part, there: Part) -> bool:
    """Whether a name stands where the source has one that the sentence drops."""
    mine = [n for n in names(here.sentence) if n in here.text]
    theirs = [n for n in names(there.sentence) if n in there.text]
    new = [n for n in mine if not any(same_or_state(n, o) for o in theirs)]
    gone = [n for n in theirs if not any(same_or_state(n, o) for o in names(here.sentence))]
    return bool(new) and bool(gone)


def _another_figure(here: Part, there: Part) -> bool:
    mine = [f for f in figures(here.sentence) if f.start < here.end and here.start < f.end]
    theirs = [f for f in figures(there.sentence) if f.start < there.end and there.start < f.end]
    pairs = [(f, g) for f in mine for g in theirs if _comparable(f, g)]
    if not pairs or any(same_value(f, g) for f, g in pairs):
        return False
    # Two that have changed places both stand in the claim.
    swapped = any(same_value(f, g) for f in figures(here.sentence) for g in theirs)
    return swapped or not all(_is_told(f, figures(there.sentence)) for f in mine)


def _is_told(claimed: Figure, given: Sequence[Figure]) -> bool:
    """Whether a source tells of a figure itself what the claim tells of it, in another place."""
    same = [g for g in given if claimed.role and claimed.role == g.role]
    return supported(claimed, same) is None if same else False


def _comparable(one: Figure, other: Figure) -> bool:
    """Counts and the like; dates written alike, since "Thursday" may be "26 December"."""
    if one.kind == other.kind == "date":
        alike = len(one.text.split()) == len(other.text.split())
        return alike and one.text[-1].isdecimal() and other.text[-1].isdecimal()
    return one.kind in _PARSED and other.kind in _PARSED


def _another_word(claimed: Part, source: Part) -> bool:
    mine, theirs = _words(claimed.text), _words(source.text)
    if any(theirs & there and mine & here for there, here in _EXCHANGES):
        return True
    return any(
        len(theirs & group) == len(mine & group) == 1 and mine & group != theirs & group
        for group in _OPPOSED
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(token.lower for token in tokens(text))
