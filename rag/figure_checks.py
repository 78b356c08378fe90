"""Whether the figures of a sentence are those of its sources, and of the same thing."""

from collections.abc import Sequence

from rag.attribution import anothers
from rag.coverage import coverage, terms
from rag.events import events_in
from rag.figures import Figure, figures, supported
from rag.names import names, unknown_names
from rag.nations import states
from rag.nouns import excludes, head
from rag.passages import leans
from rag.scopes import other_scope
from rag.styles import described
from rag.vocabulary import Source

LEAST_OF_FIGURE = 0.5  # coverage of a sentence by one source that has its figure
_AMOUNTS = ("count", "money", "percent", "fraction", "duration", "time", "measure", "multiple")
_HARMED = frozenset(("killed", "wounded", "casualties", "suicide"))


def wrong_figure(text: str, sources: Sequence[Source]) -> str | None:
    """Why a figure is not in the sources as it stands: its value, hedge, speaker, span of time."""
    there = figures_in(sources)
    for figure in figures(text):
        carrying = [given for given in there if supported(figure, [given]) is None]
        reason = supported(figure, there) or _of_others(figure, carrying)
        if reason is not None:
            return f"{reason}: {figure.text}"
        hedged = [given for given in carrying if given.hedge is not None]
        if figure.hedge is None and hedged and len(hedged) == len(carrying):
            return f"the sources say “{hedged[0].text}”, not “{figure.text}”: {figure.text}"
        if anothers(figure, carrying, sources):
            return f"the sources give this figure to another speaker: {figure.text}"
        spans = [given.scope for given in carrying if given.kind == figure.kind]
        if spans and all(other_scope(figure.scope, span) for span in spans):
            return f"the sources give this figure for another span of time: {figure.text}"
    return None


def _of_others(figure: Figure, carrying: Sequence[Figure]) -> str | None:
    """Why a count is of something else: 310 polling stations visited are not 310 observers."""
    counts = [given for given in carrying if figure.kind == given.kind == "count"]
    noun = terms(head(figure.counted))
    if not counts or any(
        not excludes(figure.counted, given.counted) or noun & terms(given.counted or "")
        for given in counts
    ):
        return None
    return "the sources give this figure for something else"


def of_the_dead(question: str, text: str, sources: Sequence[Source]) -> str | None:
    """Why a count is only of those who were killed or hurt, of which nothing is said or asked.

    Five who were killed on a ship are not how many were on it.
    """
    if (events_in(question) | events_in(text)) & _HARMED:
        return None
    there = figures_in(sources)
    for figure in figures(text):
        carrying = [f for f in there if f.kind == "count" and supported(figure, [f]) is None]
        fates = [(f.role | f.also) & _HARMED for f in carrying]
        if figure.kind == "count" and carrying and all(fates):
            return f"the sources say {' or '.join(sorted(fates[0]))} of these: {figure.text}"
    return None


def of_another(text: str, sources: Sequence[Source]) -> str | None:
    """Why a figure is not of what a sentence is about: one source has it, another the rest."""
    named = names(text)
    for figure in _amounts(text):
        carrying = [s for s in sources if supported(figure, figures_in([s])) is None]
        if not carrying:
            continue
        if named and all(_names_others(named, s) for s in carrying):
            return f"the sources do not give this figure for {named[0]}: {figure.text}"
        nearest_named = _last_of_several(text[: figure.start], named)
        if nearest_named and not any(_names_one([nearest_named], s.context) for s in carrying):
            return f"the sources do not give this figure for {nearest_named}: {figure.text}"
        if len(sources) > 1 and all(has_little(text, s) for s in carrying):
            return f"no one source says this of the figure: {figure.text}"
    return None


def _last_of_several(before: str, named: Sequence[str]) -> str | None:
    """Whose a figure is, where a sentence tells of several: the one named last before it."""
    own = [name for name in named if not states(name)]
    there = [name for name in own if name in before]
    return max(there, key=before.rfind) if len(own) > 1 and there else None


def _names_others(named: Sequence[str], source: Source) -> bool:
    """Whether a source names none of these, or only before it while it names another itself."""
    if any(described(name, source) for name in named):
        return False
    if not _names_one(named, source.context):
        return True
    own = [name for name in named if not states(name)]
    there = [name for name in names(source.text) if not states(name)]
    return bool(own and there) and not leans(source.text) and not _names_one(own, [source.text])


def has_little(text: str, source: Source) -> bool:
    """Whether a source has too little of a text to be what says it."""
    return coverage(text, [source.text]) < LEAST_OF_FIGURE


def _amounts(text: str) -> list[Figure]:
    return [figure for figure in figures(text) if figure.kind in _AMOUNTS]


def _names_one(named: Sequence[str], context: Sequence[str]) -> bool:
    return len(unknown_names(", ".join(named), context)) < len(named)


def figures_in(sources: Sequence[Source]) -> list[Figure]:
    """The figures of all sources, in order."""
    return [figure for s in sources for figure in figures(s.text, s.before)]
