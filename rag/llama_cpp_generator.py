"""The generator on llama.cpp, run in this process from a GGUF file."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from llama_cpp import llama_chat_format

from index.errors import ModelError
from rag.generator import Prompt

CONTEXT = 4096
BATCH = 512
SYSTEM, USER = "\x02system\x02", "\x02user\x02"


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
    """A quantized model; what successive prompts have in common at the start is read once."""

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

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        tokens = self._tokens(prompt, limit)
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
        tokens = self._tokens(prompt, 1)
        next(iter(self._llama.generate(tokens, temp=0.0)))
        logits = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        row = np.ctypeslib.as_array(logits, shape=(self._llama.n_vocab(),))
        return [float(row[self._plain(option)[0]]) for option in options]

    def count_tokens(self, text: str) -> int:
        return len(self._plain(text))

    def _tokens(self, prompt: Prompt, room: int) -> list[int]:
        tokens: list[int] = []
        for part in self._template:
            if part == SYSTEM:
                tokens += self._plain(prompt.system)
            elif part == USER:
                tokens += self._plain(prompt.user)
            else:
                tokens += self._llama.tokenize(part.encode(), add_bos=False, special=True)
        tokens += self._plain(prompt.begun)
        if len(tokens) + room > CONTEXT:
            raise ModelError(f"the question is too long: {len(tokens)} tokens of {CONTEXT}")
        return tokens

    def _plain(self, text: str) -> list[int]:
        data = text.encode("utf-8", "replace")
        tokens: list[int] = self._llama.tokenize(data, add_bos=False, special=False)
        return tokens


def _template(llama: Any) -> list[str]:
    """The model's own chat template around one turn, cut at the places of system and user text."""
    source = llama.metadata.get("tokenizer.chat_template")
    if source is None:
        raise ModelError("the model has no chat template: give a .gguf file of a chat model")
    names = [llama.detokenize([t], special=True).decode() for t in (llama.token_eos(), llama.token_bos())]
    rendered = llama_chat_format.Jinja2ChatFormatter(source, *names)(
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": USER}]
    ).prompt
    before, _, rest = rendered.partition(SYSTEM)
    between, _, after = rest.partition(USER)
    return [before, SYSTEM, between, USER, after]
