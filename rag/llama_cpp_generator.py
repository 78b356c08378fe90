"""The generator on llama.cpp, run in this process from a GGUF file."""

import ctypes
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Threads that spin for long while they wait stall each other whenever something else runs: on two
# cores beside one busy process, text came seven times slower. Read when the library is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "3000")

import llama_cpp
import numpy as np
from llama_cpp import llama_chat_format

from index.errors import ModelError
from rag.generator import Prompt

CONTEXT = 4096
BATCH = 512
KEPT_STATES = 3
WORTH_KEEPING = 32  # tokens: below this, reading again is as quick
SYSTEM, USER = "\x02system\x02", "\x02user\x02"

Parts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _State:
    """The parts that the model had read, and what it made of them (llama.cpp's own bytes)."""

    parts: Parts
    data: bytes


def _shared(a: Parts, b: Parts) -> Parts:
    """The parts that both begin with."""
    count = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    return a[: min(len(a), len(b)) if count is None else count]


def _length(parts: Parts) -> int:
    return sum(len(part) for part in parts)


def _without_amx() -> None:
    """Keeps llama.cpp from its AMX kernels: virtual machines announce AMX and fault on its use."""
    defaults = llama_cpp.llama_cpp.llama_model_default_params

    def safe() -> Any:
        parameters = defaults()
        parameters.use_extra_bufts = False
        return parameters

    llama_cpp.llama_cpp.llama_model_default_params = safe


if b"AMX_INT8 = 1" in llama_cpp.llama_print_system_info():
    _without_amx()


class LlamaCppGenerator:
    """A quantized model. Parts that successive prompts share at the start are read once.

    Each part of a prompt is read as one batch, whether or not what stands before it was kept, so
    that the arithmetic, and with it every answer, does not depend on what was asked before.
    """

    def __init__(self, path: Path, sha256: str, threads: int | None = None) -> None:
        """Loads the file; raises ModelError when it is not a model that this can run."""
        self.name = path.name
        self.sha256 = sha256
        threads = threads or os.cpu_count() or 1
        try:
            self._llama: Any = llama_cpp.Llama(
                str(path), n_ctx=CONTEXT, n_batch=BATCH, n_threads=threads,
                n_threads_batch=threads, verbose=False, seed=0,
            )  # fmt: skip
        except (ValueError, RuntimeError, AssertionError) as error:
            raise ModelError(
                f"{path} cannot be loaded as a model: give a .gguf file of a chat model"
            ) from error
        self._vocab = llama_cpp.llama_model_get_vocab(self._llama.model)
        self._template = _template(self._llama)
        self._present: Parts = ()
        self._kept: list[_State] = []

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        tokens = self._read(prompt, limit)
        bound = llama_cpp.LlamaGrammar.from_string(grammar, verbose=False)
        pending = b""
        for count, token in enumerate(self._llama.generate(tokens, temp=0.0, grammar=bound)):
            if llama_cpp.llama_vocab_is_eog(self._vocab, token) or count >= limit:
                break
            pending += self._llama.detokenize([token])
            piece = pending.decode("utf-8", "ignore")
            # A character may be spread over several tokens.
            if piece.encode() == pending:
                yield piece
                pending = b""

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        self._read(prompt, 1)
        logits = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        row = np.ctypeslib.as_array(logits, shape=(self._llama.n_vocab(),))
        return [float(row[self._plain(option)[0]]) for option in options]

    def count_tokens(self, text: str) -> int:
        return len(self._plain(text))

    def _read(self, prompt: Prompt, room: int) -> list[int]:
        """Reads a prompt up to where the model is to go on; returns its tokens."""
        parts = self._parts(prompt)
        tokens = [token for part in parts for token in part]
        if len(tokens) + room > CONTEXT:
            raise ModelError(
                f"the question is too long for the model: {len(tokens)} tokens of {CONTEXT}"
            )
        # The last part is read in any case: what follows needs its logits.
        kept = min(self._recall(parts), len(parts) - 1)
        self._llama.n_tokens = _length(parts[:kept])
        for part in parts[kept:]:
            self._llama.eval(part)
        self._present = parts
        return tokens

    def _recall(self, parts: Parts) -> int:
        """Makes the state that has read most of the parts the present one; returns how many."""
        best = max(self._kept, key=lambda state: _length(_shared(state.parts, parts)), default=None)
        present = _shared(self._present, parts)
        if _length(self._present) - _length(present) >= WORTH_KEEPING:
            self._keep()
        if best is None or _length(_shared(best.parts, parts)) <= _length(present):
            return len(present)
        data = (ctypes.c_uint8 * len(best.data)).from_buffer_copy(best.data)
        self._llama.reset()
        llama_cpp.llama_state_seq_set_data(self._llama.ctx, data, len(best.data), 0)
        tokens = [token for part in best.parts for token in part]
        self._llama.input_ids[: len(tokens)] = tokens
        return len(_shared(best.parts, parts))

    def _keep(self) -> None:
        size = llama_cpp.llama_state_seq_get_size(self._llama.ctx, 0)
        data = (ctypes.c_uint8 * size)()
        llama_cpp.llama_state_seq_get_data(self._llama.ctx, data, size, 0)
        others = [s for s in self._kept if _shared(s.parts, self._present) != s.parts]
        self._kept = [*others, _State(self._present, bytes(data))][-KEPT_STATES:]

    def _parts(self, prompt: Prompt) -> Parts:
        before, between, after = self._template
        parts = (
            self._control(before) + self._plain(prompt.system) + self._control(between),
            self._plain(prompt.given),
            self._plain(prompt.task) + self._control(after),
            self._plain(prompt.begun),
        )
        return tuple(tuple(part) for part in parts if part)

    def _control(self, text: str) -> list[int]:
        tokens: list[int] = self._llama.tokenize(text.encode(), add_bos=False, special=True)
        return tokens

    def _plain(self, text: str) -> list[int]:
        data = text.encode("utf-8", "replace")
        tokens: list[int] = self._llama.tokenize(data, add_bos=False, special=False)
        return tokens


def _template(llama: Any) -> tuple[str, str, str]:
    """The model's own chat template: what stands before the system text, between, and after."""
    source = llama.metadata.get("tokenizer.chat_template")
    if source is None:
        raise ModelError("the model has no chat template: give a .gguf file of a chat model")
    ends = (llama.token_eos(), llama.token_bos())
    names = [llama.detokenize([token], special=True).decode() for token in ends]
    rendered = llama_chat_format.Jinja2ChatFormatter(source, *names)(
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": USER}]
    ).prompt
    before, _, rest = rendered.partition(SYSTEM)
    between, _, after = rest.partition(USER)
    return before, between, after
