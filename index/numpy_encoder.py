"""The encoder in numpy, for the one text of a question: nothing heavy to import, 20 ms to load.

A BERT with mean pooling (Devlin et al., NAACL 2019), computed straight from the safetensors file
that sentence-transformers reads too, so the digest and the vectors are the same.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors


@dataclass(frozen=True, slots=True)
class _Dense:
    """A linear map: `weight` has shape (out, in), `bias` shape (out,)."""

    weight: Vectors
    bias: Vectors

    def __call__(self, x: Vectors) -> Vectors:
        mapped: Vectors = x @ self.weight.T
        mapped += self.bias
        return mapped


@dataclass(frozen=True, slots=True)
class _Layer:
    """One block: attention and a feed-forward net, each added to its input and normed."""

    attend: _Dense  # query, key and value side by side
    attended: _Dense
    attention_norm: _Dense
    widen: _Dense
    narrow: _Dense
    norm: _Dense


class NumpyEncoder:
    """A sentence-transformers folder of a BERT with mean pooling, one text at a time."""

    def __init__(self, name: str, sha256: str, folder: Path) -> None:
        self.name = name
        self.sha256 = sha256
        self._folder = folder
        self._config = json.loads((folder / "config.json").read_text("utf-8"))
        self._tokenizer: Any = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        return int(self._config["hidden_size"])

    def load(self) -> None:
        """Reads tokenizer and weights, once; any thread may call it ahead of use."""
        with self._lock:
            if self._tokenizer is None:
                self._read_weights()
                self._tokenizer = _tokenizer(self._folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.load()
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Products this small gain nothing from a second thread, and beside a busy process the two
        # wait for each other: 240 ms a question instead of 11.
        with self._blas.limit(limits=1):
            for row, text in zip(vectors, texts, strict=True):
                row[:] = self._vector(self._tokenizer.encode(text).ids)
        return vectors

    def _vector(self, ids: Sequence[int]) -> Vectors:
        x = _normed(self._words[ids] + self._places[: len(ids)], self._first_norm, self._epsilon)
        for layer in self._layers:
            mixed = layer.attended(_attention(layer.attend(x), self._heads))
            x = _normed(x + mixed, layer.attention_norm, self._epsilon)
            x = _normed(x + layer.narrow(_gelu(layer.widen(x))), layer.norm, self._epsilon)
        mean = x.mean(axis=0)
        unit: Vectors = mean / np.linalg.norm(mean)
        return unit

    def _read_weights(self) -> None:
        from safetensors import safe_open
        from threadpoolctl import ThreadpoolController

        self._blas = ThreadpoolController().select(internal_api="openblas")

        self._heads = int(self._config["num_attention_heads"])
        self._epsilon = float(self._config["layer_norm_eps"])
        with safe_open(self._folder / "model.safetensors", framework="np") as file:
            read = file.get_tensor
            self._words = read("embeddings.word_embeddings.weight")
            kinds = read("embeddings.token_type_embeddings.weight")
            self._places = read("embeddings.position_embeddings.weight") + kinds[0]
            self._first_norm = _dense(read, "embeddings.LayerNorm")
            layers = range(self._config["num_hidden_layers"])
            self._layers = [_layer(read, f"encoder.layer.{n}") for n in layers]


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    limits = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(limits["max_seq_length"])
    tokenizer.no_padding()
    return tokenizer


def _layer(read: Any, name: str) -> _Layer:
    self_attention = [
        _dense(read, f"{name}.attention.self.{part}") for part in ("query", "key", "value")
    ]
    return _Layer(
        _Dense(
            np.concatenate([part.weight for part in self_attention]),
            np.concatenate([part.bias for part in self_attention]),
        ),
        _dense(read, f"{name}.attention.output.dense"),
        _dense(read, f"{name}.attention.output.LayerNorm"),
        _dense(read, f"{name}.intermediate.dense"),
        _dense(read, f"{name}.output.dense"),
        _dense(read, f"{name}.output.LayerNorm"),
    )


def _dense(read: Any, name: str) -> _Dense:
    return _Dense(read(f"{name}.weight"), read(f"{name}.bias"))


def _attention(mapped: Vectors, heads: int) -> Vectors:
    """Every token's mix of all tokens: shape (tokens, 3 * width) to (tokens, width)."""
    length = len(mapped)
    query, key, value = mapped.reshape(length, 3, heads, -1).transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed: Vectors = (weights @ value).transpose(1, 0, 2).reshape(length, -1)
    return mixed


def _normed(x: Vectors, scale: _Dense, epsilon: float) -> Vectors:
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    normed: Vectors = centred / np.sqrt(variance + epsilon) * scale.weight + scale.bias
    return normed


def _gelu(x: Vectors) -> Vectors:
    """x * Phi(x), with erf as in Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    scaled = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1.0 / (1.0 + np.float32(0.3275911) * scaled)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * t
    erf = np.copysign(1.0 - series * np.exp(-scaled * scaled), x)
    gelu: Vectors = 0.5 * x * (1.0 + erf)
    return gelu
