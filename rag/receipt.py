"""What an answer was made from, so that anybody can check it again without any model."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from rag import prompt
from rag.generator import Generator

SEAL = "record"
REQUIRED = ("library", "model", "encoder", "prompt", "version")
ENTRIES = (*REQUIRED, "limits", SEAL)


def receipt(library: str, generator: Generator | None, encoder: str) -> dict[str, str | None]:
    """Digests (hex sha256, prefixed) of library, model, encoder and prompt, and the version.

    A model on a server has no digest that could be known here: it goes by its address, and what
    the server cannot do stands beside it.
    """
    words = "\n".join(prompt.WORDS)
    limits = None if generator is None else generator.limits
    return {
        "library": f"sha256:{library}",
        "model": None if generator is None else _model(generator),
        "encoder": f"sha256:{encoder}",
        "prompt": f"sha256:{hashlib.sha256(words.encode()).hexdigest()}",
        "version": version("footnoted"),
    } | ({} if limits is None else {"limits": limits})


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its own digest in its receipt: against accidents, not against forgers."""
    return {**record, "receipt": {**record["receipt"], SEAL: _digest(record)}}


def seal_holds(record: Mapping[str, Any]) -> bool:
    """Whether a record is as it was when it was sealed; one that never was is."""
    seal = record["receipt"].get(SEAL, _digest(record))
    return set(record["receipt"]) <= set(ENTRIES) and bool(seal == _digest(record))


def _digest(record: Mapping[str, Any]) -> str:
    unsealed = {name: value for name, value in record["receipt"].items() if name != SEAL}
    text = json.dumps(_plain({**record, "receipt": unsealed}), sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _plain(value: Any) -> Any:
    """The value as it is whichever program wrote it down: 2.0 is 2."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _model(generator: Generator) -> str:
    return f"sha256:{generator.sha256}" if generator.sha256 else generator.name
