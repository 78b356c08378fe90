"""Training pairs made by rule beside true ones, so that copying is not the signal."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from eval.entailment_training.edits import EDITS, negation, pooled, spelled
from eval.entailment_training.pairs import Label, Pair, sentences
from rag.coverage import terms

_LONGEST = 110  # words of a premise
_SAMPLED = 60
_EDITED = 7000
_NEARBY = 2000
_COPIED = 1200
_DENIED = 1500
_OPENING = re.compile(r"^(?:In|On|At|After|During|By|Since)\s[^,]{3,40},\s(\w)")
_CAPTIONS = ("cad_nli",)


def contrasts(pairs: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """True claims and their edited twins, among other sentences; claims beside what is near."""
    prose = [p for p in pairs if p.source not in _CAPTIONS]
    known = [s for pair in prose for s in sentences(pair.premise)]
    pooled(chance.sample(known, min(4000, len(known))))
    true = [p for p in prose if p.label == Label.SUPPORTED]
    edited = chance.sample(true, min(_EDITED, len(true)))
    made = [twin for pair in edited for twin in _edited(pair, chance)]
    made += _denied([p for p in prose if p.label == Label.REFUTED], chance)
    made += [twin for pair in _copied(known, chance) for twin in (pair, *_edited(pair, chance))]
    made += _nearby(true, known, chance)
    return made


def among(pairs: Sequence[Pair], share: float, chance: random.Random) -> list[Pair]:
    """The pairs, `share` of them with one to three foreign sentences around their premise."""
    short = [p.premise for p in pairs if len(p.premise.split()) < 40]
    return [_among(p, short, chance) if chance.random() < share else p for p in pairs]


def _among(pair: Pair, others: Sequence[str], chance: random.Random) -> Pair:
    premise = pair.premise
    for _ in range(chance.choice((1, 1, 2, 3))):
        other = chance.choice(others)
        if len(premise.split()) + len(other.split()) < _LONGEST:
            premise = f"{premise} {other}" if chance.random() < 0.5 else f"{other} {premise}"
    return replace(pair, premise=premise)


def _edited(pair: Pair, chance: random.Random) -> list[Pair]:
    """A false twin, the rarer edits first, and a respelled true one; or the premise is changed."""
    found = []
    for name in _order(chance):
        change = EDITS[name](pair.claim, pair.premise, chance)
        if change is not None and change[0] != pair.claim:
            found.append(Pair(pair.premise, change[0], change[1], f"edit:{name}"))
            break
    turned = _premise_changed(pair, chance)
    same = spelled(pair.claim, chance)
    kept = found if turned is None else [turned]
    if same is not None:
        kept.append(Pair(pair.premise, same, Label.SUPPORTED, "edit:spelled"))
    return kept


def _order(chance: random.Random) -> list[str]:
    """Names and negations can be changed nearly everywhere, so they mostly come last."""
    common = ["name", "negation", "swapped"]
    rare = [name for name in EDITS if name not in common]
    first, last = chance.sample(rare, len(rare)), chance.sample(common, len(common))
    return [*last[:1], *first, *last[1:]] if chance.random() < 0.4 else [*first, *last]


def _denied(refuted: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """Refuted claims with a "not" more or less: true, so that "not" alone says nothing."""
    made: list[Pair] = []
    for pair in chance.sample(list(refuted), min(_DENIED * 2, len(refuted))):
        change = negation(pair.claim, pair.premise, chance)
        if change is not None and len(made) < _DENIED:
            made.append(Pair(pair.premise, change[0], Label.SUPPORTED, "edit:denied"))
    return made


def _premise_changed(pair: Pair, chance: random.Random) -> Pair | None:
    """The claim as it was beside a premise that no longer says it."""
    name = chance.choice(("digit", "name", "role"))
    change = EDITS[name](pair.claim, pair.premise, chance)
    if change is None or chance.random() < 0.5:
        return None
    for old, new in _differences(pair.claim, change[0]):
        pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
        premise, count = re.subn(pattern, new.replace("\\", ""), pair.premise)
        if count:
            return Pair(premise, pair.claim, change[1], f"premise:{name}")
    return None


def _differences(before: str, after: str) -> list[tuple[str, str]]:
    a, b = before.split(), after.split()
    if len(a) != len(b):
        return []
    return [(x.strip(".,;"), y.strip(".,;")) for x, y in zip(a, b, strict=True) if x != y]


def _copied(known: Sequence[str], chance: random.Random) -> list[Pair]:
    """Sentences as claims about a passage that has them, shortened where that can be done."""
    usable = [s for s in dict.fromkeys(known) if 8 <= len(s.split()) <= 35]
    chosen = chance.sample(usable, min(_COPIED, len(usable)))
    return [Pair(s, _shortened(s, chance), Label.SUPPORTED, "copy") for s in chosen]


def _shortened(sentence: str, chance: random.Random) -> str:
    """Without a bracket, an aside between commas, or the clause it begins with."""
    cuts = [
        re.sub(r"\s*\([^()]*\)", "", sentence),
        re.sub(r",\s(?:who|which|a|an|the)\s[^,]{3,60},", "", sentence, count=1),
        _OPENING.sub(lambda match: match.group(1).upper(), sentence),
    ]  # fmt: skip
    shorter = [c for c in cuts if c != sentence and len(c.split()) >= 5]
    return chance.choice(shorter) if shorter else sentence


def _nearby(true: Sequence[Pair], known: Sequence[str], chance: random.Random) -> list[Pair]:
    """A true claim beside the nearest of some other sentences: near in words, and not saying it."""
    made = []
    for pair in chance.sample(list(true), min(_NEARBY, len(true))):
        wanted = terms(pair.claim)
        some = chance.sample(list(known), _SAMPLED)
        others = [s for s in some if s not in pair.premise]
        near = max(others, key=lambda s: len(wanted & terms(s)))
        if len(wanted & terms(near)) < len(wanted):
            made.append(Pair(near, pair.claim, Label.NOT_ENOUGH_INFO, "nearby"))
    return made
