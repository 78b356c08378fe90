"""The command line over stand-ins, which kills itself at a chosen change of a folder.

`python dying_program.py COUNT FOLDER CATALOGUE ARGUMENT...` runs `footnoted ARGUMENT...`, and
before the COUNT-th time that it opens, renames or removes something in FOLDER it is gone, as by
`kill -9`. With COUNT 0 it lives and says on its last line how many times there were. Weights are
those of the CATALOGUE; nothing writes and the encoder is a fake.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from fakes.fake_encoder import FakeEncoder
from index import weights
from rag import assembly
from rag.assembly import Engines
from ui.cli import main

CHANGES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")


def die_at(count: int, folder: str) -> list[str]:
    """Kills this process before that change of the folder; the list holds those made."""
    made: list[str] = []

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES and str(arguments[0]).startswith(folder):
            made.append(event)
            if len(made) == count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    return made


def use_stand_ins(catalogue: Path) -> None:
    weights._CATALOGUE = catalogue
    assembly.open_engines = lambda *_, **__: Engines(FakeEncoder(), None, None)  # type: ignore[assignment,arg-type]
    assembly.open_encoder = lambda *_: FakeEncoder()  # type: ignore[assignment,return-value]
    assembly._document_encoder = lambda *_: FakeEncoder()  # type: ignore[assignment,return-value]


if __name__ == "__main__":
    use_stand_ins(Path(sys.argv[3]))
    seen = die_at(int(sys.argv[1]), sys.argv[2])
    code = main(sys.argv[4:])
    print(len(seen))
    sys.exit(code)
