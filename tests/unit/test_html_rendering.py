"""What a record looks like as HTML and Markdown, and that every text in it stays text."""

import copy
from html.parser import HTMLParser
from typing import Any

import pytest

from index.indexer import IndexReport
from index.vocabulary import Document, Sentence
from index.weight_catalogue import Weight, WeightFile
from ui.article_rendering import article, changed, gone
from ui.check_rendering import checked
from ui.html_rendering import day, earlier, escaped, footnote, said, source_line, story
from ui.markdown_rendering import markdown, plain
from ui.model_fetching import WeightState
from ui.page_rendering import (
    added,
    adding,
    documents,
    examples,
    fetching,
    judging,
    models,
    notice,
    phases,
    problem,
)

EVIL = (
    """<script>alert(1)</script><img src=x onerror="alert(2)"> """
    """[a](javascript:alert(3)) ' " {{x}}"""
)

CITATION = {
    "id": 1, "document": "a.txt", "title": "A title", "publisher": "The Paper",
    "published": "2024-12-27", "quote": "Two were hurt.", "start": 10, "end": 24,
}  # fmt: skip
RECORD: dict[str, Any] = {
    "schema": 1,
    "question": "How many were hurt?",
    "as_of": None,
    "status": "answered",
    "mode": "generated",
    "answer": [{"text": "Two people were hurt.", "citations": [1]}],
    "citations": [CITATION],
    "disagreements": [
        {
            "about": "people hurt",
            "figures": [
                {"value": "two", "low": 2, "high": 2, "speaker": "Ann", "scope": "today",
                 "citation": 1},
                {"value": "at least 3", "low": 3, "high": None, "speaker": None, "scope": None,
                 "citation": 1},
            ],
            "relation": "conflict",
            "independent_sources": 2,
        }
    ],
    "withheld": [{"text": "Five were hurt.", "reason": "number not in the cited sentences"}],
    "nearest": [],
    "receipt": {"library": "sha256:0"},
    "timings": {"total": 1.0},
}  # fmt: skip
REFUSED = RECORD | {
    "status": "abstained", "answer": [], "citations": [], "disagreements": [], "withheld": [],
    "nearest": [CITATION], "reason": "the sources found do not state this",
}  # fmt: skip
CHECKED = {
    "text": "Two were hurt. Nobody was. Rain fell.",
    "sentences": [
        {"text": "Two were hurt.", "start": 0, "end": 14, "label": "supported", "score": 0.9,
         "reason": None, "evidence": [CITATION]},
        {"text": "Nobody was.", "start": 15, "end": 26, "label": "contradicted", "score": 0.1,
         "reason": "two were", "evidence": [CITATION]},
        {"text": "Rain fell.", "start": 27, "end": 37, "label": "not found", "score": 0.2,
         "reason": None, "evidence": []},
    ],
    "receipt": {},
}  # fmt: skip


class Tags(HTMLParser):
    """The tags, attributes and text of some HTML, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def evil(value: Any) -> Any:
    """The value with every text in it replaced, save what the program itself chose."""
    if isinstance(value, dict):
        kept = ("status", "mode", "label", "published")
        return {k: v if k in kept else evil(v) for k, v in value.items()}
    if isinstance(value, list):
        return [evil(v) for v in value]
    return EVIL if isinstance(value, str) else value


def evil_check() -> dict[str, Any]:
    record = evil(copy.deepcopy(CHECKED))
    for sentence in record["sentences"]:
        sentence |= {"start": 0, "end": 0}
    return record


WEIGHT = Weight(EVIL, "writer", EVIL, (WeightFile("a.gguf", 5, "0" * 64),), ())
PLACES = {
    "answer": lambda: story(evil(RECORD), EVIL, "read so " + EVIL),
    "refusal": lambda: story(evil(REFUSED), EVIL, EVIL),
    "earlier turns": lambda: earlier([(evil(RECORD), EVIL, EVIL)]),
    "article": lambda: article(
        Document(EVIL, f"{EVIL}\n\n{EVIL}", "0", EVIL, EVIL, EVIL, "javascript:alert(1)"), (), 3, 20
    ),
    "article that changed": lambda: changed(Document(EVIL, EVIL, "0"), (), EVIL),
    "article that is gone": lambda: gone(EVIL, EVIL),
    "untitled article": lambda: article(Document(EVIL, EVIL, "0")),
    "draft": lambda: checked(evil_check()),
    "documents": lambda: documents(
        [{"document": EVIL, "title": EVIL, "publisher": EVIL, "published": EVIL, "sentences": 2,
          "sha256": "0"}]
    ),
    "files that failed": lambda: added(IndexReport(failed=[EVIL])),
    "examples": lambda: examples([EVIL], 1),
    "models": lambda: models([WeightState(WEIGHT, "failed", True, problem=EVIL)], EVIL),
    "banner": lambda: fetching([WeightState(WEIGHT, "failed", True, problem=EVIL)]),
    "problem": lambda: problem(EVIL),
    "notice": lambda: notice(EVIL),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_markup_in_any_text_shows_as_text(place: str) -> None:
    seen = Tags(PLACES[place]())
    assert not {"script", "img"} & set(seen.tags)
    assert [name for name, _ in seen.attributes if name.startswith("on")] == []
    assert [v for n, v in seen.attributes if n in ("href", "src") and v] == []
    assert "<script>alert(1)</script>" in seen.text or EVIL in [v for _, v in seen.attributes]


def test_a_footnote_says_what_it_opens() -> None:
    assert Tags(footnote(CITATION)).attributes == [
        ("type", "button"),
        ("class", "fn"),
        ("aria-label", "Footnote 1: A title"),
        ("data-document", "a.txt"),
        ("data-start", "10"),
        ("data-end", "24"),
        ("data-quote", CITATION["quote"]),
    ]


def test_sentences_come_with_their_footnote_numbers() -> None:
    assert Tags(said(RECORD)).text == "Two people were hurt.1"


def test_quoted_answers_say_so() -> None:
    assert "In the sources’ own words" in said(RECORD | {"mode": "quoted"})
    assert "In the sources’ own words" not in said(RECORD)


def test_what_stands_so_in_a_source_is_in_quotation_marks() -> None:
    quoted = {"text": "Two were  hurt.", "citations": [1]}
    mixed = RECORD | {"answer": [*RECORD["answer"], quoted]}
    assert Tags(said(mixed)).text == "Two people were hurt.1“Two were  hurt.”1"
    assert Tags(said(mixed)).tags.count("p") == 2
    assert "Two people were hurt.[^1] “Two were hurt.”[^1]" in markdown(mixed)
    alone = RECORD | {"answer": [quoted]}
    assert Tags(said(alone)).text == "In the sources’ own words“Two were  hurt.”1"
    assert "*In the sources’ own words:* “Two were hurt.”[^1]" in markdown(alone)


@pytest.mark.parametrize(
    ("text", "tied"), [("Two got hurt.", "hurt.1"), ("Hurt.", "Hurt.1"), ("x" * 25, None)]
)
def test_a_footnote_number_does_not_leave_its_word(text: str, tied: str | None) -> None:
    html = said(RECORD | {"answer": [{"text": text, "citations": [1]}], "citations": [CITATION]})
    assert ('class="tied"' in html) is (tied is not None)
    if tied:
        assert Tags(html.partition('<span class="tied">')[2]).text == tied


def test_a_finished_story_has_everything_under_it() -> None:
    text = Tags(story(RECORD, "How many?", "How many?")).text
    assert "The sources disagree: people hurt" in text
    assert "Withheld: 1 sentence the sources do not carry" in text
    assert "number not in the cited sentences" in text
    assert "At most 2 independent sources." in text
    assert "Read as" not in text


def test_a_live_story_has_the_sentences_alone() -> None:
    text = Tags(story(RECORD, "How many?", "How many were hurt?", live=True)).text
    assert text == "How many?Read as: How many were hurt?Two people were hurt.1"


def test_a_refusal_says_what_is_missing_and_what_came_nearest() -> None:
    text = Tags(story(REFUSED, "Why?", "Why?")).text
    assert "No answer" in text
    assert "The sources found do not state this." in text
    assert "Nearest in the sources1Two were hurt." in text


def test_the_latest_of_the_earlier_turns_comes_first() -> None:
    text = Tags(earlier([(REFUSED, "First?", "First?"), (RECORD, "Second?", "Second?")])).text
    assert text.index("Second?") < text.index("First?")
    assert earlier([]) == ""


def test_a_source_line_leaves_out_what_is_not_known() -> None:
    assert Tags(source_line(CITATION)).text == "A title · The Paper · 27 December 2024 · a.txt"
    bare = CITATION | {"title": None, "publisher": None, "published": None}
    assert Tags(source_line(bare)).text == "a.txt"


def test_days_read_as_days() -> None:
    assert day("2024-12-01") == "1 December 2024"
    assert day("last week") == "last week"
    assert day(None) == ""


def test_quotes_are_escaped_for_attributes() -> None:
    assert escaped("\"'<&>") == "&quot;&#x27;&lt;&amp;&gt;"


def marks(html: str) -> list[str]:
    return [part.split("</mark>")[0] for part in html.split("<mark>")[1:]]


def test_an_article_marks_exactly_the_passage() -> None:
    document = Document("a.txt", "A title\n\nOne is here. Two is there. Three.", "0", "A title")
    start = document.text.index("Two")
    html = article(document, (), start, start + len("Two is there."))
    assert marks(html) == ["Two is there."]
    assert Tags(html).text == "A titlea.txtOne is here. Two is there. Three."


def test_a_passage_over_two_paragraphs_is_marked_in_both() -> None:
    text = "One ends.\n\nTwo begins."
    assert marks(article(Document("a.txt", text, "0"), (), 4, 14)) == ["ends.", "Two"]


def test_what_is_no_evidence_is_set_apart() -> None:
    document = Document("a.txt", "Menu\n\nOne ends.", "0")
    sentences = (
        Sentence("a.txt", 0, 0, 4, "Menu", False),
        Sentence("a.txt", 1, 6, 15, "One ends."),
    )
    shown = article(document, sentences)
    assert '<p class="apart">Menu</p><p>One ends.</p>' in shown


def test_a_cited_title_is_shown_and_marked() -> None:
    document = Document("a.txt", "A title\n\nOne.", "0", "A title")
    assert marks(article(document, (), 0, 7)) == ["A title"]
    assert marks(article(document)) == []


def test_only_web_addresses_become_links() -> None:
    link = article(Document("a", "One.", "0", url="https://example.org/a?b=1&c=2"))
    assert ("href", "https://example.org/a?b=1&c=2") in Tags(link).attributes
    assert "href" not in article(Document("a", "One.", "0", url="javascript:alert(1)"))


def test_a_checked_draft_keeps_its_text_and_counts_its_verdicts() -> None:
    html = checked(CHECKED)
    assert "✓ 1 supported✗ 1 contradicted? 1 not found" in Tags(html.replace("</span> ", " ")).text
    draft = Tags(html.split('<div class="draft">')[1].split("</div>")[0])
    assert draft.text == "Two were hurt.✓ Nobody was.✗ Rain fell.?"
    assert "Nothing in the library comes near it." in html


def test_an_empty_draft_is_said_to_be_empty() -> None:
    assert "no sentence to check" in checked(CHECKED | {"sentences": []})


def test_the_current_phase_is_marked() -> None:
    assert '<li aria-current="step">reading</li>' in phases("reading")
    assert Tags(phases("reading")).text == "searchingreadingwritingchecking"
    assert Tags(phases("opening")).text == "Opening the library and the model…"
    assert Tags(phases("reading", 0, 7)).text == "searchingreadingwritingchecking 7 s"


def test_how_much_of_a_draft_is_judged_is_shown() -> None:
    assert '<progress max="1" value="0.25">' in judging("checking", 0.25, 0, 3)
    assert Tags(judging("checking", 0.25, 0, 3)).text == "Checking sentence by sentence 3 s"
    assert Tags(judging("checking", 0.0, 1)).text.startswith("1 request is ahead of yours.")


def test_the_place_in_line_is_said() -> None:
    assert Tags(phases("reading", 1)).text.startswith("1 request is ahead of yours.")
    assert Tags(phases("reading", 2)).text.startswith("2 requests are ahead of yours.")


def test_what_to_begin_with_depends_on_what_there_is() -> None:
    assert "The library is empty." in Tags(examples([], 0)).text
    assert Tags(examples([], 2)).text == "Ask about the 2 documents in the library."
    assert ("data-ask", "Who?") in Tags(examples(["Who?"], 2)).attributes


def test_many_documents_can_be_looked_through() -> None:
    row = {"document": "a.txt", "title": None, "publisher": None, "published": None,
           "sentences": 1}  # fmt: skip
    assert "data-find" not in documents([row] * 12)
    assert "data-find" in documents([row] * 13)


def test_documents_are_counted() -> None:
    row = {"document": "a.txt", "title": None, "publisher": None, "published": None,
           "sentences": 1}  # fmt: skip
    assert "1 document, 1 sentence" in Tags(documents([row])).text
    assert "2 documents, 2 sentences" in Tags(documents([row, row])).text
    assert "The library is empty" in documents([])


def test_what_adding_did_is_said_with_each_failure() -> None:
    html = added(IndexReport(added=2, unchanged=1, failed=["b.pdf is broken: save it again"]))
    assert Tags(html).text == "2 added, 1 unchanged, 1 not read.b.pdf is broken: save it again"
    assert Tags(added(IndexReport())).text == "Nothing added."
    assert Tags(adding(1, 3)).text == "Adding 1 of 3"
    assert "yours come next" in adding(0, 3, ahead=1)


def test_the_banner_is_there_only_while_something_is_missing() -> None:
    here = WeightState(WEIGHT, "present", True, 5)
    coming = WeightState(WEIGHT, "fetching", True, 2)
    assert fetching([here]) == ""
    assert "answers are quoted from the sources" in fetching([coming])
    assert '<progress max="5" value="2">' in fetching([coming])


def test_no_model_is_said() -> None:
    assert "No model writes: sources are quoted." in models([], None)


def test_markdown_has_footnotes() -> None:
    assert markdown(RECORD) == (
        "**How many were hurt?**\n\n"
        "Two people were hurt.[^1]\n\n"
        "Sources compared on people hurt: conflict\n\n"
        "- two, today — Ann[^1]\n"
        "- at least 3 — no speaker named[^1]\n\n"
        "Withheld:\n\n"
        "- “Five were hurt.” (number not in the cited sentences)\n\n"
        "[^1]: “Two were hurt.” A title, The Paper, 2024-12-27, a.txt\n"
    )


def test_markdown_of_a_refusal() -> None:
    assert markdown(REFUSED) == (
        "**How many were hurt?**\n\n"
        "No answer: the sources found do not state this.\n\n"
        "Nearest in the sources:\n\n"
        "- “Two were hurt.” (A title, The Paper, 2024-12-27, a.txt)\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped_text"),
    [
        ("<b>bold</b>", "\\<b\\>bold\\</b\\>"),
        ("[a](javascript:alert)", "\\[a\\]\\(javascript\\:alert\\)"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("two\n# lines", "two \\# lines"),
    ],
)
def test_markdown_in_a_text_stays_text(text: str, escaped_text: str) -> None:
    assert plain(text) == escaped_text
