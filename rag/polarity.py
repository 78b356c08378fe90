"""Negation and modality: a claim may not drop a "not", add one, or make a "might" a fact."""

import re
from collections.abc import Iterator, Sequence

from rag.coverage import terms

_CLAUSES = re.compile(r"[,;:—–()\"“”]|\b(?:but|although|though|while|whereas|because|if)\b", re.I)
_RELATIVE = re.compile(r"\s*(?:who|which|whose)\b", re.I)
_NEGATORS = frozenset(
    "no not never none nobody nothing neither nor without cannot unable unaware fail fails failed "
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected lack lacks "
    "lacked unlikely hardly barely false untrue".split()
)
_DOUBTS = frozenset(
    "may might could would can possibly perhaps maybe likely reportedly allegedly alleged "
    "suspected potentially possible possibility consider considers considering suggest suggests "
    "suggested suggesting hint hinted hints plan plans planned expect expects expected believe "
    "believes believed threaten threatens threatened propose proposes proposed hope hopes hoped "
    "seek seeks if whether unclear estimate estimates estimated appear appears appeared seem "
    "seems".split()
)
_NEGATED_VERB = re.compile(r"\b(\w+)n['’]t\b", re.I)
ENOUGH_SHARED = 0.6


def opposed(claim: str, sources: Sequence[str]) -> str | None:
    """Why the claim says the opposite of, or is surer than, the clause it comes nearest to."""
    nearest = _nearest_clause(claim, sources)
    if nearest is None:
        return None
    if negated(claim) and not negated(nearest):
        return "the cited sentences do not deny this"
    if negated(nearest) and not negated(claim):
        return "the cited sentences deny this"
    return None


def surer(claim: str, sources: Sequence[str]) -> str | None:
    """Why the claim states as a fact what its nearest clause only holds possible."""
    nearest = _nearest_clause(claim, sources)
    if nearest is None or doubtful(claim) or not doubtful(nearest):
        return None
    return "the cited sentences are less certain than this"


def negated(text: str) -> bool:
    """Whether a clause negates: an odd number of negators."""
    words = re.findall(r"\w+", _NEGATED_VERB.sub(r"\1 not", text).casefold())
    negators = sum(w in _NEGATORS for w in words)
    # "neither ... nor" is one negation.
    negators -= "neither" in words and "nor" in words
    return negators % 2 == 1


def doubtful(text: str) -> bool:
    """Whether a clause is hedged by a modal or a verb of supposing."""
    return not _DOUBTS.isdisjoint(re.findall(r"\w+", text.casefold()))


def _clauses(source: str) -> Iterator[str]:
    """The clauses of a sentence, a relative one after whom it is about as well."""
    before = ""
    for clause in _CLAUSES.split(source):
        yield clause
        if _RELATIVE.match(clause):
            yield f"{before} {clause}"
        before = clause


def _nearest_clause(claim: str, sources: Sequence[str]) -> str | None:
    """The source clause with most of the claim's words, where those are most of them."""
    wanted = terms(claim)
    if not wanted:
        return None
    clauses = [c for source in sources for c in (*_clauses(source), source) if c.strip()]
    shared = {c: len(wanted & terms(c)) / len(wanted) for c in clauses}
    # Of clauses that share as much, the shortest says it most plainly.
    best = max(clauses, key=lambda c: (round(shared[c], 2), -len(c)), default=None)
    return best if best is not None and shared[best] >= ENOUGH_SHARED else None
