"""The named endpoints, called by Gradio's own client and by an MCP client, over HTTP."""

import asyncio
import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.fakes.scripted_desk import Script, fill, scripted_app
from ui.app import close, launch
from ui.security_headers import POLICY

ARTICLE = "Seven ships were hit on Monday. Nobody was hurt. The port was closed for a week."
HAS_MCP = importlib.util.find_spec("mcp") is not None


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("api")
    (folder / "ships.txt").write_text(ARTICLE)
    fill(folder / "library", [folder / "ships.txt"])
    made = scripted_app(folder / "library", [Script("hit", [("Seven were hit.", ["Seven ships"])])])
    yield launch(made.app, host="127.0.0.1", port=None, auth=None, mcp=HAS_MCP)
    close(made.app)


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False)


def test_only_the_three_endpoints_are_published(client: Client) -> None:
    published = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert sorted(published) == ["/ask", "/check", "/search"]


def test_ask_gives_the_whole_record(client: Client) -> None:
    record = client.predict("How many ships were hit?", api_name="/ask")
    assert record["status"] == "answered"
    assert record["answer"] == [{"text": "Seven were hit.", "citations": [1]}]
    assert record["citations"][0] == {
        "id": 1, "document": "ships.txt", "title": None, "publisher": None, "published": None,
        "quote": "Seven ships were hit on Monday.", "start": 0, "end": 31,
    }  # fmt: skip
    assert set(record) >= {"schema", "disagreements", "withheld", "nearest", "receipt", "timings"}


def test_a_refusal_is_a_record_too(client: Client) -> None:
    record = client.predict(question="Who won?", as_of="2024-12-31", api_name="/ask")
    assert (record["status"], record["answer"]) == ("abstained", [])
    assert record["reason"] == "the sources found do not state this"


def test_search_gives_ranked_evidence(client: Client) -> None:
    evidence = client.predict("ships", k=2, api_name="/search")["evidence"]
    assert [(e["id"], e["quote"], e["score"]) for e in evidence] == [
        (1, "Seven ships were hit on Monday.", 0.5),
        (2, "Nobody was hurt.", 0.5),
    ]


def test_check_gives_a_verdict_a_sentence(client: Client) -> None:
    record = client.predict("Nobody was hurt. It rained on them.", api_name="/check")
    assert [(s["text"], s["label"]) for s in record["sentences"]] == [
        ("Nobody was hurt.", "supported"),
        ("It rained on them.", "not found"),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"question": " ", "api_name": "/ask"}, "the question is empty"),
        ({"question": "Who?", "since": "soon", "api_name": "/ask"}, "'soon' is no date"),
        ({"query": "x", "k": 0, "api_name": "/search"}, "k is 0: give a whole number"),
        ({"text": "", "api_name": "/check"}, "the draft is empty"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    client: Client, arguments: dict[str, Any], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AppError, match=message):
        client.predict(**arguments)
    assert "Traceback" not in capfd.readouterr().err


def test_the_page_may_load_nothing_from_elsewhere(address: str) -> None:
    page = httpx.get(address)
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["referrer-policy"] == "no-referrer"


def test_another_name_for_this_machine_is_refused(address: str) -> None:
    assert httpx.get(address, headers={"host": "evil.example"}).status_code == 400


def test_with_auth_nothing_is_served_to_strangers(tmp_path: Path) -> None:
    fill(tmp_path / "library", [])
    app = scripted_app(tmp_path / "library").app
    address = launch(app, host="127.0.0.1", port=None, auth=("ann", "secret"))
    try:
        assert httpx.get(f"{address}config").status_code == 401
        assert httpx.post(f"{address}gradio_api/component_server", json={}).status_code == 401
        wrong = httpx.post(f"{address}login", data={"username": "ann", "password": "no"})
        right = httpx.post(f"{address}login", data={"username": "ann", "password": "secret"})
        assert (wrong.status_code, right.status_code) == (400, 200)
    finally:
        close(app)


@pytest.mark.skipif(not HAS_MCP, reason='needs the MCP extra: pip install "gradio[mcp]"')
def test_the_endpoints_are_mcp_tools(address: str) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def talk() -> tuple[list[str], Any]:
        async with (
            streamable_http_client(f"{address}gradio_api/mcp/") as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            question = {"question": "How many ships were hit?"}
            return tools, await session.call_tool(tools[0], question)

    tools, result = asyncio.run(talk())
    assert [name.rsplit("_", 1)[-1] for name in tools] == ["ask", "search", "check"]
    assert json.loads(result.content[0].text)["answer"][0]["text"] == "Seven were hit."
