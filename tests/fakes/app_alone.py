"""The real app and a real browser on a machine whose only network is itself.

`unshare --net python app_alone.py LIBRARY` asks a question, goes to every page, checks a draft
on its page, and prints one JSON object: what the pages said, the addresses that the browser
asked for, and everything that the app tried to reach, as its own audit saw it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fakes.chromium import Window, start

ROOT = Path(__file__).parents[2]
PAGES = ("Documents", "Check", "Eval", "Models", "Ask")
DRAFT = "Around 300 North Korean soldiers died."
# Python runs a module of this name before any other.
AUDIT = """
import os, sys

def look(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        reached = arguments[0] if event.startswith("socket.get") else arguments[1]
        host = reached[0] if isinstance(reached, tuple) else reached
        with open(os.environ["FOOTNOTED_REACHED"], "a") as file:
            file.write(f"{host}\\n")

sys.addaudithook(look)
"""


def served(library: str, folder: Path) -> "subprocess.Popen[str]":
    """The app as a user starts it, with the audit in front."""
    (folder / "sitecustomize.py").write_text(AUDIT)
    paths = os.pathsep.join([str(folder), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ui", "--library", library, "--model", "none"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": paths, "FOOTNOTED_REACHED": str(folder / "reached")},
    )  # fmt: skip


def visit(address: str) -> dict[str, object]:
    """What a reader sees on each page, and where the browser went for it."""
    driver = start()
    try:
        window = Window(driver, address)
        window.ask("How many North Korean soldiers were wounded?")
        window.find(".tools")
        said = {"Ask": window.text(".answer")}
        window.all(".answer .fn")[0].click()
        said["source"] = window.text("mark")
        for page in PAGES:
            window.page(page)
            said.setdefault(page, window.text("body"))
            if page == "Check":
                window.find("#draft textarea").send_keys(DRAFT)
                window.find("#check").click()
                window.find("#checked [class]")
                said["draft"] = window.text("#checked")
        return {"said": said, "asked": sorted(window.requested())}
    finally:
        driver.quit()


def main(library: str) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "reached").touch()
        app = served(library, folder)
        assert app.stdout is not None
        try:
            address = app.stdout.readline().split()[-1]
            found = visit(address)
        finally:
            app.terminate()
            app.wait()
        reached = sorted(set((folder / "reached").read_text().split()))
        print(json.dumps({"address": address, "reached": reached} | found))


if __name__ == "__main__":
    main(sys.argv[1])
