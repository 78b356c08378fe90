"""Who is said to say it: a statement stays with the one who made it."""

from collections.abc import Sequence

from rag.coverage import coverage
from rag.figures import Figure
from rag.speakers import names, same_name, speakers
from rag.vocabulary import Source


def misattributed(text: str, sources: Sequence[Source]) -> str | None:
    """Why a sentence puts words into another's mouth; None when all its speakers do speak.

    Where the sources name nobody as speaking there is nothing to compare with.
    """
    there = [said for source in sources for said in _speakers_in(source)]
    for attribution in speakers(text):
        who = attribution.speaker
        if there and who is not None and names(who) and not any(_is(who, said) for said in there):
            return f"the cited sentences do not have {who} say this"
    return None


def anothers(claimed: Figure, given: Sequence[Figure]) -> bool:
    """Whether a figure is put into one mouth while all who give it are others, by name."""
    who = claimed.speaker
    if who is None or not names(who) or not given:
        return False
    return all(
        figure.speaker is not None
        and not any(_is(who, said) for said in (figure.speaker, figure.relayed) if said)
        for figure in given
    )


def _speakers_in(source: Source) -> list[str]:
    found = speakers(source.text, source.before)
    return [who for a in found for who in (a.speaker, a.relayed) if who is not None]


def _is(speaker: str, said: str) -> bool:
    named = any(same_name(a, b) for a in names(speaker) for b in names(said) or (said,))
    return named or coverage(speaker, [said]) == 1.0 or coverage(said, [speaker]) == 1.0
