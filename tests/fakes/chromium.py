"""Debian's Chromium, driven; it can reach this machine only."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

PATIENCE = 30.0  # seconds until something that must appear counts as missing
CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")


def missing() -> str | None:
    """Why no browser can be driven here; None when one can."""
    if not CHROMIUM or not DRIVER:
        return "needs a browser: apt-get install chromium chromium-driver"
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "needs the browser's driver: pip install selenium"
    return None


def start(width: int = 1400, height: int = 1000, scheme: str = "light") -> Any:
    """A browser window of that size in CSS pixels that prefers a light or dark page."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
        "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    return driver


class Window:
    """A browser window on the app, spoken to by CSS selectors."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        driver.get(address)
        self.find("#question textarea")
        self.find(".examples button")

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def find(self, selector: str) -> Any:
        """The first element that is shown, waited for."""
        return self.until(
            lambda: next((e for e in self.all(selector) if e.is_displayed()), None),
            f"nothing is shown at {selector}",
        )

    def text(self, selector: str) -> str:
        return str(self.find(selector).text)

    def says(self, selector: str, words: str) -> None:
        """Waits until the element's text has the words."""
        self.until(
            lambda: words in " ".join(e.text for e in self.all(selector)),
            f"{selector} does not say {words!r}",
        )

    def gone(self, selector: str) -> None:
        """Waits until nothing is shown there."""
        self.until(
            lambda: not any(e.is_displayed() for e in self.all(selector)), f"{selector} is shown"
        )

    def page(self, name: str) -> None:
        """Goes to a page of the app."""
        tabs = [t for t in self.all("[role=tab]") if t.text == name]
        tabs[0].click()
        self.until(lambda: tabs[0].get_attribute("aria-selected") == "true", f"not on {name}")

    def ask(self, question: str) -> None:
        """Asks in place of what stands in the field."""
        from selenium.webdriver.common.keys import Keys

        field = self.find("#question textarea")
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(question, Keys.ENTER)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def until(self, condition: Callable[[], T], otherwise: str) -> T:
        from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(
            self.driver, PATIENCE, 0.1, ignored_exceptions=[StaleElementReferenceException]
        )
        try:
            found: T = wait.until(lambda _: condition())
        except TimeoutException:
            pytest.fail(f"{otherwise}; the page says: {self.all('body')[0].text[:600]}")
        return found

    def requested(self) -> set[str]:
        """Every address that was asked for so far."""
        events = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]
        sent = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return {event["request"]["url"] for event in sent}


def axe_script() -> Path | None:
    """axe-core, which npm puts into node_modules of the repository."""
    path = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    return path if path.is_file() else None
