"""index.sentences: exact offsets whatever the text, and what line breaks mean."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.paragraphs import paragraphs
from index.segmenter import WINDOW_CHARACTERS, sentence_starts
from index.sentences import LONGEST_SENTENCE, split

SEEDS = Path(__file__).parents[2] / "seeds"
PIECES = [
    *("U.S. ", "Mr. ", "e.g. ", "He said. ", "It’s ", "“", "” ", "‘I ", '"', "« ", " »", "(", ". "),
    *("\r\n", "\n\n", "\n", "\r", "\x0c", "\u2028", "\x85", "\t", "\u00a0", "- ", "1. ", "• ", "#"),
    *("Home » ", "Related:\n", "[1]", "…", "a" * 50, "---\n", "<!--", "-->", "https://x.y "),
    *(
        "中。",
        "؟ ",
        "।",
        "é",
        "e\u0301",
        "👩\u200d👩\u200d👧",
        "\u202e",
        "\ufeff",
        "\x00",
        "\U000e0041",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=150).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map(lambda p: "".join(p) * 100),
)


def _texts(text: str) -> list[str]:
    return [sentence.text for sentence in split("d", text)]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_tile_any_text(text: str) -> None:
    position = 0
    for number, sentence in enumerate(split("name.txt", text)):
        assert (sentence.document, sentence.position) == ("name.txt", number)
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert len(sentence.text) <= LONGEST_SENTENCE
        assert sentence.start >= position
        assert text[position : sentence.start].strip() == ""
        position = sentence.end
    assert text[position:].strip() == ""


def test_offsets_count_characters_of_the_stored_text() -> None:
    first, second = split("d", "\r\n  Ünï “a” 👩.\r\n\r\nZwei.  ")
    assert (first.start, first.end, first.text) == (4, 14, "Ünï “a” 👩.")
    assert (second.start, second.end, second.text) == (18, 23, "Zwei.")


def test_empty_text_has_no_sentences() -> None:
    assert split("d", " \n\t\r\n") == ()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("000_f73db404a631d549.txt", 40),
        ("001_afbc3cd2b371f0eb.txt", 20),
        ("002_dd9bd429cd8fb60a.txt", 19),
        ("003_e4cce470ff14cd12.txt", 22),
    ],
)
def test_counts_of_the_four_articles(name: str, count: int) -> None:
    assert len(split(name, (SEEDS / name).read_bytes().decode())) == count


def test_a_line_break_ends_a_headline() -> None:
    text = "Kim visits Moscow\nThe leader arrived on Friday\n\nHe left.\nRussia is silent."
    assert _texts(text) == [
        "Kim visits Moscow",
        "The leader arrived on Friday",
        "He left.",
        "Russia is silent.",
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_break_separates_list_items(line_break: str) -> None:
    text = line_break.join(["Dead:", "- 300 in Kursk", "- 12 elsewhere"])
    assert _texts(text) == ["Dead:", "- 300 in Kursk", "- 12 elsewhere"]


WRAPPED = """\
Soldiers at the front

The North Korean soldiers who were sent to the Kursk region have
suffered heavy losses, the U.S. said on Friday. About 1,000 were
killed or wounded in one week, according to officials, and many
more are missing.
Nobody in Moscow
has confirmed it.
- a list item that is
  wrapped as well
"""


def test_wrapped_lines_are_joined() -> None:
    assert _texts(WRAPPED) == [
        "Soldiers at the front",
        "The North Korean soldiers who were sent to the Kursk region have\n"
        "suffered heavy losses, the U.S. said on Friday.",
        "About 1,000 were\nkilled or wounded in one week, according to officials, and many\n"
        "more are missing.",
        "Nobody in Moscow\nhas confirmed it.",
        "- a list item that is\n  wrapped as well",
    ]


def test_one_wrapped_line_is_joined_and_a_byline_is_not() -> None:
    assert _texts("The ministry said in a statement on Friday that\nit knew nothing.") == [
        "The ministry said in a statement on Friday that\nit knew nothing."
    ]
    assert _texts(
        "Ministry says it knows nothing of the soldiers\nby Jane Doe\nIt is so.\nYes."
    ) == [
        "Ministry says it knows nothing of the soldiers",
        "by Jane Doe",
        "It is so.",
        "Yes.",
    ]


def test_lines_of_scripts_without_case_are_paragraphs() -> None:
    text = "朝鲜士兵\n据韩国国家情报院称,约有300名朝鲜士兵死亡。\n另有2700人受伤。"
    assert _texts(text) == text.split("\n")


def test_paragraphs_are_spans_without_outer_white_space() -> None:
    assert paragraphs("  A b.\n\n\tC d. \n") == [(2, 6), (9, 13)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("He said: “We lost. We won.” Then he left.", [28]),
        ("“We lost. We won,” he said.", []),
        ("“We lost. We won.” He left.", [10, 19]),
        ('"We lost. We won," he said. "No." Yes.', [28, 34]),
        ("‘We lost. It’s over,’ he said.", []),
        ("他说:“我们输了。没有了。”然后。", [14]),
    ],
)
def test_a_quotation_stays_with_the_words_that_say_whose_it_is(
    text: str, starts: list[int]
) -> None:
    assert sentence_starts(text, "en") == starts


def test_a_long_quotation_is_cut() -> None:
    text = f"He said: “{'We lost it all. ' * 20}We won.”"
    assert len(sentence_starts(text, "en")) == 20


def test_sentences_longer_than_the_limit_are_cut_at_white_space() -> None:
    text = "word " * 500 + "end."
    lengths = [len(sentence.text) for sentence in split("d", text)]
    assert lengths == [999, 999, 504]


def test_an_endless_word_is_cut_between_characters() -> None:
    assert [len(s.text) for s in split("d", "a" * 2500)] == [1000, 1000, 500]
    cut = split("d", "a" * 998 + "e\u0301\u0302" + "b" * 500)
    assert [len(s.text) for s in cut] == [998, 503]
    family = "👩\u200d👩\u200d👧"
    assert [len(s.text) for s in split("d", "a" * 997 + family + "b")] == [997, 6]


def test_windows_do_not_show_in_the_sentences() -> None:
    text = "He said it again. " * (WINDOW_CHARACTERS // 6)
    assert {sentence.text for sentence in split("d", text)} == {"He said it again."}


def test_hostile_texts_are_split_in_linear_time() -> None:
    """Each took minutes, or forever, in a splitter that was tried."""
    assert len(split("d", "中。" * 50_000)) == 50_000
    assert len(split("d", "." * 100_000)) == 100
    assert len(split("d", "a" * 5_000_000)) == 5_000
    assert len(split("d", '"a. ' * 50_000)) == 200
    assert len(split("d", "“" * 100_000)) == 100
