"""What can happen to those who are counted: classes of event words, and which exclude each other.

The stock is open: a verb outside it is its own class, named by its stem.
"""

from typing import NamedTuple

from rag.tokens import word_set

NOT = "not "  # before the class of an event that is denied: "has not been vaccinated"

# class, use (t, i: verbs; n: nouns; a: adjectives; p: people), words
_TABLE = """
killed t kill slay massacre assassinate murder execute behead strangle suffocate asphyxiate
killed t electrocute
killed i die perish drown
killed n death fatality body corpse toll
killed a dead deceased fatal lifeless
wounded t wound injure hurt maim
wounded n injury
casualties n casualty
suicide n suicide
captured t capture
captured n capture
captured a captive
captured p prisoner captive hostage
abducted t abduct kidnap
abducted n abduction
shot t shoot
arrested t arrest detain apprehend jail imprison
arrested n arrest detention
arrested p detainee inmate
released t release free
missing i disappear vanish
missing a missing unaccounted
displaced t displace uproot
displaced i flee
displaced a homeless
displaced p refugee
evacuated t evacuate
evacuated n evacuation
evacuated p evacuee
deployed t deploy send dispatch station
deployed n deployment
rescued t rescue save
rescued n rescue
survived i survive
survived p survivor
infected t infect
infected n infection
infected a infected
recovered i recover
recovered n recovery
hospitalised t hospitalise hospitalize
hospitalised n hospitalisation hospitalization
vaccinated t vaccinate inoculate immunise immunize
vaccinated n vaccination
born n birth
born a born
charged t charge indict accuse
charged n charge
charged a accused
convicted t convict
convicted n conviction
convicted a guilty
acquitted t acquit clear exonerate
acquitted n acquittal
acquitted a innocent
sentenced t sentence
hired t hire recruit employ
hired n hiring
dismissed t sack dismiss axe
dismissed i resign
dismissed n layoff redundancy dismissal
dismissed a redundant
rose t raise boost
rose i rise increase grow climb jump surge soar rally swell
rose n increase rise growth surge gain hike
rose a up higher
fell t cut reduce slash lower halve
fell i fall decrease drop decline slip plunge tumble shrink sink slump dip dwindle plummet
fell n decrease fall drop decline reduction slump dip
fell a down lower
won t win beat defeat
won n win victory
won a victorious
won p winner
lost t lose
lost n loss defeat
lost p loser
bought t buy purchase acquire
bought n purchase acquisition
sold t sell
opened t open
opened n opening
closed t close shut
closed n closure
started t start begin launch
started n start beginning launch
ended t end finish
ended n end
built t build construct erect
built n construction
destroyed t destroy demolish raze flatten
destroyed n destruction
damaged t damage
attacked t attack bomb shell raid storm
attacked n attack bombing raid
intercepted t intercept
seized t seize confiscate
seized n seizure
supported t support back favour favor endorse
supported a favour favor
opposed t oppose
approved t approve accept agree
approved n approval
rejected t reject refuse veto
rejected n rejection refusal
confirmed t confirm admit
denied t deny
denied n denial
allowed t allow permit legalise legalize
banned t ban prohibit outlaw forbid
banned n ban
exported t export
exported n export
imported t import
imported n import
arrived i arrive
arrived n arrival
left t leave
left i depart
left n departure
married t marry wed
divorced t divorce
divorced n divorce
earned t earn
earned n earnings
profit n profit
revenue n revenue turnover
deficit n deficit
surplus n surplus
spent t spend
spent n spending
elected t elect
nominated t nominate
strengthened t strengthen
weakened t weaken
above a above ahead
below a below
succeeded i succeed
succeeded n success
failed i fail
failed n failure
""".strip()

_IRREGULAR = {
    "die": "dies died dying",
    "slay": "slays slew slain slaying",
    "flee": "flees fled fleeing",
    "send": "sends sent sending",
    "rise": "rises rose risen rising",
    "grow": "grows grew grown growing",
    "fall": "falls fell fallen falling",
    "cut": "cuts cut cutting",
    "shrink": "shrinks shrank shrunk shrinking",
    "sink": "sinks sank sunk sinking",
    "win": "wins won winning",
    "beat": "beats beaten beating",
    "lose": "loses lost losing",
    "buy": "buys bought buying",
    "sell": "sells sold selling",
    "shut": "shuts shutting",
    "begin": "begins began begun beginning",
    "build": "builds built building",
    "hurt": "hurts hurting",
    "swell": "swells swelled swollen swelling",
    "wed": "weds wedded wedding",
    "leave": "leaves left leaving",
    "spend": "spends spent spending",
    "forbid": "forbids forbade forbidden forbidding",
    "free": "frees freed freeing",
    "shoot": "shoots shot shooting",
}
_DOUBLED = word_set("drop slip plan stop ban permit acquit dip wed")
_PLURALS = {"loss": "losses", "casualty": "casualties", "fatality": "fatalities"} | {
    "injury": "injuries",
    "body": "bodies",
    "recovery": "recoveries",
    "redundancy": "redundancies",
    "discovery": "discoveries",
    "victory": "victories",
}

# Whoever is in one of these states is, as far as a count goes, not in another.
FATES = word_set(
    """
    killed wounded casualties suicide captured arrested released missing displaced evacuated
    deployed rescued survived infected recovered hospitalised vaccinated born charged convicted
    acquitted sentenced hired dismissed
    """
)
# Not of things.
OF_PEOPLE = FATES - word_set("deployed displaced released missing rescued hired dismissed")
_OVERLAPPING = frozenset(
    frozenset(pair.split())
    for pair in (
        "killed suicide",
        "wounded hospitalised",
        "infected hospitalised",
        "captured arrested",
        "arrested charged",
        "arrested convicted",
        "arrested sentenced",
        "charged convicted",
        "charged sentenced",
        "convicted sentenced",
        "displaced evacuated",
        "rescued survived",
        "rescued evacuated",
        "rescued recovered",
        "survived recovered",
        "rescued released",
        "acquitted released",
        "wounded survived",
        "deployed hired",
    )
)
OPPOSITES = frozenset(
    frozenset(pair.split())
    for pair in (
        "killed survived",
        "killed wounded",
        "arrested released",
        "captured released",
        "charged acquitted",
        "convicted acquitted",
        "hired dismissed",
        "rose fell",
        "above below",
        "won lost",
        "opened closed",
        "started ended",
        "built destroyed",
        "supported opposed",
        "approved rejected",
        "confirmed denied",
        "allowed banned",
        "married divorced",
        "profit lost",
        "profit revenue",
        "revenue lost",
        "deficit surplus",
        "strengthened weakened",
        "succeeded failed",
        "allowed rejected",
        "elected nominated",
        "approved opposed",
        "supported rejected",
        "earned lost",
        "earned spent",
    )
)


class EventWord(NamedTuple):
    """The class of a word form and its uses: t, i (verbs), n (noun), a (adjective), p (people)."""

    event: str
    uses: str


def _inflected(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return [verb, third, f"{stem}ed", f"{stem}ing"]


def _forms() -> dict[str, EventWord]:
    found: dict[str, EventWord] = {}
    for line in _TABLE.splitlines():
        event, use, *entries = line.split()
        for form in (form for word in entries for form in _word_forms(word, use)):
            known = found.setdefault(form, EventWord(event, ""))
            if known.event == event:
                found[form] = EventWord(event, known.uses + use)
    return found


def _word_forms(word: str, use: str) -> list[str]:
    if use == "a":
        return [word]
    return [word, _PLURALS.get(word, f"{word}s")] if use in "np" else _inflected(word)


EVENT_WORDS = _forms()
_PARTICIPLES = frozenset(
    form
    for verb, forms in _IRREGULAR.items()
    for form in (*forms.split(), *((verb,) if verb in ("cut", "hurt", "shut") else ()))
    if not form.endswith(("s", "ing"))
)


def is_participle(form: str) -> bool:
    """Whether a form in the stock can say what was undergone: killed, sent, beaten; not kill."""
    return form.endswith("ed") or form in _PARTICIPLES


def exclusive(a: str, b: str) -> bool:
    """Whether two classes exclude each other for one count: killed and wounded, rose and fell."""
    if a == f"{NOT}{b}" or b == f"{NOT}{a}":
        return True
    pair = frozenset((a, b))
    if a == b or pair in _OVERLAPPING:
        return False
    return pair in OPPOSITES or (a in FATES and b in FATES)
