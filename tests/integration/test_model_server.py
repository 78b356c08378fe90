"""Requests to a model server: tried again while it is away, one clear line when it stays so."""

from collections.abc import Iterator

import pytest

from fakes.openai_server import Served, serve
from fakes.ports import free_port
from index.errors import ModelError
from rag.model_server import KEY, ModelServer, ServerRefusal

SOON = (0.0, 0.0)


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(Served()) as server:
        yield server


def test_a_busy_server_is_asked_again(served: Served) -> None:
    served.statuses = [503, 429]
    answer = ModelServer(served.address, pauses=SOON).ask("/v1/models")
    assert answer == {"data": [{"id": "small"}]}
    assert len(served.paths) == 3


def test_a_server_that_stays_busy_is_given_up(served: Served) -> None:
    served.statuses = [503, 503, 503]
    with pytest.raises(ModelError) as raised:
        ModelServer(served.address, pauses=SOON).ask("/v1/models")
    assert str(raised.value) == (
        f"the model server {served.address} cannot be reached (503 Service Unavailable):"
        " start it, or name another --model"
    )


def test_a_server_that_is_not_there_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}/v1"
    with pytest.raises(ModelError, match=f"the model server {address} cannot be reached"):
        ModelServer(address, pauses=SOON).ask("/v1/models")


@pytest.mark.parametrize("status", [301, 307, 401, 404, 500])
def test_what_is_refused_is_not_tried_again_and_no_redirect_is_followed(
    served: Served, status: int
) -> None:
    served.statuses = [status]
    with pytest.raises(ServerRefusal, match=rf"refuses \({status}\)"):
        ModelServer(served.address, pauses=SOON).ask("/v1/models")
    assert served.paths == ["/v1/models"]


def test_the_servers_own_words_come_in_one_line(served: Served) -> None:
    served.logprobs = {}
    with pytest.raises(ServerRefusal) as raised:
        ModelServer(served.address).ask("/v1/chat/completions", {"top_logprobs": 1})
    assert str(raised.value) == (
        f"the model server {served.address} refuses (400): no such logprobs"
    )


def test_an_answer_that_breaks_off_does_not_count(served: Served) -> None:
    served.cut = True
    events = ModelServer(served.address).stream("/v1/chat/completions", {"stream": True})
    assert next(events) == {"choices": [{"delta": {"content": "Par"}}]}
    with pytest.raises(ModelError, match="went away in the middle of an answer"):
        next(events)


def test_the_key_goes_to_the_server_and_only_where_there_is_one(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY, raising=False)
    ModelServer(served.address).ask("/v1/models")
    monkeypatch.setenv(KEY, "secret")
    ModelServer(served.address).ask("/v1/models")
    assert served.keys == [None, "Bearer secret"]


def test_no_proxy_is_used(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    assert ModelServer(served.address, pauses=()).ask("/v1/models") == {"data": [{"id": "small"}]}


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///v1", "http://host:port/v1", "http://a:70000/v1", "ftp://host/v1",
     "http://user:word@host/v1", "http://host/v1?a=b"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ModelError, match="is no address of a model"):
        ModelServer(address)


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("localhost", True), ("[::1]", True), ("10.0.0.1", False),
     ("127.example.org", False), ("localhost.example.org", False)],
)  # fmt: skip
def test_which_addresses_are_on_this_machine(host: str, here: bool) -> None:
    assert ModelServer(f"http://{host}:8080/v1").on_this_machine is here
