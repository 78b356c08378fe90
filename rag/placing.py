"""Where something is, as one preposition says it: by the bakery is not in the bakery."""

import re
from collections.abc import Iterator, Sequence

_WITHIN = r"in|inside|into|within"
_BESIDE = (
    r"by|near|beside|outside|behind|opposite|past|alongside|around|"
    r"next to|close to|in front of|off|(?:north|south|east|west) of"
)
_NOUN = r"(?:the|an?|his|her|their|its)\s+(?:[a-z][\w-]*\s+){0,2}?(?P<noun>[a-z][\w-]+)"
_ENDS = (
    r"(?=\W*$|[,.;:”\"]|"
    r"\s+(?:and|or|of|on|at|by|with|after|when|before|while|in|near|for|to)\b)"
)
_PLACED = re.compile(rf"\b(?:(?P<within>{_WITHIN})|(?P<beside>{_BESIDE}))\s+{_NOUN}{_ENDS}")


def placed_otherwise(claim: str, sources: Sequence[str]) -> str | None:
    """Why a claim has something in a place that all sources have it beside, or the reverse."""
    there = [placed for source in sources for placed in _placed(source)]
    for noun, within in _placed(claim):
        told = {other for name, other in there if name == noun}
        mentions = sum(len(re.findall(rf"\b{noun}\b", source)) for source in sources)
        if told == {not within} and mentions == sum(name == noun for name, _ in there):
            told_as, said_as = ("beside", "in") if within else ("in", "beside")
            return f"the sources say {told_as} it, not {said_as} it: {noun}"
    return None


def _placed(text: str) -> Iterator[tuple[str, bool]]:
    """Each noun that a preposition places something in, or beside."""
    for found in _PLACED.finditer(text):
        yield found["noun"], found["within"] is not None
