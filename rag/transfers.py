"""Who gives and who gets: "Russia receives aid" is no "Russia's aid to North Korea"."""

import re
from collections.abc import Sequence

from rag.coverage import terms
from rag.names import names, same_or_state

_GIVES = (
    r"(?:giv(?:es?|ing|en)|gave|provid(?:es?|ed|ing)|suppl(?:y|ies|ied|ying)|send(?:s|ing)?|sent|"
    r"deliver(?:s|ed|ing)?|sell(?:s|ing)?|sold|offer(?:s|ed|ing)?|grant(?:s|ed|ing)?|"
    r"donat(?:es?|ed|ing)|lend(?:s|ing)?|lent|pay(?:s|ing)?|paid|transfer(?:s|red|ring)?|"
    r"award(?:s|ed|ing)?|hand(?:s|ed|ing)?)"
)
_GIVEN = (
    r"(?:given|provided|supplied|sent|paid|granted|offered|lent|sold|awarded|handed|donated|"
    r"transferred)"
)
_GETS = (
    r"(?:receiv(?:es?|ed|ing)|get(?:s|ting)?|got|obtain(?:s|ed|ing)?|acquir(?:es?|ed|ing)|"
    rf"accept(?:s|ed|ing)?|b(?:uys?|uying|ought)|(?:is|was|are|were|been|be|being) {_GIVEN})"
)
_BETWEEN = r"(?:[’']s)?\s+(?:(?:has|have|had|will|would|also|reportedly|then|now|\w+ly)\s+){0,3}"
_NOT_OWN = r"(?![’'])"
_AID = r"(?:aid|assistance|support|supplies|sales|deliveries|exports|payments?|help|loans?|gifts?)"
_OBJECT = 5  # words after a verb in which what is given is named
_OBJECT_ENDS = re.compile(r"\b(?:for|from|by|and|but)\b|[,;]")


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
            given = _object(claim[told.end() :]) or terms(claim) - terms(" ".join(names(claim)))
            most = max((len(given & terms(s)) for s in sources), default=0)
            about = [s for s in sources if most and len(given & terms(s)) == most]
            spoken = [(alias, s) for s in about for alias in _called(name, s)]
            verbs = _GETS if mine is _receives else _GIVES
            if any(_is_of(given, other(*each), each[1]) for each in spoken) and not any(
                mine(*each) or _goes_on(*each, verbs) for each in spoken
            ):
                does = "gives" if mine is _receives else "gets"
                return f"the sources say that {name} {does} it"
    return None


def _called(name: str, source: str) -> list[str]:
    """What a source calls the named: its own spelling, or the capital for the state."""
    return [other for other in names(source) if same_or_state(name, other)]


def _gives(name: str, text: str) -> re.Match[str] | None:
    called = re.escape(name)
    active = rf"\b{called}{_BETWEEN}{_GIVES}\b"
    owned = rf"\b{called}[’']s (?:[\w-]+ ){{0,3}}{_AID} to (?:the )?[A-Z]"
    gotten = rf"\b{_GETS} (?:[\w,.-]+ ){{0,5}}?(?:from|by) (?:the )?{called}\b{_NOT_OWN}"
    return re.search(rf"{active}|{owned}|{gotten}", text)


def _receives(name: str, text: str) -> re.Match[str] | None:
    called = re.escape(name)
    active = rf"\b{called}{_BETWEEN}{_GETS}\b"
    given = rf"(?:\b{_GIVES}|(?<!according )\bto) (?:the )?{called}\b{_NOT_OWN}"
    return re.search(rf"{active}|{given}", text)


def _goes_on(name: str, text: str, verbs: str) -> bool:
    """Whether a verb further on may be theirs: "Lee paid a fine and received a sentence"."""
    joined = r"(?:and|but|he|she|it|they|who|which)\s+(?:was\s+|\w+ly\s+)?"
    return re.search(rf"\b{re.escape(name)}\b[^.;]*?\b{joined}{verbs}\b", text) is not None


def _object(after: str) -> frozenset[str]:
    """What a verb is about, from the words after it."""
    return terms(_OBJECT_ENDS.split(" ".join(after.split()[:_OBJECT]))[0])


def _is_of(given: frozenset[str], found: re.Match[str] | None, source: str) -> bool:
    """Whether what a source has somebody give or get is what a claim speaks of."""
    if found is None:
        return False
    before = " ".join(source[: found.start()].split()[-_OBJECT:])
    return bool(given & (_object(source[found.end() :]) | terms(found.group()) | terms(before)))
