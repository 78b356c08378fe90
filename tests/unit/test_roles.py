"""What is counted and what happened to it, from the order of words."""

import pytest

from rag.asked import asked
from rag.event_words import EVENT_WORDS, exclusive
from rag.figures import figures
from rag.opposites import other_group, turned
from rag.roles import plural, singular
from rag.verbs import stem

# sentence | figure | counted | role (events joined by a comma)
CASES = """
Over 300 North Korean soldiers have died in the war. | Over 300 | north korean soldier | killed
Kyiv had captured two North Korean soldiers. | two | north korean soldier | captured
He announced the capture of two North Korean soldiers. | two | north korean soldier | captured
Casualties among Thai troops surpassed 3,000. | surpassed 3,000 | thai troop | killed,wounded
At least 3,000 soldiers have died or been wounded. | At least 3,000 | soldier | killed,wounded
Losses of around 1,000 killed or wounded in seven days. | around 1,000 | | killed,wounded
They had about 1,000 casualties (killed or wounded). | about 1,000 | | killed,wounded
The 1,500 Russian soldiers wounded or killed each day | 1,500 | russian soldier | killed,wounded
Moscow had deployed an estimated 11,000 soldiers. | an estimated 11,000 | soldier | deployed
Russia sent over 10,000 North Korean troops to fight. | over 10,000 | north korean troop | deployed
The death toll rose to 45. | 45 | | killed
The toll from the collapse stands at 27. | 27 | | killed
The attack claimed the lives of 30 people. | 30 | people | killed
Thirty people lost their lives. | Thirty | people | killed
Twelve soldiers took their own lives. | Twelve | soldier | suicide
Two gunmen killed 12 people. | Two | gunman |
Two gunmen killed 12 people. | 12 | people | killed
Of the 22,000 who lived here few are left. | 22,000 | people | liv
He has received only two of the six promised at a conference. | two | |
300 soldiers attacked the base. | 300 | soldier |
The quake left 30 people dead. | 30 | people | killed
At least 12 are still missing. | At least 12 | | missing
We have recovered 102 bodies. | 102 | | killed
Ten men, aged between 26 and 40, were detained. | Ten | man | arrested
Ten wounded soldiers were released. | Ten | soldier | released
In all 5,600 people left their homes. | 5,600 | people | displaced
About 6,000 people were driven from their homes. | About 6,000 | people | displaced
She said 4,200 residents were ordered to leave. | 4,200 | resident | evacuated
It put the number of evacuees at 5,300. | 5,300 | evacuee | evacuated
Some 5,000 residents fled their homes. | Some 5,000 | resident | displaced
Six of the women survived. | Six | woman | survived
The plant will create 150 jobs. | 150 | job | creat
Shares rose 0.6% on Monday. | 0.6% | | rose
Revenue fell 12% last year. | 12% | | fell,revenue
It made a loss of $300 million. | $300 million | | lost
The party won 48% of the votes. | 48% | vote | won
In all 52 people voted against. | 52 | people | opposed
In 12 cities, people were killed. | 12 | city |
People were killed in 12 cities. | 12 | city |
""".strip().splitlines()


@pytest.mark.parametrize("row", CASES)
def test_counted_and_role(row: str) -> None:
    sentence, text, counted, role = (cell.strip() for cell in row.split("|"))
    found = next(figure for figure in figures(sentence) if figure.text == text)
    assert found.counted == (counted or None)
    assert found.role == set(filter(None, role.split(",")))


def test_what_else_is_said_of_the_same_ones() -> None:
    found = figures("At least one soldier captured by Ukraine died of his injuries.")
    assert [(f.role, f.also) for f in found] == [(frozenset({"killed"}), frozenset({"captured"}))]


def test_classes_that_exclude_each_other() -> None:
    assert exclusive("killed", "wounded")
    assert exclusive("rose", "fell")
    assert exclusive("vaccinated", "not vaccinated")
    assert not exclusive("killed", "suicide")
    assert not exclusive("arrested", "charged")
    assert not exclusive("rose", "killed")


def test_every_form_of_an_event_word_is_known() -> None:
    forms = ("kill", "kills", "killed", "killing", "slain", "died", "dying", "deaths", "dead")
    assert {EVENT_WORDS[form].event for form in forms} == {"killed"}


def test_one_stem_for_the_forms_of_a_verb_outside_the_stock() -> None:
    assert {stem(word) for word in ("move", "moves", "moved", "moving")} == {"mov"}
    assert stem("carried") == stem("carries") == "carry"


def test_number_of_a_noun() -> None:
    words = ["soldiers", "women", "casualties", "gunmen", "people", "losses", "forces"]
    assert [singular(word) for word in words] == [
        "soldier",
        "woman",
        "casualty",
        "gunman",
        "people",
        "loss",
        "force",
    ]
    assert plural("north korean soldier") == "North Korean soldiers"
    assert plural("russian woman") == "Russian women"
    assert plural("city") == "cities"


def test_opposites() -> None:
    assert turned("The two men survived.", ("The two men died.",)) == (
        "the sources say killed, not survived"
    )
    assert turned("Prices fell by 5%.", ("Prices rose 5%.",)) == "the sources say rose, not fell"
    assert turned("Three women left.", ("Three men left.",)) == "the sources say man, not woman"
    assert turned("The two men died.", ("One of the men died, the other survived.",)) is None
    both = "Spinach was the most liked as it was the least liked."
    least = "Spinach was the least liked."
    assert turned(both, (least,)) == "the sources say least liked, not most liked"
    assert turned(both, (least, "Peas were the most liked.")) is None
    assert other_group("ten civilian", "ten soldier") == "the sources say soldier, not civilian"
    assert other_group("soldier", "russian troop") is None


def test_what_a_question_asks_for() -> None:
    wanted = asked("How many North Korean soldiers has Ukraine captured?")
    assert wanted is not None
    assert wanted.kinds == ("count",)
    assert wanted.noun == "north korean soldier"
    assert wanted.roles == (frozenset({"captured"}),)
    assert wanted.group == {"north korea"}
    assert asked("Why did the talks fail?") is None


def test_a_name_is_no_verb() -> None:
    wanted = asked("How many of the staff did Strand say Bellwing would take on?")
    assert wanted is not None
    assert wanted.roles == ()
    stranded = asked("How many of the staff were stranded?")
    assert stranded is not None
    assert stranded.roles == (frozenset({"strand"}),)
