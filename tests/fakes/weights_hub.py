"""A model hub on this computer: serves made-up files the way the hub does, on 127.0.0.1."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.fakes.weights_catalogue import REVISION, sha256

PIECE = 1000  # bytes written at a time
_ADDRESS = re.compile(r"/(made-up/[^/]+)/resolve/([0-9a-f]{40})/(.+)")


@dataclass
class Hub:
    """What the hub serves and how, and the requests it got: (method, address, Range header)."""

    files: dict[str, bytes]
    """The bytes by repository and path, such as "made-up/writer/model.gguf"."""
    tags: dict[str, str] = field(default_factory=dict)
    """Entity tags that differ from the sha256 of the bytes."""
    bodies: dict[str, bytes] = field(default_factory=dict)
    """What a download gives where it is not what the hub says of the file."""
    cuts: list[int] = field(default_factory=list)
    """After how many bytes the next downloads break off, one each."""
    elsewhere: bool = False
    """Whether it sends downloads on to another host, as the hub does for large files."""
    ranges: bool = True
    """Whether it heeds the Range header."""
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    tokens: set[tuple[str, str | None]] = field(default_factory=set)
    """The Authorization header of every request, with the host that it went to."""
    endpoint: str = ""
    sent: Callable[[int], None] | None = None
    """Told after every piece of a download how many bytes of the file have gone out."""

    def downloads(self) -> list[str | None]:
        """The Range header of every download, in order."""
        return [asked for method, _, asked in self.requests if method == "GET"]


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Runs the hub on a free port; its `endpoint` is what HF_ENDPOINT is to be."""

    class Handler(_Handler):
        served = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    served: Hub
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        # A client that was killed is what some tests are about.
        with suppress(ConnectionResetError):
            super().handle()

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        data, start = self._answer()
        if self.served.cuts and data:
            self.wfile.write(data[start : start + self.served.cuts.pop(0)])
            self.close_connection = True
        else:
            self._send(data, start)

    def _send(self, data: bytes, start: int) -> None:
        try:
            for at in range(start, len(data), PIECE):
                self.wfile.write(data[at : at + PIECE])
                if self.served.sent:
                    self.served.sent(min(at + PIECE, len(data)))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> tuple[bytes, int]:
        """Sends the headers; gives the file's bytes and the offset that was asked for."""
        asked = self.headers.get("Range")
        host = self.headers["Host"].partition(":")[0]
        self.served.tokens.add((host, self.headers.get("Authorization")))
        self.served.requests.append((self.command, self.path, asked))
        address = _ADDRESS.fullmatch(self.path)
        name = f"{address[1]}/{address[3]}" if address and address[2] == REVISION else ""
        data = self.served.files.get(name)
        tag = self.served.tags.get(name, sha256(data or b""))
        if self.command == "GET":
            data = self.served.bodies.get(name, data)
        if self.served.elsewhere and host != "localhost":
            self._send_on(tag, len(data or b""))
            return b"", 0
        start = (
            int(asked.removeprefix("bytes=").removesuffix("-"))
            if asked and data and self.served.ranges
            else 0
        )
        self.send_response(404 if data is None else 206 if start else 200)
        self.send_header("X-Repo-Commit", REVISION)
        self.send_header("Content-Length", str(len(data or b"") - start))
        self.send_header("ETag", f'"{tag}"')
        self.end_headers()
        return data or b"", start

    def _send_on(self, tag: str, size: int) -> None:
        port = self.served.endpoint.rpartition(":")[2]
        self.send_response(302)
        self.send_header("X-Repo-Commit", REVISION)
        self.send_header("X-Linked-ETag", f'"{tag}"')
        self.send_header("X-Linked-Size", str(size))
        self.send_header("Location", f"http://localhost:{port}{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()
