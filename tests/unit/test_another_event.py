"""The dead of another event, told for comparison, are not those asked about."""

import pytest

from rag.another_event import is_of_earlier, is_of_elsewhere
from rag.asked import asked
from rag.figures import figures

KILLED = "How many people were killed?"
QUAKE = "How many people did the quake kill?"


@pytest.mark.parametrize(
    ("question", "before", "text", "earlier"),
    [
        (QUAKE, "", "A quake in 2003 killed 40 people.", True),
        (QUAKE, "", "In 2003, when another quake struck, 40 people were killed.", True),
        (KILLED, "", "It is the worst since 2009, when a viaduct fell, killing 23 people.", True),
        (KILLED, "", "When a quake struck Perrin in 2011, it killed 31 people.", True),
        (KILLED, "", "The last outbreak, in 2009, killed 22 people.", True),
        (KILLED, "", "The last time was the revolt, in which 48 people were killed.", True),
        (KILLED, "", "Three years ago 48 people were killed.", True),
        (KILLED, "Three years ago Bellmore had fires.", "Six people were killed.", True),
        (KILLED, "", "The worst since two years ago, when 48 people were killed.", True),
        (KILLED, "The town last saw such a fire in 1999.", "Six people were killed.", True),
        # The question is of then, the event of now, or nobody is harmed.
        ("How many died three years ago?", "", "Three years ago 48 people were killed.", False),
        (KILLED, "Three years ago Bellmore had fires.", "On Monday six were killed.", False),
        (KILLED, "The war began three years ago.", "Six people were killed.", False),
        (KILLED, "It was built three years ago.", "Six people were killed.", False),
        ("How many members are there?", "It was big three years ago.", "It has 40 members.", False),
        (KILLED, "", "The Wednesday fire killed six people.", False),
    ],
)
def test_what_is_of_an_earlier_event(
    question: str, before: str, text: str, *, earlier: bool
) -> None:
    wanted = asked(question)
    assert wanted is not None
    counts = [f for f in figures(text, [before]) if f.kind == "count"]
    told = [is_of_earlier(wanted, figure, text, [before] if before else []) for figure in counts]
    assert told == [earlier]


@pytest.mark.parametrize(
    ("question", "text", "elsewhere"),
    [
        ("How many drowned off Punta Merel?", "After Cape Lorn, where 112 drowned, it fell.", True),
        ("How many drowned off Cape Lorn?", "After Cape Lorn, where 112 drowned, it fell.", False),
        ("How many drowned?", "After Cape Lorn, where 112 drowned, it fell.", False),
        ("How many drowned off Punta Merel?", "Off Punta Merel, where 112 drowned.", False),
        ("How many drowned off Punta Merel?", "The bay, where 112 drowned, is deep.", False),
    ],
)
def test_what_is_of_another_place(question: str, text: str, *, elsewhere: bool) -> None:
    wanted = asked(question)
    assert wanted is not None
    (figure,) = (f for f in figures(text) if f.kind == "count")
    assert is_of_elsewhere(wanted, figure, text) is elsewhere
