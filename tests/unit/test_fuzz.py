"""Whatever comes in: no exception but ours, offsets exact. Readers: test_documents_fuzz."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import FootnotedError
from index.orders import is_order
from index.sentences import split
from rag.asked import asked
from rag.attribution import misattributed
from rag.claims import claims
from rag.coverage import coverage
from rag.figures import figures
from rag.gate import objection
from rag.prompt import sentence_grammar
from rag.question_text import LONGEST, usable
from rag.readable import readable, undirected
from rag.receipt import seal_holds, sealed
from rag.relevance import asks_for_count, asks_for_figure
from tests.fakes.made_sources import sources
from ui.html_rendering import escaped
from ui.rendering import plain

MANY = settings(max_examples=150, deadline=None)
# Pieces that the parsers know, in any order, among anything else.
WORDS = st.sampled_from(
    "300 2,700 1.5 3/4 ½ % $ € £ bn m million dozen hundred twenty-one two no about around more "
    "than fewer at least up to between and or to – - killed wounded soldiers troops North Korean "
    "Russian said according told Kim Lee NIS on Monday 2024-12-27 27 December \" “ ” ' ’ ( ) [1] "
    ". , ; : ? ! … not never denied may \u200b \u202e \u00a0 ٣ 三 Ⅻ ²".split(" ")
)
TEXT = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@MANY
@given(TEXT)
def test_figures_stand_where_they_say(text: str) -> None:
    for figure in figures(text):
        assert figure.text in text
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


@MANY
@given(TEXT)
def test_sentences_are_cut_exactly(text: str) -> None:
    position = 0
    for sentence in split("a.txt", text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= position
        position = sentence.end


@MANY
@given(TEXT, TEXT)
def test_the_gate_decides_on_anything(text: str, source: str) -> None:
    cited = sources(source or "It rained.")
    reason = objection(text, cited)
    assert reason is None or reason.strip()
    misattributed(text, cited)
    assert 0.0 <= coverage(text, [source]) <= 1.0


@MANY
@given(TEXT)
def test_questions_are_read_or_refused(text: str) -> None:
    asked(text)
    assert asks_for_figure(text) or not asks_for_count(text)
    try:
        found = usable(text)
    except FootnotedError as error:
        assert "\n" not in str(error)
    else:
        assert len(found) <= LONGEST
        found.encode("utf-8")


@MANY
@given(TEXT)
def test_what_is_shown_or_read_is_one_line_that_hides_nothing(text: str) -> None:
    shown = readable(text)
    assert not set("[]\n\r\u202e\u200b") & set(shown)
    assert plain(text).isprintable()
    assert "\u202e" not in undirected(text)
    assert "<script" not in escaped(f"<script>{text}</script>")
    is_order(text)


@MANY
@given(st.lists(st.integers(1, 60), min_size=1, max_size=30, unique=True), st.booleans())
def test_a_grammar_names_its_numbers_and_no_others(numbers: list[int], may_end: bool) -> None:
    grammar = sentence_grammar(numbers, may_end=may_end)
    [line] = re.findall(r"^number ::= (.*)$", grammar, re.MULTILINE)
    assert re.findall(r'"(\d+)"', line) == [str(n) for n in numbers]


@MANY
@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["[1]", "[2, 3]", "[", "]"]))))
def test_whatever_a_model_writes_claims_have_small_numbers(pieces: list[str]) -> None:
    for text, numbers in claims(pieces):
        assert text == text.strip()
        assert numbers
        assert all(0 <= n < 10_000 for n in numbers)


@MANY
@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_a_seal_survives_being_written_down(record: dict[str, object]) -> None:
    made = sealed({**record, "receipt": {}})
    assert seal_holds(made)
    assert seal_holds(json.loads(json.dumps(made)))
