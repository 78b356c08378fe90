"""Verbs without a dictionary: which words are auxiliaries or reporting verbs, and stems."""

from rag.tokens import word_set

AUXILIARIES = word_set(
    """
    is are was were be been being am has have had having will would shall should can could may might
    must do does did get gets got getting 's isn't aren't wasn't weren't hasn't haven't hadn't won't
    wouldn't can't couldn't didn't doesn't don't
    """
)
PASSIVE = word_set("is are was were be been being am get gets got getting")
# Stems of verbs that only give the level of their subject: "the death toll reached 45".
LEVELS = word_set("reach stand hit surpass exceed top pass total number")

_SAYING = """
say says said saying|tell tells told telling|report reports reported reporting
state states stated stating|announce announces announced announcing|claim claims claimed claiming
add adds added adding|estimate estimates estimated estimating|confirm confirms confirmed confirming
reveal reveals revealed revealing|warn warns warned warning|note notes noted noting
believe believes believed believing|think thinks thought thinking|write writes wrote written writing
explain explains explained explaining|argue argues argued arguing|insist insists insisted insisting
suggest suggests suggested suggesting|acknowledge acknowledges acknowledged acknowledging
allege alleges alleged alleging|assert asserts asserted asserting
declare declares declared declaring
deny denies denied denying|disclose discloses disclosed disclosing|predict predicts predicted
forecast forecasts forecasting|admit admits admitted admitting|indicate indicates indicated
maintain maintains maintained|point points pointed|quote quotes quoted quoting
accuse accuses accused accusing|tweet tweets tweeted|post posts posted|testify testifies testified
calculate calculates calculated|expect expects expected expecting|comment comments commented
show shows showed shown|conclude concludes concluded|stress stresses stressed|reply replies replied
emphasise emphasised emphasize emphasized|recall recalls recalled|remark remarks remarked
boast boasts boasted|concede concedes conceded|caution cautions cautioned|observe observes observed
describe describes described|put puts|record records recorded|count counts counted|cite cites cited
citing|project projects projected|promise promises promised|agree agrees agreed|condemn condemned
ask asks asked|urge urges urged|call calls called|joke jokes joked|complain complains complained
"""
SAYING = frozenset(_SAYING.replace("|", " ").split())

_PAST = (
    "went:go came:come gone:go made:make took:take taken:take gave:give given:give held:hold "
    "kept:keep found:find saw:see seen:see met:meet ran:run led:lead paid:pay set:set spoke:speak "
    "spoken:speak stood:stand brought:bring caught:catch cost:cost drew:draw drawn:draw "
    "drove:drive driven:drive ate:eat eaten:eat felt:feel fought:fight flew:fly flown:fly "
    "forgot:forget hid:hide hidden:hide hit:hit knew:know known:know laid:lay meant:mean "
    "rode:ride sang:sing sat:sit slept:sleep spread:spread stole:steal stolen:steal struck:strike "
    "swam:swim swore:swear sworn:swear taught:teach threw:throw thrown:throw "
    "understood:understand woke:wake wore:wear worn:wear withdrew:withdraw withdrawn:withdraw "
    "became:become chose:choose chosen:choose broke:break broken:break "
    "fed:feed froze:freeze frozen:freeze hung:hang lent:lend lit:light tore:tear torn:tear "
    "overcame:overcome undertook:undertake"
)
PAST = dict(pair.split(":") for pair in _PAST.split())
_PRESENT = word_set(
    """
    live fight want remain face need work use include take make go come receive vote plan suffer
    know stay belong exist participate attend join voted apply play pay compete contain require
    depend seek hope try travel
    """
)
_NOT_PAST = word_set(
    """
    hundred united red bed need speed seed feed breed indeed armed unidentified limited unarmed
    so-called married alleged aged naked sacred unnamed unprecedented
    """
)


def is_past(word: str) -> bool:
    """Whether a lower-case word looks like a past form or past participle."""
    return word in PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST)


def is_verb(word: str) -> bool:
    """Whether a lower-case word is, after a noun, more likely its verb than another noun."""
    return is_past(word) or word in _PRESENT or word in AUXILIARIES


def stem(word: str) -> str:
    """A key that the forms of one verb share: attack, attacks, attacked, attacking; no lemma."""
    word = PAST.get(word, word)
    if word.endswith(("ied", "ies")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word.removesuffix("e")
