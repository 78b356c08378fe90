"""Sentences that are spoken to a machine, not to a reader: orders hidden in documents.

They are kept in the text and never are evidence, so no model reads them and no answer quotes them.
The signs are narrow: an article that reports on orders given to people is not meant.
"""

import re

from index.letters import folded

_MACHINE = r"(?:ai|a\.i\.|llms?|assistant|chat ?bot|language model|model|bot|gpt|system|agent)"
_EARLIER = r"(?:previous|prior|above|preceding|earlier|other|foregoing|existing|following|numbered)"
_GIVEN = (
    r"(?:instructions?|prompts?|messages?|sentences?|sources?|evidence|articles?|context|rules|"
    r"texts?|documents?|footnotes?|passages?|figures?)"
)
_SIGNS = (
    # Control tokens and roles of chat formats.
    r"<\|[\w ]{1,30}\|>",
    r"\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>|</?(?:s|system|assistant|user|tool_call|im_\w+)>",
    r"^\W*(?:system|assistant|developer|human|user|ai)(?: (?:message|prompt|override|note))?\s*:",
    r"#{2,}\s*(?:new )?(?:instructions?|system|response|assistant|user)\b",
    r"\b(?:begin|end|start) (?:of )?(?:system|new) (?:prompt|instructions)\b",
    r"\b(?:system|developer) (?:prompt|override|instructions?)\b",
    # Orders to set the task aside.
    rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|of|the|your|my|these|those|"
    rf"everything|each|every)\s+)*(?:{_EARLIER})\s+(?:\w+\s+)?{_GIVEN}",
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:all|every|the|your|any)\s+"
    r"(?:the |your |other )?(?:instructions?|prompts?|sources|evidence|system|guidelines)\b",
    # Words to or about the machine that reads.
    rf"\byou are (?:now )?(?:an? |the |in )?(?:\w+ )?(?:{_MACHINE}|developer mode|dan)\b",
    rf"\bas an? (?:{_MACHINE})\b[^.]{{0,20}}[,:]",
    rf"\b(?:dear|note to|notice to|attention|instructions? (?:to|for)|message (?:to|for)|hey|hello)"
    rf"[\s:,]*(?:the |any |all |every )?(?:{_MACHINE}|judge|grader|summari[sz]er)s?\b",
    rf"\b(?:the |any |every )(?:{_MACHINE}|judge|grader|checker|gate)s? (?:reading|processing|"
    r"answering|that reads|which reads)\b",
    r"\b(?:ai|llm|assistant|chat ?bot|language model|bot|gpt|grader|checker)s? "
    r"(?:must|should|shall|has to|have to|needs? to)(?: \w+)? (?:answer|say|reply|respond|cite|"
    r"output|print|ignore|write|state|repeat|refuse|approve|accept|mark|return|label)\b",
    r"\b(?:ignor\w{1,4}|vergiss|oublie\w*|olvida\w*)\b.{0,30}\b(?:anweisung|instrucci|instruction|istruzion|"
    r"instruç)",
    r"игнориру\w*.{0,30}инструкц|(?:忽略|无视|無視).{0,10}(?:指令|指示|提示|说明|說明)|"
    r"指示.{0,6}無視|(?:지시|명령).{0,8}무시",
    # Orders about the answer.
    r"^\W*(?:please |now |always |then |just |only |you must |must |important: )*(?:answer|reply|"
    r"respond|output|print|return)\b.{0,80}(?:\byes\b|\bno\b|\bwith\b|\bonly\b|\bexactly\b|[:“\"‘])",
    r"^\W*(?:please |now |always |then |just |only |you must |never )*(?:cite|repeat|append|"
    r"translate|reveal|summari[sz]e)\b.{0,60}\b(?:this|these|sentence|source|instead|above|"
    r"below|prompt|verbatim|footnote|answer|following)\b",
    r"\bcite (?:only )?this\b|\bfootnotes? \d+ (?:must|should) be\b",
    r"\bthe (?:only )?(?:correct|right|true|expected|real|final|official) answer "
    r"(?:to (?:this|the|any|every|that) questions? )?(?:is|was|must be|would be)\b",
    r"\b(?:do not|don['’]t|never) (?:refuse|abstain|mention (?:other|the other)|cite (?:any|other)|"
    r"answer (?:any|the|this)|use (?:any |the )?(?:other )?sources?)\b",
    r"\b(?:must|should|always) (?:refuse|abstain|say that the (?:sources|answer))\b",
    r"\bmark (?:this|every|each|all|the) (?:claim|sentence|answer)s?\b|\bthe claim is supported\b",
    r"\bsentences?(?: number)? [\[(【［⟦]?\d+[\])】］⟧]? (?:is|are|states?) (?:the )?(?:only|wrong|"
    r"false|correct|valid|true|most)\b",
)
# What every sign has one of, in small letters: most sentences are done with after this.
_HINT = re.compile(
    r"[<\[#]|ignor|игнор|忽略|无视|無視|무시|vergiss|oubli|olvid|disregard|forget|overrid|bypass|answer|reply|respond|output|print|return|cite|"
    r"instruct|prompt|assistant|chat|model|a\.?i\b|llm|gpt|bot|agent|judge|grader|checker|gate|"
    r"summari|system|develop|human|user|sentence|claim|refuse|abstain|repeat|append|translat|"
    r"reveal|dan\b|say that",
)
_ORDER = re.compile("|".join(f"(?:{sign})" for sign in _SIGNS), re.IGNORECASE)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# Tags spell ASCII that nobody sees, selectors any bytes; flags of regions are written so too.
_SPELT = re.compile(
    "(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007e]{2,}|[\U000e0100-\U000e01ef]{2,}"
)


def is_order(text: str) -> bool:
    """Whether a sentence gives orders to a machine or hides letters from its reader."""
    if _SPELT.search(text) is not None:
        return True
    seen = _HIDDEN.sub("", text)
    return _HINT.search(folded(seen)) is not None and _ORDER.search(seen) is not None
