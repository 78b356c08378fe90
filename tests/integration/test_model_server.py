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


AWAY = "went away in the middle of an answer: nothing of it counts"


@pytest.mark.parametrize(
    ("cut", "told"),
    [(b"", AWAY), (b'data: {"choices": [{"del', AWAY), (b"data: <html>\n\n", AWAY),
     (b'data: {"error": {"message": "out of\\nmemory", "code": 500}}\n\n',
      "failed: out of memory")],
)  # fmt: skip
def test_an_answer_that_breaks_off_does_not_count(served: Served, cut: bytes, told: str) -> None:
    served.cut = cut
    events = ModelServer(served.address).stream("/v1/chat/completions", {"stream": True})
    assert next(events) == {"choices": [{"delta": {"content": "Par"}}]}
    with pytest.raises(ModelError) as raised:
        next(events)
    assert str(raised.value).startswith(f"the model server {served.address} {told}")
    assert "\n" not in str(raised.value)


def test_a_server_that_falls_silent_in_the_middle_of_an_answer_is_left(served: Served) -> None:
    served.cut, served.hangs = b"", True
    events = ModelServer(served.address, silence=0.2).stream("/v1/chat", {"stream": True})
    assert next(events) == {"choices": [{"delta": {"content": "Par"}}]}
    with pytest.raises(ModelError, match=AWAY):
        next(events)


def test_a_server_that_takes_a_request_and_never_answers_is_asked_once(served: Served) -> None:
    served.hangs = True
    with pytest.raises(ModelError) as raised:
        ModelServer(served.address, pauses=SOON, silence=0.2).ask("/v1/chat/completions", {})
    assert str(raised.value) == (
        f"the model server {served.address} has not answered for 0.2 seconds:"
        " see whether it hangs, or name another --model"
    )
    assert served.paths == ["/v1/chat/completions"]


PAGE = b"<html><style>p {}</style><h1>Internal\nerror</h1><p>Sorry &amp; bye</p></html>"


@pytest.mark.parametrize(
    ("status", "kind", "body", "told"),
    [(200, "text/html; charset=utf-8", PAGE, "answers with a web page"),
     (500, "text/html", PAGE, "refuses (500): Internal error Sorry &amp; bye"),
     (500, "application/json", b'{"error": {"message": "engine died"}}',
      "refuses (500): engine died"),
     (500, "application/json", b'{"object": "error", "message": "no room"}',
      "refuses (500): no room"),
     (500, "text/plain", b"", "refuses (500): Internal Server Error")],
)  # fmt: skip
@pytest.mark.parametrize("streamed", [False, True])
def test_a_page_or_a_failure_in_place_of_an_answer_is_one_line(
    served: Served, status: int, kind: str, body: bytes, told: str, streamed: bool
) -> None:
    served.failure = (status, kind, body)
    server = ModelServer(served.address)
    with pytest.raises(ServerRefusal) as raised:
        if streamed:
            next(server.stream("/v1/chat/completions", {"stream": True}))
        else:
            server.ask("/v1/chat/completions", {})
    assert f"{served.address} {told}" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_is_no_json_is_no_answer(served: Served) -> None:
    served.failure = (200, "application/json", b"hello")
    with pytest.raises(ServerRefusal, match="answers no JSON"):
        ModelServer(served.address).ask("/v1/chat/completions", {})


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
