"""Invented reports of who counted what, and claims about them: the same in other words, or not.

The text is the project's own, so it is anybody's. What is drilled is what readers are hurt by: a
figure given to another group, event, speaker, day or place, or with its hedge lost.
"""

import random
from dataclasses import dataclass, replace

from eval.entailment_training.pairs import Label, Pair

_NATIONS = [line.split() for line in (
    "Norway Norwegian", "Peru Peruvian", "Kenya Kenyan", "Chad Chadian", "Nepal Nepali",
    "Georgia Georgian", "Brazil Brazilian", "Egypt Egyptian", "Finland Finnish", "Turkey Turkish",
    "Mexico Mexican", "Poland Polish", "Japan Japanese", "Canada Canadian", "Ghana Ghanaian",
    "India Indian", "Iran Iranian", "Israel Israeli", "Syria Syrian", "Ukraine Ukrainian",
    "Russia Russian", "China Chinese", "France French", "Germany German", "Spain Spanish",
)]  # fmt: skip
_PEOPLE = (
    "Maria Lindqvist", "Tomas Arnaud", "Grace Okello", "Ivan Petrenko", "Hana Sato", "Omar Haddad",
    "Julia Brandt", "Peter Novak", "Aisha Bello", "Luis Herrera", "Anna Kowalska", "David Mensah",
    "Elena Popova", "Samuel Ortiz", "Mina Farahani", "Carl Jensen", "Ruth Abebe", "Paulo Mendes",
)  # fmt: skip
_POSTS = (
    "defence minister", "interior minister", "army spokesman", "police chief", "governor",
    "health minister", "opposition leader", "union leader", "lawmaker", "mayor",
)  # fmt: skip
_BODIES = (
    "the defence ministry", "the national police", "the Red Cross", "a monitoring group",
    "the intelligence service", "the health ministry", "the border guard", "state television",
)  # fmt: skip
_GROUPS = (
    ("soldiers", "troops"), ("civilians", "residents"), ("police officers", "officers"),
    ("workers", "employees"), ("students", "pupils"), ("miners", "mine workers"),
    ("migrants", "asylum seekers"), ("passengers", "travellers"), ("rebels", "insurgents"),
)  # fmt: skip
_EVENTS = {
    "killed": ("were killed", "died", "lost their lives"),
    "wounded": ("were wounded", "were injured", "suffered injuries"),
    "captured": ("were captured", "were taken prisoner", "were seized"),
    "missing": ("were missing", "were unaccounted for", "could not be found"),
    "rescued": ("were rescued", "were brought to safety", "were saved"),
    "arrested": ("were arrested", "were detained", "were taken into custody"),
    "evacuated": ("were evacuated", "were moved out of the area", "had to leave their homes"),
}
_PLACES = ("Kursna", "Alderby", "Port Selim", "Marow", "Tamsk", "Velden", "San Oro", "Ikara")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_HEDGES = ("around", "nearly", "at least", "more than", "up to", "")
_SAME_HEDGE = {
    "around": ("about", "roughly", "some"), "nearly": ("almost", "close to"),
    "at least": ("no fewer than", "at least"), "more than": ("over", "more than"),
    "up to": ("as many as", "at most"), "": ("", "a total of"),
}  # fmt: skip
_SAYING = ("said", "reported", "announced", "told reporters", "stated")
_DOUBT = ("claimed", "alleged", "estimated", "suggested")
_DISTRACTORS = (
    "The talks in {place} are due to resume on {day}.",
    "Neighbouring {nation} has offered help.",
    "Fighting around {place} has gone on for weeks.",
    "{person} did not answer questions about the cause.",
    "The report could not be verified independently.",
    "Roads to {place} remained closed on {day}.",
    "Officials in {nation} called for calm.",
    "An earlier report had spoken of {number}.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Who says that how many of whom met with what, where and when."""

    speaker: tuple[str, ...]
    adjective: str
    group: tuple[str, str]
    number: int
    hedge: str
    event: str
    place: str
    day: str


def reports(count: int, chance: random.Random) -> list[Pair]:
    """`count` pairs, about two in five of them supported."""
    return [_pair(chance) for _ in range(count)]


def _pair(chance: random.Random) -> Pair:
    facts = [_fact(chance)]
    if chance.random() < 0.7:
        facts.append(_second(facts[0], chance))
    premise = _premise(facts, chance)
    told = chance.choice(facts)
    if chance.random() < 0.42:
        return Pair(premise, _claim(told, chance), Label.SUPPORTED, "reports:same")
    kind, false, label = _false(told, facts, chance)
    if any(_agree(false, fact) for fact in facts):
        return Pair(premise, _claim(told, chance), Label.SUPPORTED, "reports:same")
    claim = _claim(false, chance, hedged=kind != "hedge", named=kind == "nation")
    return Pair(premise, claim, label, f"reports:{kind}")


def _fact(chance: random.Random) -> Fact:
    nation, adjective = chance.choice(_NATIONS)
    person = chance.choice(_PEOPLE)
    speakers = (
        (f"{adjective} {chance.choice(_POSTS)} {person}", person, person.split()[-1]),
        (chance.choice(_BODIES),),
        (f"{nation}'s {chance.choice(_BODIES).removeprefix('the ').removeprefix('a ')}",),
    )
    return Fact(
        chance.choice(speakers), chance.choice(_NATIONS)[1], chance.choice(_GROUPS),
        _number(chance), chance.choice(_HEDGES), chance.choice(list(_EVENTS)),
        chance.choice(_PLACES), chance.choice(_DAYS),
    )  # fmt: skip


def _second(first: Fact, chance: random.Random) -> Fact:
    """Another fact of the same report: another event, or another speaker on the same one."""
    events = [e for e in _EVENTS if e != first.event]
    if chance.random() < 0.65:
        return replace(first, event=chance.choice(events), number=_number(chance))
    other = _fact(chance)
    return replace(first, speaker=other.speaker, number=other.number, hedge=other.hedge)


def _number(chance: random.Random) -> int:
    return chance.choice((
        chance.randint(2, 60), chance.randint(2, 99) * 10, chance.randint(2, 99) * 100,
        chance.randint(11, 40) * 1000,
    ))  # fmt: skip


def _premise(facts: list[Fact], chance: random.Random) -> str:
    first, *rest = facts
    verb = chance.choice((*_SAYING, *_DOUBT))
    where = chance.choice((f" in {first.place}", f" near {first.place}", ""))
    start = f"{first.speaker[0]} {verb} on {first.day} that {_how_many(first, chance)} "
    start += f"{_met(first, chance)}{where}"
    sentences = []
    if rest and rest[0].speaker == first.speaker:
        sentences = [f"{start} and {_figure(rest[0])} {_met(rest[0], chance)}."]
    else:
        sentences = [f"{start}."]
    if rest and rest[0].speaker != first.speaker:
        second = rest[0]
        sentences.append(f"{second.speaker[0]} {chance.choice(_SAYING)} that {_figure(second)} "
                         f"{_met(second, chance)}.")  # fmt: skip
    for template in chance.sample(_DISTRACTORS, chance.choice((0, 0, 1, 2))):
        text = template.format(
            place=chance.choice(_PLACES), day=chance.choice(_DAYS), number=f"{_number(chance):,}",
            nation=chance.choice(_NATIONS)[0], person=chance.choice(_PEOPLE),
        )  # fmt: skip
        sentences.insert(chance.randint(0, len(sentences)), text)
    return " ".join(s[0].upper() + s[1:] for s in sentences)


def _claim(fact: Fact, chance: random.Random, *, hedged: bool = True, named: bool = False) -> str:
    hedge = chance.choice(_SAME_HEDGE[fact.hedge]) if hedged else fact.hedge
    number = f"{hedge} {_spelled(fact.number, chance)}".strip()
    group = chance.choice(fact.group)
    who = f"{fact.adjective} {group}" if named or chance.random() < 0.5 else group
    said = f"{number} {who} {chance.choice(_EVENTS[fact.event])}"
    speaker = chance.choice(fact.speaker)
    form = chance.choice(("plain", "speaker", "after", "day"))
    if form == "speaker":
        said = f"{speaker} {chance.choice(_SAYING)} that {said}"
    elif form == "after":
        said = f"{said}, according to {speaker}"
    elif form == "day":
        said = f"according to what {speaker} said on {fact.day}, {said}"
    return said[0].upper() + said[1:] + "."


def _false(fact: Fact, facts: list[Fact], chance: random.Random) -> tuple[str, Fact, Label]:
    """The fact with one thing wrong, and what it now is."""
    others = [f for f in facts if f is not fact]
    kind = chance.choice(("number", "event", "group", "nation", "hedge", "mixed", "mixed"))
    if kind == "mixed" and others:
        return kind, replace(fact, number=others[0].number, hedge=others[0].hedge), Label.REFUTED
    if kind in ("number", "mixed"):
        return "number", replace(fact, number=_near(fact.number, chance)), Label.REFUTED
    if kind == "event":
        event = chance.choice([e for e in _EVENTS if e != fact.event])
        return kind, replace(fact, event=event), Label.UNSUPPORTED
    if kind == "group":
        group = chance.choice([g for g in _GROUPS if g != fact.group])
        return kind, replace(fact, group=group), Label.UNSUPPORTED
    if kind == "nation":
        adjective = chance.choice([n[1] for n in _NATIONS if n[1] != fact.adjective])
        return kind, replace(fact, adjective=adjective), Label.UNSUPPORTED
    hedge = chance.choice([h for h in _HEDGES[1:] if h != fact.hedge] + ["exactly"])
    return kind, replace(fact, hedge=hedge), Label.NOT_ENOUGH_INFO


def _agree(false: Fact, fact: Fact) -> bool:
    same = (false.number, false.event, false.group, false.adjective, false.hedge)
    return same == (fact.number, fact.event, fact.group, fact.adjective, fact.hedge)


def _near(number: int, chance: random.Random) -> int:
    digits = list(str(number))
    at = chance.randrange(len(digits))
    while True:
        digits[at] = chance.choice("123456789")
        if int("".join(digits)) not in (number, 1):
            return int("".join(digits))


def _how_many(fact: Fact, chance: random.Random) -> str:
    who = f"{fact.adjective} {chance.choice(fact.group)}"
    return f"{fact.hedge} {_spelled(fact.number, chance)} {who}".strip()


def _figure(fact: Fact) -> str:
    return f"{fact.hedge} {fact.number:,}".strip()


def _met(fact: Fact, chance: random.Random) -> str:
    return chance.choice(_EVENTS[fact.event])


def _spelled(number: int, chance: random.Random) -> str:
    words = "two three four five six seven eight nine ten eleven twelve".split()
    if number <= 12 and chance.random() < 0.6:
        return words[number - 2]
    return f"{number:,}" if chance.random() < 0.9 else str(number)
