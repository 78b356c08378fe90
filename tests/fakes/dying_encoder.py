"""An encoder whose process dies, once, when it is given a certain text."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from fakes.fake_encoder import FakeEncoder
from index.encoder import Vectors

DEADLY = "Here a worker dies."


class DyingEncoder(FakeEncoder):
    """Encodes as FakeEncoder does; `mark` is where it notes that it has died."""

    def __init__(self, mark: Path) -> None:
        super().__init__()
        self._mark = mark

    def encode(self, texts: Sequence[str]) -> Vectors:
        if DEADLY in texts and not self._mark.exists():
            self._mark.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)
