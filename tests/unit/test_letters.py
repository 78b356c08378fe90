import re

from hypothesis import given
from hypothesis import strategies as st

from index import addressed, orders
from index.letters import folded

_CASES = "aAiIsSkK .\u0130\u0131\u017f\u212a\u0307оОᲂß"


def test_a_folded_text_is_in_small_letters() -> None:
    assert folded("\u0130GNORE the \u017fystem, \u212aeep") == "ignore the system, keep"


@given(st.text(_CASES), st.text("aiskо", min_size=1, max_size=2))
def test_nothing_is_missed_that_is_found_whatever_its_case(text: str, pattern: str) -> None:
    if re.search(pattern, text, re.IGNORECASE):
        assert pattern in folded(text)


def test_the_hints_are_in_small_letters() -> None:
    for hint in (orders._HINT, addressed._HINT):
        # \W is a class; no other capital may stand there, as nothing folded holds one.
        assert hint.pattern.replace("\\W", "") == hint.pattern.replace("\\W", "").lower()
