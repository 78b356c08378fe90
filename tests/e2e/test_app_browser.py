"""The real app in a real browser: what a reporter does, and what a hostile document cannot."""

import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from rag.answering import Figured
from rag.disagreements import Disagreement
from rag.figures import figures
from rag.vocabulary import Withheld
from tests.fakes.chromium import Window, missing, start
from tests.fakes.scripted_desk import App, Script, ScriptedPipeline, fill, scripted_app
from ui.app import close, launch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
]

SEEDS = Path(__file__).parents[2] / "seeds"
EVIL = (
    "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>"
    " [x](javascript:window.pwned=3)"
)
EVIL_ARTICLE = f"# {EVIL}\n\nThe hostile sentence is {EVIL} here.\n\nAnother line follows it.\n"
CITED = (
    "Kirby quoted a lower death toll among North Koreans, saying more than 1,000 soldiers have died"
    " just in the past week."
)


def killed(pipeline: ScriptedPipeline) -> tuple[Disagreement, ...]:
    found = []
    for quote in ("around 300 North Korean soldiers died", "more than 1,000 soldiers have died"):
        cited = pipeline.cite(quote)
        figure = next(f for f in figures(cited.sentence.text) if f.kind == "count")
        found.append(Figured(figure, cited.document, cited.sentence))
    return (Disagreement("North Korean soldiers killed", tuple(found), "conflict", 2),)


HOLD = threading.Event()
# An evaluation that tells its process and its files' folder and never ends by itself.
EVALUATION = [
    sys.executable, "-c",
    "import os, time; print('asking question 1, process', os.getpid()); time.sleep(600)",
]  # fmt: skip
SCRIPTS = (
    Script(
        "killed",
        [
            ("About 300 North Korean soldiers died.", ["around 300 North Korean soldiers died"]),
            ("More than 1,000 died in a week.", ["more than 1,000 soldiers have died"]),
        ],
        withheld=[Withheld("Some 3,000 were killed.", "number not in the cited sentences")],
        disagree=killed,
    ),
    Script("ferry", [("The ferry sank.", ["The ferry sank on Friday."])]),
    Script("hostile", [(f"It says {EVIL}.", ["The hostile sentence"])]),
    Script(
        "slowly",
        [
            ("The first sentence.", ["more than 1,000 soldiers have died"]),
            ("The second sentence.", ["around 300 North Korean soldiers died"]),
        ],
        gate=HOLD,
    ),
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str, Path]]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "evil <b>name.md").write_text(EVIL_ARTICLE)
    fill(folder / "library", [SEEDS, folder / "evil <b>name.md"])
    made = scripted_app(folder / "library", SCRIPTS, EVALUATION)
    yield made, launch(made.app, host="127.0.0.1", port=None, auth=None), folder
    close(made.app)


@pytest.fixture
def open_window(app: tuple[App, str, Path]) -> Iterator[Any]:
    drivers: list[Any] = []

    def opened(**looks: Any) -> Window:
        drivers.append(start(**looks))
        return Window(drivers[-1], app[1])

    yield opened
    for driver in drivers:
        driver.quit()


@pytest.fixture
def window(open_window: Any) -> Window:
    HOLD.clear()
    return open_window()  # type: ignore[no-any-return]


IN_SIGHT = """
const box = document.querySelector("mark").getBoundingClientRect();
const pane = document.querySelector(".source-pane .text").getBoundingClientRect();
return box.top >= pane.top && box.bottom <= pane.bottom && pane.bottom <= window.innerHeight;
"""


def test_a_click_on_a_footnote_shows_the_cited_sentence(window: Window) -> None:
    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    assert window.text(".answer").startswith("About 300 North Korean soldiers died.")
    window.all(".answer .fn")[1].click()
    assert window.text("mark") == CITED
    assert window.run(IN_SIGHT) is True
    assert "002_dd9bd429cd8fb60a.txt" in window.text(".source-pane")
    assert window.all(".answer .fn")[1].get_attribute("aria-current") == "true"


def test_the_keyboard_alone_is_enough(window: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    def focused() -> Any:
        return window.driver.switch_to.active_element

    assert focused().tag_name == "textarea"
    focused().send_keys("How many North Korean soldiers were killed?", Keys.ENTER)
    window.find(".tools")
    for _ in range(20):
        focused().send_keys(Keys.TAB)
        if focused().text == "2":
            break
    focused().send_keys(Keys.ENTER)
    assert window.text("mark") == CITED
    assert focused().tag_name == "h2"
    focused().send_keys(Keys.ESCAPE)
    window.gone(".source-pane")
    assert focused().text == "2"


def test_a_disagreement_is_a_table_and_a_plot(window: Window) -> None:
    window.ask("How many North Korean soldiers were killed?")
    window.says(".disagreement h3", "The sources disagree: North Korean soldiers killed")
    assert len(window.all(".disagreement tbody tr")) == 2
    assert len(window.all(".plot g")) == 2
    window.find(".withheld summary").click()
    window.says(".withheld", "number not in the cited sentences")
    window.all(".disagreement .fn")[1].click()
    assert window.text("mark") == CITED


def test_the_record_can_be_saved(window: Window) -> None:
    window.ask("How many North Korean soldiers were killed?")
    saved = window.find("[data-save='answer.json']").get_attribute("data-content")
    assert json.loads(saved)["citations"][1]["quote"] == CITED
    text = window.find("[data-save='answer.md']").get_attribute("data-content")
    assert "More than 1,000 died in a week.[^2]" in text


def test_a_refusal_says_what_is_missing(window: Window) -> None:
    window.ask("Who won the football match?")
    window.says(".no-answer", "The sources found do not state this.")
    window.says(".story", "Nearest in the sources")
    window.all(".footnotes .fn")[0].click()
    window.find("mark")


def test_a_follow_up_is_read_with_the_conversation_and_the_conversation_can_be_left(
    window: Window,
) -> None:
    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    window.until(lambda: window.find("#question textarea").get_property("value") == "", "not empty")
    window.ask("And how many were wounded?")
    window.says(".read-as", "(about: North Korean soldiers)")
    window.says(".earlier summary", "How many North Korean soldiers were killed?")
    window.find("#again").click()
    window.gone(".story")
    assert window.all(".earlier summary") == []


def test_sentences_come_one_by_one_and_stop_frees_the_model(
    window: Window, app: tuple[App, str, Path]
) -> None:
    window.ask("Tell me slowly")
    window.says(".answer", "The first sentence.")
    assert "The second sentence." not in window.text(".story")
    assert window.all(".phases [aria-current]")[0].text == "writing"
    closed = app[0].pipelines[-1].closed
    window.gone("#ask")
    window.find("#stop").click()
    window.says("#status", "Stopped.")
    window.gone("#stop")
    assert window.find("#question textarea").get_property("value") == "Tell me slowly"
    window.until(lambda: app[0].pipelines[-1].closed == closed + 1, "the model still writes")
    assert window.text(".answer") == "The first sentence.1"
    window.ask("Who won the football match?")
    window.says(".no-answer", "The sources found do not state this.")


def test_closing_the_window_frees_the_model(window: Window, app: tuple[App, str, Path]) -> None:
    window.ask("Tell me slowly")
    window.says(".answer", "The first sentence.")
    pipeline = app[0].pipelines[-1]
    closed = pipeline.closed
    window.driver.get("about:blank")
    window.until(lambda: pipeline.closed == closed + 1, "the model still writes")


def test_what_cannot_be_asked_is_told_and_stays_to_be_mended(window: Window) -> None:
    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    window.ask("?!")
    window.says("#status", "The question is empty: write what you want to know")
    assert window.find("#question textarea").get_property("value") == "?!"
    assert window.text(".answer").startswith("About 300")


def test_what_was_opened_stays_marked_while_more_is_written(window: Window) -> None:
    window.ask("Tell me slowly")
    window.says(".answer", "The first sentence.")
    window.find(".answer .fn").click()
    window.find("mark")
    HOLD.set()
    window.find(".tools")
    assert window.all(".answer .fn")[0].get_attribute("aria-current") == "true"
    assert window.text("mark") == CITED


def test_a_source_stands_beside_what_opened_it_alone(window: Window) -> None:
    def open_one() -> None:
        window.find(".answer .fn").click()
        window.find("mark")

    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    open_one()
    window.page("Check")
    window.gone(".source-pane")
    window.page("Ask")
    assert window.all(".answer .fn")[0].get_attribute("aria-current") is None
    open_one()
    window.ask("Who won the football match?")
    window.says(".no-answer", "The sources found do not state this.")
    window.gone(".source-pane")
    window.find(".footnotes .fn").click()
    window.find("mark")
    window.find("#again").click()
    window.gone(".source-pane")
    assert window.run("return document.body.classList.contains('reading')") is False


def test_a_preview_closes_with_its_document_and_not_with_another(
    window: Window, tmp_path: Path
) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("The bridge was opened on Friday. Nobody was there.")
    window.page("Documents")
    window.until(lambda: window.all("#drop input[type=file]"), "nowhere to drop files")
    window.all("#drop input[type=file]")[0].send_keys(
        f"{tmp_path / 'first.txt'}\n{tmp_path / 'second.txt'}"
    )
    window.says("#drop-status", "2 added.")
    window.find("[data-document='second.txt']").click()
    window.says(".source-pane h2", "second.txt")
    for name, others in (("first.txt", True), ("second.txt", False)):
        for _ in range(2):
            window.find(f"[data-remove='{name}']").click()
        window.until(lambda name=name: not window.all(f"[data-remove='{name}']"), "still there")
        assert window.find("#documents") and bool(shown(window, ".source-pane")) is others


def shown(window: Window, selector: str) -> list[Any]:
    return [e for e in window.all(selector) if e.is_displayed()]


def test_two_people_are_served_in_order_and_see_their_own(open_window: Any) -> None:
    HOLD.clear()
    first, second = open_window(), open_window()
    first.ask("Tell me slowly")
    first.says(".answer", "The first sentence.")
    second.ask("How many North Korean soldiers were killed?")
    second.says("#status", "1 request is ahead of yours.")
    HOLD.set()
    first.says(".answer", "The second sentence.")
    second.says(".answer", "More than 1,000 died in a week.")
    assert "slowly" not in second.text("body")
    assert "killed" not in first.text(".story")


def test_whoever_stops_stops_nobody_else(open_window: Any) -> None:
    HOLD.clear()
    first, second = open_window(), open_window()
    first.ask("Tell me slowly")
    first.says(".answer", "The first sentence.")
    second.ask("How many North Korean soldiers were killed?")
    second.says("#status", "1 request is ahead of yours.")
    second.find("#stop").click()
    second.says("#status", "Stopped.")
    HOLD.set()
    first.says(".answer", "The second sentence.")
    assert second.all(".answer") == []


def test_documents_are_added_shown_and_removed(window: Window, tmp_path: Path) -> None:
    good, bad = tmp_path / "added.txt", tmp_path / "broken.pdf"
    good.write_text("The bridge was opened on Friday. Nobody was there.")
    bad.write_bytes(b"no pdf at all")
    window.page("Documents")
    window.until(lambda: window.all("#drop input[type=file]"), "nowhere to drop files")
    window.all("#drop input[type=file]")[0].send_keys(f"{good}\n{bad}")
    window.says(".failed", "broken.pdf")
    window.says("#drop-status", "1 added, 1 not read.")
    window.find("[data-document='added.txt']").click()
    window.says(".source-pane .text", "The bridge was opened on Friday.")
    assert window.all("mark") == []
    window.find("[data-remove='added.txt']").click()
    assert window.text("[data-remove='added.txt']") == "Really remove?"
    window.find("[data-remove='added.txt']").click()
    window.until(lambda: not window.all("[data-document='added.txt']"), "it is still there")


def test_a_footnote_to_what_was_removed_or_changed_says_so(window: Window, tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"

    def add(text: str) -> None:
        article.write_text(text)
        window.page("Documents")
        window.until(lambda: window.all("#drop input[type=file]"), "nowhere to drop files")
        window.all("#drop input[type=file]")[0].send_keys(str(article))

    add("The ferry sank on Friday. Nobody was on board.")
    window.says("#drop-status", "1 added.")
    window.page("Ask")
    window.ask("Did the ferry go down?")
    window.find(".answer .fn").click()
    assert window.text("mark") == "The ferry sank on Friday."
    add("The ferry did not sink. Everybody was on board.")
    window.says("#drop-status", "1 updated.")
    window.page("Ask")
    window.find(".answer .fn").click()
    window.says(".source-pane .problem", "This document has changed since")
    window.says(".source-pane", "it said: The ferry sank on Friday.")
    assert window.all("mark") == []
    window.page("Documents")
    for _ in range(2):
        window.find("[data-remove='ferry.txt']").click()
    window.until(lambda: not window.all("[data-remove='ferry.txt']"), "it is still there")
    window.page("Ask")
    window.find(".answer .fn").click()
    window.says(".source-pane .problem", "This document is no longer in the library.")
    assert window.text(".source-pane h2") == "ferry.txt"
    assert window.driver.switch_to.active_element.text == "ferry.txt"
    assert window.all("mark") == []


def test_an_evaluation_is_stopped_from_the_page(window: Window) -> None:
    window.page("Eval")
    window.find("#evaluate").click()
    window.says("#evaluate-status", "asking question 1")
    process = int(re.findall(r"process (\d+)", window.text("#evaluate-status"))[0])
    os.kill(process, 0)
    window.gone("#evaluate")
    window.find("#evaluate-stop").click()
    window.says("#evaluate-status", "The questions asked so far are kept")
    window.gone("#evaluate-stop")
    window.find("#evaluate")
    window.until(lambda: not alive(process), "the evaluation still runs")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_file_that_is_no_document_is_named_as_text(window: Window, tmp_path: Path) -> None:
    hostile = tmp_path / "<img src=x onerror=window.pwned=1>.exe"
    hostile.write_bytes(b"MZ")
    window.page("Documents")
    window.until(lambda: window.all("#drop input[type=file]"), "nowhere to drop files")
    window.all("#drop input[type=file]")[0].send_keys(str(hostile))
    window.says(".failed", ".exe")
    assert window.all("img[src=x]") == []
    assert window.run("return window.pwned === undefined") is True


def test_a_draft_is_checked_sentence_by_sentence(window: Window) -> None:
    window.page("Check")
    window.find("#draft textarea").send_keys(f"{CITED} Russia has not sent troops. It rained.")
    window.find("#check").click()
    window.find(".verdict")
    looks = [e.get_attribute("class") for e in window.all(".verdict")]
    assert looks == ["verdict supported", "verdict contradicted", "verdict not-found"]
    window.all(".verdict")[1].click()
    window.says(".evidence", "The sources say otherwise.")
    window.all(".verdict")[0].click()
    window.find(".evidence .fn").click()
    assert window.text("mark") == CITED


def test_a_hostile_document_shows_as_text(window: Window) -> None:
    window.ask(f"What is hostile? {EVIL}")
    window.says(".answer", "<script>window.pwned = 1</script>")
    window.says(".asked", "<img src=x onerror='window.pwned = 2'>")
    window.find(".answer .fn").click()
    window.says("mark", "[x](javascript:window.pwned=3)")
    window.says(".source-pane h2", "<script>")
    window.page("Documents")
    window.says("#documents", "evil <b>name.md")
    assert window.run("return window.pwned === undefined") is True
    assert window.all("a[href^=javascript], img[src=x]") == []


def test_nothing_is_asked_of_any_other_address(window: Window, app: tuple[App, str, Path]) -> None:
    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    for page in ("Documents", "Check", "Eval", "Models", "Ask"):
        window.page(page)
    own = (app[1], "data:", "blob:", "chrome")
    elsewhere = {url for url in window.requested() if not url.startswith(own)}
    assert elsewhere == set()
    problems = [e["message"] for e in window.driver.get_log("browser") if e["level"] == "SEVERE"]
    assert problems == []


@pytest.mark.parametrize("width", [1400, 400])
def test_nothing_sticks_out_sideways(open_window: Any, width: int) -> None:
    window = open_window(width=width, height=800)
    window.ask("How many North Korean soldiers were killed?")
    window.find(".tools")
    window.all(".answer .fn")[1].click()
    assert window.text("mark") == CITED
    assert window.run(IN_SIGHT) is True
    for page in ("Documents", "Check", "Eval", "Models", "Ask"):
        window.page(page)
        assert window.run("return document.documentElement.scrollWidth") <= width, page
