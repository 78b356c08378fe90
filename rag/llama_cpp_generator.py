"""The generator on llama.cpp, run in this process from a GGUF file."""

import ctypes
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from rag.interruption import Interrupted, Interruption, flagged
from rag.kept_readings import KeptReadings

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


def _singly(tokens: Sequence[int]) -> Parts:
    """What the model has written, of which any beginning may be gone on from."""
    return tuple((token,) for token in tokens)


def _length(parts: Parts) -> int:
    return sum(len(part) for part in parts)


def _weights_as_they_are() -> None:
    """Keeps llama.cpp from weights in another order, of which it makes a copy when it loads.

    Its kernels for those read 1.6 times as slowly as its tiled ones with AVX-512 VNNI, which take
    weights as the file has them. AMX is chosen the same way: virtual machines announce it and
    fault on its use.
    """
    defaults = llama_cpp.llama_cpp.llama_model_default_params

    def plain() -> Any:
        parameters = defaults()
        parameters.use_extra_bufts = False
        return parameters

    llama_cpp.llama_cpp.llama_model_default_params = plain


# Where there is AMX there is VNNI too.
if b"AVX512_VNNI = 1" in llama_cpp.llama_print_system_info():
    _weights_as_they_are()


class LlamaCppGenerator:
    """A quantized model. Parts that successive prompts share at the start are read once.

    Each part of a prompt is read as one batch, whether or not what stands before it was kept, so
    that the arithmetic, and with it every answer, does not depend on what was asked before. What
    it has written itself need not be read to go on from it.
    """

    writes = True
    weighs = True
    limits = None

    def __init__(
        self,
        path: Path,
        sha256: str,
        threads: int | None = None,
        readings: KeptReadings | None = None,
    ) -> None:
        """Loads the file; raises ModelError when it is not a model that this can run.

        With `readings`, what the model makes of a prompt's system text outlives the process.
        """
        self.name = path.name
        self.sha256 = sha256
        self.threads = threads or os.cpu_count() or 1
        try:
            self._llama: Any = llama_cpp.Llama(
                str(path), n_ctx=CONTEXT, n_batch=BATCH, n_threads=self.threads,
                n_threads_batch=self.threads, verbose=False, seed=0,
            )  # fmt: skip
        except (ValueError, RuntimeError, AssertionError) as error:
            raise ModelError(
                f"{path} cannot be loaded as a model: give a .gguf file of a chat model"
            ) from error
        self._vocab = llama_cpp.llama_model_get_vocab(self._llama.model)
        self._template = _template(self._llama)
        self._present: Parts = ()
        self._kept: list[_State] = []
        self._readings = readings
        self.interruption = Interruption()

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        self._read(prompt, limit)
        pending, allowed = b"", _Grammar(self._vocab, grammar)
        for _ in range(limit):
            token = allowed.best(self._logits())
            if llama_cpp.llama_vocab_is_eog(self._vocab, token):
                break
            pending += self._llama.detokenize([token])
            piece = pending.decode("utf-8", "ignore")
            # A character may be spread over several tokens.
            if piece.encode() == pending:
                yield piece
                pending = b""
            allowed.accept(token)
            with self._interruptible():
                self._llama.eval([token])
            self._present += _singly([token])

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        self._read(prompt, 1)
        row = self._logits()
        return [float(row[self.tokens(option)[0]]) for option in options]

    def count_tokens(self, text: str) -> int:
        return len(self.tokens(text))

    def _logits(self) -> Any:
        """Of what was read last: one number a token of the vocabulary."""
        logits = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        return np.ctypeslib.as_array(logits, shape=(self._llama.n_vocab(),))

    def heed(self, interruption: Interruption) -> None:
        self.interruption = interruption  # its memory must last as long as llama.cpp looks there
        wished = ctypes.cast(flagged(), llama_cpp.ggml_abort_callback)
        llama_cpp.llama_set_abort_callback(self._llama.ctx, wished, interruption.address)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """What llama.cpp has broken off because of an interruption is reported so."""
        try:
            yield
        except RuntimeError as error:
            if self.interruption.made:
                raise Interrupted from error
            raise

    def _read(self, prompt: Prompt, room: int) -> None:
        """Reads a prompt up to where the model is to go on."""
        asked = self._asked(prompt)
        parts = asked + _singly(self.tokens(prompt.begun))
        length = _length(parts)
        if length + room > CONTEXT:
            raise ModelError(
                f"the question is too long for the model: {length} tokens of {CONTEXT}"
            )
        # The last part is read in any case: what follows needs its logits.
        kept = min(self._recall(parts) or self._recall_from_disk(parts[0]), len(parts) - 1)
        self._llama.n_tokens = _length(parts[:kept])
        self._present = parts[:kept]
        begun = tuple(token for part in parts[max(kept, len(asked)) :] for token in part)
        with self._interruptible():
            for count, part in enumerate(filter(None, (*asked[kept:], begun)), start=kept):
                self._llama.eval(part)
                if count == 0 and self._readings is not None:
                    self._readings.keep(self._state(), *self._made_of(part))
        self._present = parts

    def _recall(self, parts: Parts) -> int:
        """Makes the state that has read most of the parts the present one; returns how many."""
        best = max(self._kept, key=lambda state: _length(_shared(state.parts, parts)), default=None)
        present = _shared(self._present, parts)
        if _length(self._present) - _length(present) >= WORTH_KEEPING:
            self._keep()
        if best is None or _length(_shared(best.parts, parts)) <= _length(present):
            return len(present)
        self._set_state(best.data)
        return len(_shared(best.parts, parts))

    def _recall_from_disk(self, first: tuple[int, ...]) -> int:
        """Makes what an earlier process made of a prompt's first part the present state, if any."""
        data = self._readings.find(*self._made_of(first)) if self._readings is not None else None
        return 1 if data is not None and self._set_state(data) else 0

    def _made_of(self, part: tuple[int, ...]) -> tuple[object, ...]:
        """What a state depends on: another build of llama.cpp may reckon otherwise."""
        build = llama_cpp.__version__, llama_cpp.llama_print_system_info(), os.cpu_count()
        return (self.sha256, *build, part)

    def _keep(self) -> None:
        others = [s for s in self._kept if _shared(s.parts, self._present) != s.parts]
        self._kept = [*others, _State(self._present, self._state())][-KEPT_STATES:]

    def _state(self) -> bytes:
        size = llama_cpp.llama_state_seq_get_size(self._llama.ctx, 0)
        data = (ctypes.c_uint8 * size)()
        llama_cpp.llama_state_seq_get_data(self._llama.ctx, data, size, 0)
        return bytes(data)

    def _set_state(self, state: bytes) -> bool:
        """Whether llama.cpp took it."""
        data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        taken: int = llama_cpp.llama_state_seq_set_data(self._llama.ctx, data, len(state), 0)
        return taken > 0

    def _asked(self, prompt: Prompt) -> Parts:
        before, between, after = self._template
        parts = (
            self.control(before) + self.tokens(prompt.system) + self.control(between),
            self.tokens(prompt.given),
            self.tokens(prompt.question),
            self.tokens(prompt.task) + self.control(after),
        )
        return tuple(tuple(part) for part in parts if part)

    @property
    def model(self) -> Any:
        """llama.cpp's own handle of the weights, for another context on them."""
        return self._llama.model

    def control(self, text: str) -> list[int]:
        """A template's text as tokens, control tokens among them."""
        tokens: list[int] = self._llama.tokenize(text.encode(), add_bos=False, special=True)
        return tokens

    def tokens(self, text: str) -> list[int]:
        """Plain text as tokens; what reads like a control token in it stays text."""
        data = text.encode("utf-8", "replace")
        tokens: list[int] = self._llama.tokenize(data, add_bos=False, special=False)
        return tokens


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keeps to itself that an adapter is not put in another order as the weights are: it need not.

    llama_cpp takes llama.cpp's warnings for errors.
    """
    logger = logging.getLogger("llama-cpp-python")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class AdaptedContext:
    """A context of its own on a generator's weights, in which an adapter changes them.

    With LoRA (Hu et al., ICLR 2022) the weights in memory stay as they are.
    """

    def __init__(self, generator: LlamaCppGenerator, adapter: Path, size: int) -> None:
        """`size` in tokens; raises ModelError where llama.cpp does not take the adapter."""
        self._generator = generator
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = size
        parameters.n_threads = parameters.n_threads_batch = generator.threads
        self._context = llama_cpp.llama_init_from_model(generator.model, parameters)
        with _without_warnings():
            taken = llama_cpp.llama_adapter_lora_init(generator.model, str(adapter).encode())
        if not self._context or not taken or not self._adapt(taken):
            raise ModelError(f"llama.cpp does not take {adapter}: install footnoted anew")

    def next(self, tokens: Sequence[int], options: Sequence[str]) -> list[float]:
        """Logits of each option's first token after so many tokens, read as one batch.

        Raises Interrupted where the generator was told to.
        """
        self._generator.interruption.check()
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self._context), False)
        if llama_cpp.llama_decode(self._context, llama_cpp.llama_batch_get_one(array, len(tokens))):
            raise ModelError("the model could not read a passage: close other programs, try again")
        logits = llama_cpp.llama_get_logits_ith(self._context, -1)
        return [float(logits[self._generator.tokens(option)[0]]) for option in options]

    def _adapt(self, adapter: Any) -> bool:
        adapters = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(adapter)
        scale = (ctypes.c_float * 1)(1.0)
        return bool(llama_cpp.llama_set_adapters_lora(self._context, adapters, 1, scale) == 0)


class _Grammar:
    """A GBNF grammar and how far a text has come in it."""

    _CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])

    def __init__(self, vocab: Any, grammar: str) -> None:
        self._sampler = llama_cpp.llama_sampler_init_grammar(vocab, grammar.encode(), b"root")
        if not self._sampler:
            raise ValueError(f"this is no grammar: {grammar}")

    def __del__(self) -> None:
        llama_cpp.llama_sampler_free(self._sampler)

    def best(self, logits: Any) -> int:
        """The most likely token that is allowed; the whole vocabulary is tried only if it must."""
        for count in (1, 64, len(logits)):
            likely = _largest(logits, count)
            allowed = self._allowed(likely, logits[likely])
            if allowed.max() > -np.inf:
                break
        return int(likely[allowed.argmax()])

    def accept(self, token: int) -> None:
        """Moves on by a token that is allowed."""
        llama_cpp.llama_sampler_accept(self._sampler, token)

    def _allowed(self, tokens: Any, logits: Any) -> Any:
        """The logits, minus infinity for a token that is not allowed."""
        rows = np.zeros(len(tokens), dtype=self._CANDIDATE)
        rows["id"], rows["logit"] = tokens, logits
        data = rows.ctypes.data_as(llama_cpp.llama_token_data_p)
        array = llama_cpp.llama_token_data_array(data, len(rows), -1, False)
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(array))
        return rows["logit"]


def _largest(logits: Any, count: int) -> Any:
    """Where the `count` largest are, in the order of the vocabulary."""
    if count == 1:
        return np.array([logits.argmax()])
    return np.sort(np.argpartition(-logits, count - 1)[:count])


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
