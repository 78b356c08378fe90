"""Who is said to say it: a statement stays with the one who made it."""

from collections.abc import Sequence

from rag.coverage import coverage
from rag.figures import Figure
from rag.names import unknown_names
from rag.nations import states
from rag.speakers import names, same_name, speakers, speaks_for
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


def asked_of_another(question: str, sources: Sequence[Source], texts: Sequence[str]) -> str | None:
    """Why sources do not have the speaker whom a question names; None when they may.

    "What did Ann Lee say" is not answered by what another says, even one who speaks of Ann Lee. Who
    speaks for a body in one of the `texts` ("White House spokesperson Ann Lee") speaks as that body
    too. Countries and their capitals are left out: many speak for them.
    """
    for who in (a.speaker for a in speakers(question)):
        if who is None or names(who) != (who,) or who.isupper() or states(who):
            continue
        if not any(_has_speak(source, who, texts) for source in sources):
            return f"the cited sentences do not have {who} say this"
    return None


def _has_speak(source: Source, who: str, texts: Sequence[str]) -> bool:
    said = _speakers_in(source)
    if not any(names(speaker) for speaker in said):
        return not unknown_names(who, (source.text, *source.before))
    return any(_is(who, s) or any(speaks_for(who, s, text) for text in texts) for s in said)


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
