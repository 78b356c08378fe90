"""Two app processes behind nginx, on one library on Milvus and one served model."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client

from fakes.app_processes import drop, serve_app, serve_nginx
from fakes.libraries import any_name, milvus_server, needs_milvus
from fakes.llama_server import serve_model
from rag.receipt import SEAL

pytestmark = pytest.mark.model
QUESTION = "How many people did the flood in Lima kill?"
ARTICLE = "The flood in Lima killed 40 people, the mayor said. Snow fell later."
LATER = "The flood in Lima killed 52 people, the hospital said on Friday."
COOKIES = [f"reader-{n}" for n in range(8)]


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[list[str]]:
    needs_milvus()
    with ExitStack() as stack:
        server = stack.enter_context(milvus_server(tmp_path / "milvus"))
        model = stack.enter_context(serve_model("smollm2-135m")).address
        library = f"{server}/{any_name()}"
        yield [stack.enter_context(serve_app(library, model, tmp_path / n)) for n in ("a", "b")]


def ask(address: str, cookie: str = "") -> Any:
    """The record without its times, and without the seal, which is over them too."""
    headers = {"Cookie": f"footnoted={cookie}"}
    client = Client(address, headers=headers, verbose=False, analytics_enabled=False)
    record = client.predict(QUESTION, as_of="2026-01-01", api_name="/ask")
    unsealed = {name: value for name, value in record["receipt"].items() if name != SEAL}
    return record | {"timings": {}, "receipt": unsealed}


def test_two_apps_answer_alike_and_each_finds_what_was_dropped_into_the_other(
    apps: list[str], tmp_path: Path
) -> None:
    (tmp_path / "proxy").mkdir()
    (tmp_path / "first.txt").write_text(ARTICLE)
    (tmp_path / "second.txt").write_text(LATER)
    with serve_nginx(apps, tmp_path / "proxy") as proxy:
        fresh = httpx.get(proxy)
        assert (fresh.status_code, set(fresh.cookies)) == (200, {"footnoted"})
        assert "first.txt" in drop(proxy, tmp_path / "first.txt", fresh.cookies)
        records = [ask(app) for app in apps]
        assert records[0] == records[1]
        cited = [c["document"] for c in records[0]["citations"] + records[0]["nearest"]]
        assert set(cited) == {"first.txt"}
        assert "second.txt" in drop(apps[1], tmp_path / "second.txt", httpx.Cookies())
        records = [ask(proxy, cookie) for cookie in COOKIES]
        assert all(record == records[0] for record in records)
        found = {c["document"] for c in records[0]["citations"] + records[0]["nearest"]}
        assert found == {"first.txt", "second.txt"}
    asked = [line.split() for line in (tmp_path / "proxy" / "asked.log").read_text().splitlines()]
    by_cookie = {cookie: {app for of, app in asked if of == cookie} for cookie in COOKIES}
    # Each reader always came to the same app, and both apps had readers.
    assert all(len(served) == 1 for served in by_cookie.values())
    assert set().union(*by_cookie.values()) == {app.removeprefix("http://") for app in apps}
