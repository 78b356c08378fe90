"""The command line, which sends itself a signal: `interrupted_program.py WHERE SIGNAL ARGUMENT...`.

WHERE is "import" (of the command line itself), "encoder" (in the second batch), "statement" (in
SQLite's call of sum_of), "callback" (C calls Python) or "app" (once it is served). Documents are
stored one a batch, with the fake encoder.
"""

import ctypes
import itertools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from fakes.fake_encoder import FakeEncoder
from index import database, indexer
from index.encoder import Vectors
from index.indexer import Indexer

WHERE, SIGNAL = sys.argv[1], int(sys.argv[2])


def send(*_: Any) -> None:
    os.kill(os.getpid(), SIGNAL)


class Importing:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "ui.cli":
            send()


class Encoder(FakeEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.encoded and WHERE == "encoder":
            send()
        if self.encoded and WHERE == "callback":
            ctypes.CFUNCTYPE(None)(send)()
        return super().encode(texts)


def at_the_20th(function: Callable[..., Any]) -> Callable[..., Any]:
    calls = itertools.count(1)

    def wrapped(*values: Any) -> Any:
        if next(calls) == 20:
            send()
        return function(*values)

    return wrapped


def use_stand_ins() -> None:
    from ui import app, app_assembly, library_commands, ui_commands

    indexer.BATCH_SENTENCES = 1
    library_commands.open_indexer = lambda library, *_: Indexer(library, Encoder())
    if WHERE == "statement":
        database.sum_of = at_the_20th(database.sum_of)
    app_assembly.open_app = lambda *_: None  # type: ignore[assignment,return-value]
    app.launch = lambda *_, **__: "http://127.0.0.1:7860/"
    app.close = lambda _: print("closed")
    ui_commands._tell = send


if __name__ == "__main__":
    if WHERE == "import":
        sys.meta_path.insert(0, Importing())  # type: ignore[arg-type]
    else:
        use_stand_ins()
    from ui import start

    sys.argv[:] = ["footnoted", *sys.argv[3:]]
    sys.exit(start.main())
