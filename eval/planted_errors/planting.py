"""True sentences and their planted errors, made by rule from the sentences of articles."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.entailment_training.edits import EDITS, pooled, spelled
from rag.figures import figures
from rag.names import names, same_name
from rag.nearest import nearest
from rag.passages import sources_in
from rag.speakers import speakers
from rag.vocabulary import Source

SEED = 11
EVIDENCE = 8  # sentences that the gate is shown beside the cited one
SHORTEST, LONGEST = 8, 45  # words
VERBATIM, REWORDED = "true, verbatim", "true, reworded"

_SAYS = r"(?:said|says|stated|reported|announced|claimed|added)"
_SAID_FIRST = re.compile(
    rf"^(?P<who>[A-Z][^,“”\"]{{2,60}}?) {_SAYS}(?: on [A-Z]\w+day)? (?:that )?(?P<what>[^“”\"]+)\.$"
)
_SAID_LAST = re.compile(rf"^(?P<what>[^“”\"]+), (?P<who>[^,“”\"]{{2,60}}) {_SAYS}\.$")
_CUTS = (
    re.compile(r"\s*\([^()]*\)"),
    re.compile(r",\s(?:who|which|a|an|the)\s[^,]{3,60},(?=\s(?!and\b|or\b))"),
    re.compile(r"^(?:In|On|At|After|During|By|Since)\s[^,]{3,40},\s"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence for the gate, true or with one error; `cited` is what it was made of."""

    kind: str
    text: str
    cited: Source
    evidence: tuple[Source, ...]


def planted(articles: Sequence[str], most: int) -> list[Planted]:
    """Sentences of the articles as they are and reworded, and at most `most` errors of a kind.

    Every true sentence is one that an error was planted in. The order is fixed.
    """
    chance = random.Random(SEED)
    known = [sources_in(article) for article in articles]
    pooled([s.text for sources in known for s in sources])
    pairs = [(s, sources) for sources in known for s in sources if _usable(s.text)]
    chance.shuffle(pairs)
    counts: dict[str, int] = {}
    found: dict[tuple[str, str], Planted] = {}
    for cited, sources in pairs:
        for kind, text, base in _errors(cited, sources, chance):
            if counts.get(kind, 0) >= most:
                continue
            counts[kind] = counts.get(kind, 0) + 1
            true = VERBATIM if base == cited.text else REWORDED
            shown = tuple(nearest(cited.text, sources, EVIDENCE))
            for made in (Planted(true, base, cited, shown), Planted(kind, text, cited, shown)):
                found.setdefault((made.kind, made.text), made)
    return list(found.values())


def reworded(text: str, chance: random.Random) -> str | None:
    """The same said otherwise: the speaker moved, an aside dropped, a figure respelled."""
    said = text
    first, last = _SAID_FIRST.match(said), _SAID_LAST.match(said)
    if first:
        said = f"According to {first['who']}, {first['what']}."
    elif last:
        what = last["what"]
        kept = what if what.split()[0] in names(what) else what[0].lower() + what[1:]
        said = f"{last['who'][0].upper()}{last['who'][1:]} said that {kept}."
    for cut in _CUTS:
        said = cut.sub("", said, count=1)
    said = spelled(said, chance) or said
    said = said[0].upper() + said[1:]
    return said if said != text and len(said.split()) >= 5 else None


def _usable(text: str) -> bool:
    words = text.split()
    return SHORTEST <= len(words) <= LONGEST and text[-1] in '.”"' and text[0].isupper()


def _errors(
    cited: Source, sources: Sequence[Source], chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """(kind, with the error, without it) for each kind that can be planted."""
    again = reworded(cited.text, chance)
    around = " ".join(s.text for s in sources)
    for base in (cited.text,) if again is None else (cited.text, again):
        for kind, name in _KINDS.items():
            change = EDITS[name](base, around, chance)
            if change is not None and change[0] != base:
                yield kind, change[0], base
        for kind, changed in (("speaker", _speaker(base, around, chance)), ("whose", _whose(base))):
            if changed is not None:
                yield kind, changed, base


_KINDS = {
    "digit": "digit", "entity": "name", "negation": "negation", "role": "role", "scope": "scope",
}  # fmt: skip


def _speaker(text: str, around: str, chance: random.Random) -> str | None:
    """Another name of the article in the speaker's place."""
    said = [n for a in speakers(text) if a.speaker for n in names(a.speaker)]
    others = [n for n in dict.fromkeys(names(around)) if n not in text and " " in n]
    others = [n for n in others if not any(same_name(n, s) or s in n for s in said)]
    if not said or not others or text.count(said[0]) != 1:
        return None
    return text.replace(said[0], chance.choice(others))


def _whose(text: str) -> str | None:
    """Two counts of different things, or of different fates, in each other's place."""
    counts = [f for f in figures(text) if f.kind in ("count", "percent", "money")]
    for a, b in pairwise(counts):
        other = (a.role, a.counted) != (b.role, b.counted) and (a.low, a.high) != (b.low, b.high)
        if a.kind == b.kind and other and (a.role or a.counted) and (b.role or b.counted):
            between = text[a.end : b.start]
            if between.strip() not in ("of", "of the", "to", "-", "and", "or"):
                return text[: a.start] + b.text + between + a.text + text[b.end :]
    return None
