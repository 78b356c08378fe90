"""Every page of the app by axe-core, light and dark: nothing serious, nothing critical."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from rag.vocabulary import Withheld
from tests.fakes.chromium import Window, axe_script, missing, start
from tests.fakes.scripted_desk import Script, fill, scripted_app
from ui.app import close, launch

AXE = axe_script()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
    pytest.mark.skipif(AXE is None, reason="needs axe: npm install --no-save axe-core"),
]

SEEDS = Path(__file__).parents[2] / "seeds"
RUN = """
const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then(found => done(found.violations
  .filter(v => ["serious", "critical"].includes(v.impact))
  .map(v => v.id + ": " + v.nodes.map(n => n.target + " " + n.failureSummary).join("; "))));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("axe")
    fill(folder, [SEEDS])
    said = [("More than 1,000 died.", ["more than 1,000 soldiers have died"])]
    scripts = [Script("killed", said, withheld=[Withheld("Some died.", "not in the sources")])]
    made = scripted_app(folder, scripts)
    yield launch(made.app, host="127.0.0.1", port=None, auth=None)
    close(made.app)


@pytest.fixture(params=["light", "dark"])
def window(request: pytest.FixtureRequest, address: str) -> Iterator[Window]:
    driver = start(scheme=request.param)
    yield Window(driver, address)
    driver.quit()


def found(window: Window) -> list[str]:
    assert AXE is not None
    window.run(AXE.read_text("utf-8"))
    return list(window.driver.execute_async_script(RUN))


def test_buttons_under_the_pointer(window: Window) -> None:
    from selenium.webdriver import ActionChains

    window.ask("How many were killed?")
    window.find(".tools")
    for button in ("#ask", "#again", ".tools button", ".fn"):
        ActionChains(window.driver).move_to_element(window.find(button)).perform()
        window.run("document.getAnimations().forEach(a => a.finish())")
        assert found(window) == [], button


def test_an_answer_beside_its_source(window: Window) -> None:
    assert found(window) == []
    window.ask("How many were killed?")
    window.find(".answer .fn").click()
    window.find("mark")
    window.find(".withheld summary").click()
    assert found(window) == []


def test_a_refusal(window: Window) -> None:
    window.ask("Who won?")
    window.find(".no-answer")
    assert found(window) == []


@pytest.mark.parametrize("page", ["Documents", "Eval", "Models"])
def test_the_other_pages(window: Window, page: str) -> None:
    window.page(page)
    assert found(window) == []


def test_a_checked_draft(window: Window) -> None:
    window.page("Check")
    window.find("#draft textarea").send_keys("Russia has not sent troops. It rained.")
    window.find("#check").click()
    window.find(".verdict").click()
    window.find(".evidence .fn")
    assert found(window) == []
