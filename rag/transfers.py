"""Who gives and who gets: "Russia receives aid" is no "Russia's aid to North Korea"."""

import re
from collections.abc import Sequence

from rag.coverage import terms
from rag.names import names, same_name
from rag.nations import states

_GIVES = (
    r"(?:giv(?:es?|ing|en)|gave|provid(?:es?|ed|ing)|suppl(?:y|ies|ied|ying)|send(?:s|ing)?|sent|"
    r"deliver(?:s|ed|ing)?|sell(?:s|ing)?|sold|offer(?:s|ed|ing)?|grant(?:s|ed|ing)?|"
    r"donat(?:es?|ed|ing)|lend(?:s|ing)?|lent|pay(?:s|ing)?|paid|transfer(?:s|red|ring)?)"
)
_GETS = (
    r"(?:receiv(?:es?|ed|ing)|get(?:s|ting)?|got|obtain(?:s|ed|ing)?|acquir(?:es?|ed|ing)|"
    r"accept(?:s|ed|ing)?|(?:is|was|are|were|been|be|being) (?:given|provided|supplied|sent|paid))"
)
_OBJECT = 4  # words after the verb in which what is given is named
_BETWEEN = r"(?:[’']s)?\s+(?:(?:has|have|had|will|would|also|reportedly|then|now|\w+ly)\s+){0,3}"


def turned_about(claim: str, sources: Sequence[str]) -> str | None:
    """Why a claim has somebody get what the sources have them give, or the other way round.

    Only the sources that speak most of what is given count, and only if none is on the claim's
    side.
    """
    for name in names(claim):
        for mine, other in ((_receives, _gives), (_gives, _receives)):
            told = mine(name, claim)
            if told is None or other(name, claim) is not None:
                continue
            given = terms(" ".join(claim[told.end() :].split()[:_OBJECT]))
            most = max((len(given & terms(s)) for s in sources), default=0)
            about = [s for s in sources if most and len(given & terms(s)) == most]
            spoken = [(alias, s) for s in about for alias in _called(name, s)]
            if any(other(*each) for each in spoken) and not any(mine(*each) for each in spoken):
                does = "gives" if mine is _receives else "gets"
                return f"the sources say that {name} {does} it"
    return None


def _called(name: str, source: str) -> list[str]:
    """What a source calls the named: its own spelling, or the capital for the state."""
    own = states(name)
    return [n for n in names(source) if same_name(name, n) or (own and own == states(n))]


def _gives(name: str, text: str) -> re.Match[str] | None:
    called = re.escape(name)
    active = rf"\b{called}{_BETWEEN}{_GIVES}\b"
    owned = rf"\b{called}[’']s (?:[\w-]+ ){{1,4}}to (?:the )?[A-Z]"
    return re.search(rf"{active}|{owned}", text)


def _receives(name: str, text: str) -> re.Match[str] | None:
    called = re.escape(name)
    active = rf"\b{called}{_BETWEEN}{_GETS}\b"
    given = rf"(?:\b{_GIVES}|(?<!according )\bto) (?:the )?{called}\b(?![’'])"
    return re.search(rf"{active}|{given}", text)
