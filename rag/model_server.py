"""A model server over HTTP, at the address the user named and no other.

No proxy and no redirect is followed: what is sent are passages of the user's documents.
"""

import json
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from index.errors import ModelError
from index.network import on_this_machine
from rag.interruption import Interrupted, Interruption

KEY = "FOOTNOTED_MODEL_KEY"
SCHEMES = ("http", "https")
CONNECTED = 10.0  # seconds until it takes a request
SILENCE = 300.0  # seconds without a byte: a long prompt behind others' takes a while to read
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each further try
LOOKED = 0.1  # seconds between looks at whether anybody still wants the answer
BUSY = (429, 502, 503, 504)
SHOWN = 200  # characters of a server's own words

_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

Body = dict[str, Any]


class ServerRefusal(ModelError):
    """The server is there and will not do what was asked of it."""


class _AwayError(Exception):
    """Nothing of an answer has come yet, and it may come at another try."""


class ModelServer:
    """Requests to one server. `address` is http://HOST:PORT/v1, with #NAME or without.

    Every method raises ModelError where the server stays away or breaks off, ServerRefusal where
    it answers that it will not, Interrupted once nobody wants it. Calls come one at a time.
    """

    def __init__(
        self, address: str, *, pauses: tuple[float, ...] = PAUSES, silence: float = SILENCE
    ) -> None:
        parts = _split(address)
        self.address = parts._replace(fragment="").geturl()
        self.folder = parts.path.rstrip("/")
        self.on_this_machine = on_this_machine(parts.hostname or "")
        self._parts = parts
        self._pauses = pauses
        self._silence = silence
        self._interruption: Interruption | None = None
        self._socket: socket.socket | None = None

    def heed(self, interruption: Interruption) -> None:
        """From now on a request ends, and its connection with it, when this is made."""
        self._interruption = interruption

    def ask(self, path: str, body: Body | None = None) -> Any:
        """The JSON that the server answers; `path` is from its root, no body makes it a GET."""
        with self._answered(path, body) as response:
            try:
                return json.loads(response.read())
            except ValueError as error:
                raise ServerRefusal(f"the model server {self.address} answers no JSON") from error

    def stream(self, path: str, body: Body) -> Iterator[Any]:
        """The JSON events of an answer as they come, up to the one that ends it."""
        with self._answered(path, body) as response:
            for line in response:
                if not line.startswith(b"data:"):
                    continue
                event = line.removeprefix(b"data:").strip()
                if event == b"[DONE]":
                    return
                yield self._event(event)
            raise self._broke_off()

    def _event(self, text: bytes) -> Any:
        try:
            event = json.loads(text)
        except ValueError as error:
            raise self._broke_off() from error
        if isinstance(event, dict) and "error" in event:
            raise ModelError(f"the model server {self.address} failed: {_words(text)}")
        return event

    @contextmanager
    def _answered(self, path: str, body: Body | None) -> Iterator[HTTPResponse]:
        with self._watched():
            connection, response = self._begun(path, body)
            with closing(connection):
                if response.status != 200:
                    raise ServerRefusal(
                        f"the model server {self.address} refuses ({response.status}):"
                        f" {_words(response.read(4 * SHOWN)) or response.reason}"
                    )
                if response.headers.get_content_type() == "text/html":
                    raise ServerRefusal(
                        f"{self.address} answers with a web page: check the address of the model"
                    )
                try:
                    yield response
                except (OSError, HTTPException) as error:
                    raise self._broke_off() from error

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Hangs up once nobody wants the answer, whatever is being waited for."""
        unwanted, done = self._interruption, threading.Event()
        if unwanted is None:
            yield
            return

        def watch() -> None:
            while not done.wait(LOOKED):
                if unwanted.made and self._socket is not None:
                    with suppress(OSError):
                        self._socket.shutdown(socket.SHUT_RDWR)

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield
        except ModelError as error:
            if unwanted.made:
                raise Interrupted from error
            raise
        finally:
            done.set()

    def _begun(self, path: str, body: Body | None) -> tuple[HTTPConnection, HTTPResponse]:
        for pause in self._pauses:
            try:
                return self._sent(path, body)
            except _AwayError:
                if self._interruption is not None and self._interruption.made:
                    raise Interrupted from None
                time.sleep(pause)
        try:
            return self._sent(path, body)
        except _AwayError as error:
            raise ModelError(
                f"the model server {self.address} cannot be reached ({error}):"
                " start it, or name another --model"
            ) from error

    def _sent(self, path: str, body: Body | None) -> tuple[HTTPConnection, HTTPResponse]:
        connection = self._connection()
        try:
            data = None if body is None else json.dumps(body).encode()
            connection.connect()
            self._socket = connection.sock
            self._socket.settimeout(self._silence)
            connection.request("GET" if data is None else "POST", path, data, _headers())
            response = self._first_words(connection)
        except (OSError, HTTPException) as error:
            connection.close()
            raise _AwayError(_reason(error)) from error
        if response.status in BUSY:
            connection.close()
            raise _AwayError(f"{response.status} {response.reason}")
        return connection, response

    def _first_words(self, connection: HTTPConnection) -> HTTPResponse:
        try:
            return connection.getresponse()
        except TimeoutError as error:  # it took the request: another would wait behind this one
            connection.close()
            raise ModelError(
                f"the model server {self.address} has not answered for {self._silence:g} seconds:"
                " see whether it hangs, or name another --model"
            ) from error

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        return kind(self._parts.hostname or "", self._parts.port, timeout=CONNECTED)

    def _broke_off(self) -> ModelError:
        return ModelError(
            f"the model server {self.address} went away in the middle of an answer:"
            " nothing of it counts; ask again when the server is back"
        )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.username:
        raise ModelError(f"{address} is no address of a model: write http://HOST:PORT/v1#NAME")
    return parts


def _headers() -> dict[str, str]:
    key = os.environ.get(KEY)
    plain = {"Content-Type": "application/json", "Connection": "close"}
    return plain | ({"Authorization": f"Bearer {key}"} if key else {})


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _words(body: bytes) -> str:
    """What the server says went wrong, in one line without markup."""
    text = body.decode("utf-8", "replace")
    try:
        told = json.loads(text)
        inner = told.get("error", told)
        text = str(inner.get("message", inner) if isinstance(inner, dict) else inner)
    except (ValueError, AttributeError):
        pass
    return " ".join(_TAG.sub(" ", text).split())[:SHOWN]
