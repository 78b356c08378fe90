"""A name out of one source put to what another says of somebody or something else."""

from collections.abc import Sequence

from rag.figure_checks import has_little
from rag.named import is_topic
from rag.names import names, unknown_names
from rag.nations import states
from rag.styles import described
from rag.vocabulary import Source


def stitched(text: str, sources: Sequence[Source]) -> str | None:
    """Why no one source says a sentence of whom it names: "the mayor of Torralba", another town's.

    Not where the article that says it is about what is named.
    """
    if len(sources) < 2:
        return None
    saying = [s for s in sources if not has_little(text, s)]
    for name in names(text):
        if not saying or states(name) or any(_is_of(name, s) for s in saying):
            continue
        if any(not unknown_names(name, s.context) for s in sources):
            return f"no one source says this of {name}"
    return None


def _is_of(name: str, source: Source) -> bool:
    return (
        not unknown_names(name, source.context)
        or is_topic(name, source.citation.document)
        or described(name, source)
    )
