"""A model server on this computer that speaks the OpenAI protocol as it was told to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Body = dict[str, Any]


@dataclass
class Served:
    """What the server can do, says and heard.

    Held to a grammar of literals, it says the literals; else it says `text`.
    """

    text: str = "Paris."
    models: tuple[str, ...] = ("small",)
    way: tuple[str, ...] = ("grammar",)
    """The keys under which it looks for a grammar; none is heeded where empty."""
    logprobs: dict[str, float] = field(default_factory=lambda: {"Yes": -1.0, "No": -3.0})
    most_listed: int = 20
    known: frozenset[str] | None = None
    """The fields it takes, where it refuses all others."""
    statuses: list[int] = field(default_factory=list)
    """What the next requests are answered with, one each, before any is served."""
    cut: bytes | None = None
    """What comes in place of the second half of a streamed answer; b"" where it goes away."""
    hangs: bool = False
    """Whether it falls silent: where a streamed answer is cut, before any other."""
    failure: tuple[int, str, bytes] | None = None
    """Status, content type and body that stand for every answer."""
    bodies: list[Body] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    address: str = ""
    over: Event = field(default_factory=Event)

    def said(self, body: Body) -> str:
        grammar: Any = body if self.way else ""
        for key in self.way:
            grammar = grammar.get(key, {})
        if not isinstance(grammar, str) or not grammar:
            return self.text
        rules = dict(line.split(" ::= ", 1) for line in grammar.splitlines())
        try:
            begun: str = json.loads(rules["root"].removesuffix(" rest"))
            return begun + (json.loads(rules["rest"]) if "rest" in rules else "")
        except ValueError:
            return self.text


@contextmanager
def serve(served: Served) -> Iterator[Served]:
    """Runs the server on a free port of 127.0.0.1; its `address` ends in /v1."""

    class Handler(_Handler):
        told = served

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield served
    finally:
        served.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: Served

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self._served():
            self._json({"data": [{"id": name} for name in self.told.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told.bodies.append(body)
        if not self._served():
            return
        if self.told.hangs and not body.get("stream"):
            self.told.over.wait()
        elif self.told.failure:
            self._send(*self.told.failure)
        elif self.told.known is not None and (unknown := body.keys() - self.told.known):
            self._json({"error": {"message": f"unknown field {min(unknown)}"}}, 400)
        elif self.path == "/tokenize":
            self._json({"tokens": [0] * len(body["content"].split())})
        elif body.get("top_logprobs", 0) > self.told.most_listed or (
            "top_logprobs" in body and not self.told.logprobs
        ):
            self._json({"error": {"message": "no such\nlogprobs"}}, 400)
        elif body.get("stream"):
            self._stream(self.told.said(body))
        else:
            self._json({"choices": [self._choice(self.told.said(body))]})

    def _served(self) -> bool:
        self.told.paths.append(self.path)
        self.told.keys.append(self.headers.get("Authorization"))
        status = self.told.statuses.pop(0) if self.told.statuses else 200
        if status != 200:
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        return status == 200

    def _choice(self, text: str) -> Body:
        rows = [{"token": t, "logprob": p} for t, p in self.told.logprobs.items()]
        return {"message": {"content": text}, "logprobs": {"content": [{"top_logprobs": rows}]}}

    def _stream(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        pieces = [text[i : i + 3] for i in range(0, len(text), 3)]
        cut = self.told.cut
        for piece in pieces if cut is None else pieces[: len(pieces) // 2]:
            self._event({"choices": [{"delta": {"content": piece}}]})
        if self.told.hangs:
            self.told.over.wait()
        self.wfile.write(b"data: [DONE]\n\n" if cut is None else cut)

    def _event(self, event: Body) -> None:
        self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _json(self, answer: Body, status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(answer).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
