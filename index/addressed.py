"""Sentences that are spoken to whoever answers from this text, where others tell of the world.

An article says what happened. Words that want something of the answer have another shape, in
whatever words: someone who reads, asks or answers is spoken to or named; what they do is telling,
holding true or setting aside; and it is demanded now, not reported of the past. Either that, or
the sentence passes judgement on the other texts. What somebody is quoted as saying is news.
"""

import re

from index.letters import folded

_SAY = (
    r"(?:say|tell|state|report|answer|reply|respond|mention|name|quote|cite|claim|declare|affirm|"
    r"assert|repeat|inform|convince|persuade|assure|write|print|speak|present|summari[sz]e|output|"
    r"give|put|pass (?:\w+ )?on|hand|insist|conclude|maintain|announce|explain)"
    r"(?: down| up| out| back| forth)?"
)
_HOLD = r"(?:assume|suppose|pretend|imagine|consider|treat|regard|take|accept|believe|act|count)"
_DROP = (
    r"(?:ignore|disregard|forget|omit|drop|skip|discard|replace|substitute|suppress|withhold|"
    r"leave out|stop (?:using|citing|quoting|mentioning)|rely|trust|use|keep to|stick to)"
)
_SAID = (
    r"(?:(?:has|have) (?:already )?been told|(?:deserves?|needs?|wants?) to (?:hear|know|be told))"
)
_DO = rf"(?:{_SAY}|{_HOLD}|{_DROP})"
_NOW = r"(?:\w+ly |also |only |always |never |not |hereby |now |then |just |kindly )*"
_MUST = (
    r"(?:must|shall|should|will|have to|has to|need to|needs to|ought to|(?:is|are) to|"
    r"(?:is|are) \w* ?(?:asked|told|urged|required|requested|obliged|expected|instructed|directed|"
    r"ordered|authori[sz]ed|advised|commanded|supposed|bound) to|had better)"
)
_OBJECT = (
    r"(?:that|the|them|it|him|her|us|this|these|those|there|nobody|nothing|no|not|only|any|every|"
    r"everyone|everybody|anyone|people|readers?|users?|all|other|others|as|in (?:your|the|any)|"
    r"out|of (?!the)|your|\W*\d[\d.,]*)\b"
)
_FORMS = r"(?:answer|reply|response|summary|overview|output|conclusion|digest|abstract)"
_TEXT = (
    r"(?:text|page|article|document|notice|note|message|passage|paper|file|source|sentence|entry)s?"
)
_READS = (
    r"(?:read(?:s|ing)?|summari[sz](?:es?|ing)|answer(?:s|ing)?|quot(?:es?|ing)|cit(?:es?|ing)|"
    r"process(?:es|ing)?|compil(?:es?|ing)|quer(?:y|ies)|index(?:es|ing)?|pars(?:es?|ing))"
)
_WHO = (
    r"(?:whoever|who|anyone|anybody|everyone|everybody|those|reader|person|people|software|"
    r"program|machine|tool|service|engine|computer|one)s?"
)
_ASKED = (
    r"(?:(?:if|when|whenever|should|once|in case) (?:you|anyone|anybody|someone|somebody|a user|"
    r"the user|users|people|a reader|readers|the person)\b[^,;:]{0,20}\b(?:asked|asks?|"
    r"inquires?|enquires?|wants? to know|wonders?|questions?)\b"
    r"|(?:if|when|whenever) (?:asked|questioned)\b)"
)
_OTHERS = (
    r"(?:(?:everything|anything|all|nothing|whatever)\b(?: else| other| that| of what)?"
    r"(?: \w+){0,2} (?:read|seen|written|said|stated|told|came|comes|stands|given|found)"
    rf"|(?:the |all |any |every )?(?:other|remaining|earlier|previous|neighbouring|surrounding|"
    rf"competing) (?:{_TEXT}|figures?|numbers?|reports?|accounts?|versions?|claims?))"
)
_WORTHLESS = (
    r"(?:void|wrong|false|invalid|obsolete|outdated|out of date|superseded|withdrawn|retracted|"
    r"unreliable|mistaken|incorrect|fabricated|fake|no longer valid|not valid|not reliable|"
    r"(?:to|must|should|can|may|shall|will)(?: not)? be (?:ignored|disregarded|used|trusted|"
    r"believed|cited|quoted|left out|dropped|forgotten|relied))"
)
_LEAD = (
    r"^\W*(?:(?:please|kindly|now|always|never|then|so|just|only|instead|therefore|henceforth|"
    r"from \w+(?: \w+)? on(?:wards?)?|and|but|(?:do not|don['’]t)|be sure to|make sure to|"
    r"remember to|be certain to|take care to|be so \w+ as to|whatever \w+(?: \w+){0,3})\b\W*)*"
)
_SHAPES = (
    # A demand made of the reader, outright or after saying when it holds.
    rf"{_LEAD}{_SAY} {_OBJECT}(?! \w+ (?:was|were|is|are|has|had)\b)",
    rf"{_LEAD}(?:pretend|act as (?:if|though)|speak only|stop (?:using|citing|quoting))\b",
    rf"{_LEAD}(?!report|state|use)(?:{_SAY}|{_DROP}|correct|confirm|adjust|adopt|"
    r"insert|prefer)(?! \w+s\b) [^?]*\d",
    rf"[,;:] (?:so |and |and so |therefore |hence |then |but )?(?:please )?(?:{_SAY}|confirm|"
    r"insert|adopt) (?:that|it|them|so|as much|nothing else|no other)\W*$",
    rf"{_LEAD}(?:{_HOLD}|{_DROP}) .*\b(?:and|but|,|so) (?:please )?(?:{_SAY} {_OBJECT}|do not|"
    r"never|nothing|let no|leave out|leave the (?:other|rest))",
    rf"{_LEAD}(?:{_HOLD}|{_DROP}) .*\b(?:as|for) (?:the |an? )?(?:\w+ )?"
    r"(?:number|figure|answer|truth|fact|total|toll|established|given|settled|true|correct)\b",
    rf"{_LEAD}(?:replace|substitute|change|swap|correct) (?:every|all|any|each|the|other)\b.*"
    r"\b(?:by|with|to|for)\b",
    rf"{_LEAD}(?:begin|start|end|close|open|finish) (?:what you|your|the (?:{_FORMS})|every|each)",
    rf"{_ASKED}.*[,:;]\s*(?:please |always |only )*(?:{_SAY} {_OBJECT}|the \w+(?: \w+)?"
    rf"(?: to \w+(?: \w+)?)? is\b|it (?:is|was)\b)",
    rf"[,;:] (?:so |and so |therefore |hence )(?:please )?(?:{_SAY} {_OBJECT}|go with|stick to|"
    r"keep to|rely on)",
    # A duty of whoever is spoken to.
    rf"\byou(?:r \w+)? {_NOW}{_MUST} {_NOW}(?:to )?{_SAY}\b",
    rf"\b(?:i|we) {_NOW}(?:ask|request|want|need|order|instruct|urge|beg|require|expect) you to "
    rf"{_NOW}{_DO}\b",
    rf"\bit is [^.,;]*\b(?:that you {_NOW}|your (?:duty|job|task|role) to {_NOW}){_DO}\b",
    r"\byour (?:\w+ )?(?:task|job|goal|mission|role|purpose|objective|assignment|instructions?|"
    rf"orders?) (?:(?:has|have) (?:now )?(?:changed|been changed)|(?:is|are) (?:now )?to "
    rf"{_NOW}{_DO})",
    rf"\b(?:expects?|wants?|asks?|orders?|instructs?|requires?) you to {_NOW}{_DO}\b",
    # A duty of whoever reads or answers, or of what they write.
    rf"\b{_WHO} (?:who |that |which )?(?:\w+ ){{0,2}}{_READS}\b[^.;]{{0,60}}"
    rf"\b{_MUST} {_NOW}{_DO}\b",
    rf"\breaders? of (?:this|the) {_TEXT}\b[^.;]{{0,20}}\b{_MUST} {_NOW}{_DO}\b",
    rf"\b(?:your|any|every|each|an?|the) {_FORMS}\b[^.;,]{{0,40}} (?:{_MUST}|has|needs) {_NOW}"
    r"(?:to )?(?:contain|include|say|state|mention|name|begin|read|give|report|show|quote|cite)\b",
    rf"\b(?:make sure|ensure|see to it|let)\b.{{0,15}}\byour {_FORMS}\b",
    rf"\b(?:only|single|sole) (?:\w+ )?{_FORMS}\b(?=[^.]*\bquestion|\s*(?:is|:))"
    rf"|\bquestion\b[^.;]*\b(?:is|has) (?:but |only )?(?:one|a single) (?:\w+ )?{_FORMS}\b",
    r"\bquestions? (?:on|about|of|as to|regarding|concerning)\b[^.;]*"
    r"\b(?:is|are|must|should|shall) (?:to )?be (?:met|answered|replied)\b",
    rf"\b(?:the users?|readers?)\b[^.;]*\b{_SAID}\b"
    rf"|\b{_SAY} (?:to )?(?:the users?|whoever|whosoever|readers)\b",
    r"\b(?:may|must|can|shall|should|(?:is|are) to) (?:not |never |only |always |ever )*be "
    r"(?:given|reported|stated|answered|quoted|cited|named|put|returned|shown) (?:as|at|with)\b",
    r"\bfor the (?:purposes?|sake) of (?:this|the) (?:task|answer|summary|question|conversation)\b",
    # A judgement on the other texts.
    rf"\b(?:every|any|all|no) (?:\w+ )?{_TEXT} (?:but|except|apart from|other than|besides) this\b",
    rf"\b{_OTHERS}\b[^.;]*\b(?:is|are|has been|have been|was|were|must|can|should|may|shall)\b"
    rf"[^.;]{{0,25}}\b{_WORTHLESS}\b",
    r"\bnothing (?:else )?(?:written|said|stated|printed)\b[^.;]*\b(?:can|may|should|must) be "
    r"(?:trusted|believed|used|relied)",
    rf"\bthis {_TEXT} (?:\w+ly )?(?:supersedes?|overrides?|replaces?|cancels?|takes? precedence)\b",
)
# What every shape has one of, in small letters: most sentences are done with after this.
_HINT = re.compile(
    rf"\b(?:{_DO}|{_FORMS}|questions?|asked|you|your|yourself|users?|whoever|whosoever|readers?|be|"
    r"this|for the|confirm|correct|"
    rf"adjust|adopt|insert|prefer|summari\w+|supersed\w+|overrid\w+|replac\w+|"
    rf"cancels?|precedence|stop|begin|start|speak|{_WORTHLESS})\b",
)
_SHAPE = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES), re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?<!\w)‘[^’]*’(?!\w)")


def is_addressed(text: str) -> bool:
    """Whether a sentence wants something of whoever answers from it."""
    said = _QUOTED.sub(" ", text)
    return _HINT.search(folded(said)) is not None and _SHAPE.search(said) is not None
