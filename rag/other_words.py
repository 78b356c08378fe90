"""What an event is called besides, to be searched for: the killed are dead, a toll, victims."""

from rag.asked import asked
from rag.tokens import word_set

_CALLED = {
    "killed": word_set("killed dead died deaths toll victims bodies"),
    "wounded": word_set("wounded injured hurt"),
    "missing": word_set("missing unaccounted disappeared"),
    "captured": word_set("captured prisoner captive"),
    "arrested": word_set("arrested detained custody"),
    "released": word_set("released freed"),
    "displaced": word_set("displaced evacuated homeless fled"),
    "evacuated": word_set("evacuated displaced shelter"),
    "dismissed": word_set("dismissed layoffs jobs cut"),
    "infected": word_set("infected cases ill"),
    "vaccinated": word_set("vaccinated doses immunised"),
    "rescued": word_set("rescued saved"),
    "hospitalised": word_set("hospital"),
}


def other_words(question: str) -> tuple[str, ...]:
    """Words for the one thing that happened to those whom a question counts; empty for others."""
    wanted = asked(question)
    if wanted is None or not wanted.counts:
        return ()
    events = frozenset().union(*wanted.roles)
    return tuple(sorted(_CALLED.get(min(events), ()))) if len(events) == 1 else ()
