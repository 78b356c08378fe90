"""Many clients at the app for minutes: `python -m soak.clients [CLIENTS] [SECONDS]`.

Every answer must be the one to its own question, however long it waits in line; the app's memory
after a fifth of the time and at the end may differ by 5 %.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "100"

from gradio_client import Client
from soak.memory import resident, verdict

from fakes.scripted_desk import Script, fill, scripted_app
from ui.app import launch

SHIPS = 20


def article() -> str:
    return " ".join(f"Ship {n} was hit in harbour {n + 100} on Monday." for n in range(SHIPS))


def serve(folder: Path) -> None:
    """The app, with a script for each ship, until standard input ends."""
    scripts = [
        Script(f"ship number {n}?", [(f"It was harbour {n + 100}.", [f"Ship {n} was"])])
        for n in range(SHIPS)
    ]
    made = scripted_app(folder / "library", scripts)
    print(launch(made.app, host="127.0.0.1", port=None, auth=None, mcp=False), flush=True)
    sys.stdin.read()


def visit(address: str, first: int, until: float, seen: "Counter[str]") -> None:
    """Asks one question after another; counts right and wrong answers and errors."""
    patient = {"timeout": 120.0}
    client = Client(address, verbose=False, analytics_enabled=False, httpx_kwargs=patient)
    number = first
    while time.monotonic() < until:
        number = (number + 7) % SHIPS
        question = f"Where was ship number {number}?"
        try:
            record = client.predict(question, api_name="/ask")
        except Exception as error:
            seen[f"error {type(error).__name__}"] += 1
            continue
        said = [s["text"] for s in record["answer"]]
        right = record["question"] == question and said == [f"It was harbour {number + 100}."]
        seen["right" if right else "wrong"] += 1


def main(clients: int = 50, seconds: int = 600) -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "ships.txt").write_text(article())
        fill(folder / "library", [folder / "ships.txt"])
        app = subprocess.Popen(
            [sys.executable, "-m", "soak.clients", "serve", made],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert app.stdout is not None
        try:
            return _visited(app.stdout.readline().strip(), app.pid, clients, seconds)
        finally:
            app.kill()
            app.wait()


def _visited(address: str, process: int, clients: int, seconds: int) -> int:
    seen: Counter[str] = Counter()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=visit, args=(address, n, until, seen)) for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    before = 0
    for part in range(1, 11):
        time.sleep(max(0.0, until - seconds * (10 - part) / 10 - time.monotonic()))
        held = resident(process)
        print(f"{part * seconds // 10:5} s  {held / 1e6:.1f} MB  {dict(seen)}", flush=True)
        before = held if part == 2 else before
    for thread in threads:
        thread.join()
    print(f"{clients} clients, {seconds} s: {dict(seen)}")
    return verdict(before, resident(process)) or int(set(seen) != {"right"})


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]))
    else:
        sys.exit(main(*(int(number) for number in sys.argv[1:3])))
