"""The large model in torch, with weights as its file has them, and an adapter for its upper layers.

Qwen2 (Yang et al., 2024): rotary positions, two groups of keys and values, a gated linear unit.
"""

import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from rag.adapted_llama import BASE
from rag.llama_cpp_generator import LlamaCppGenerator

LAYERS, WIDTH, GATED = 28, 1536, 8960
HEADS, KEYS, HEAD = 12, 2, 128
BASE_OF_ROTATION, EPSILON = 1e6, 1e-6
ADAPTED_FROM = 12  # layers below it stay as they are, and are read once for all passes
RANK, ALPHA = 8, 16
SHAPES = {
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (WIDTH, KEYS * HEAD),
    "attn_v": (WIDTH, KEYS * HEAD),
    "attn_output": (WIDTH, WIDTH),
    "ffn_gate": (WIDTH, GATED),
    "ffn_up": (WIDTH, GATED),
    "ffn_down": (GATED, WIDTH),
}

Adapter = dict[str, Any]  # "17.attn_q.a": a low-rank change of that matrix, (in) -> RANK -> (out)


class Weights:
    """The model of a GGUF file, in 32 bits; needs the package gguf."""

    def __init__(self, path: Path, threads: int) -> None:
        from gguf import GGUFReader, dequantize

        torch.set_num_threads(threads)
        self._tensors = {
            tensor.name: torch.from_numpy(
                np.array(dequantize(tensor.data, tensor.tensor_type), np.float32)
            )
            for tensor in GGUFReader(path).tensors
        }
        self._generator = LlamaCppGenerator(path, BASE)
        yes, no = (self.tokens(word)[0] for word in ("yes", "no"))
        words = self._tensors["token_embd.weight"]
        self._yes_over_no = words[yes] - words[no]

    def adapter(self) -> Adapter:
        """One that changes nothing yet."""
        torch.manual_seed(1)
        made: Adapter = {}
        for layer in range(ADAPTED_FROM, LAYERS):
            for name, (width, out) in SHAPES.items():
                made[f"{layer}.{name}.a"] = torch.randn(RANK, width) / math.sqrt(width)
                made[f"{layer}.{name}.b"] = torch.zeros(out, RANK)
        for values in made.values():
            values.requires_grad_(True)
        return made

    def tokens(self, text: str) -> list[int]:
        """Text of our own and of invented news: control tokens in it are meant."""
        return self._generator.control(text)

    def lower(self, texts: list[list[int]]) -> Any:
        """Token ids, padded on the right -> (texts, tokens, WIDTH) below the adapted layers."""
        ids = torch.zeros(len(texts), max(map(len, texts)), dtype=torch.long)
        for row, text in zip(ids, texts, strict=True):
            row[: len(text)] = torch.tensor(text)
        x = self._tensors["token_embd.weight"][ids]
        for n in range(ADAPTED_FROM):
            x = self._layer(n, x, None)
        return x

    def log_odds(self, x: Any, lengths: list[int], adapter: Adapter) -> Any:
        """What `lower` gave -> (texts,) log-odds of yes over no after each text's last token."""
        for n in range(ADAPTED_FROM, LAYERS):
            x = self._layer(n, x, adapter)
        last = x[torch.arange(len(lengths)), torch.tensor(lengths) - 1]
        return self._normed(last, "output_norm") @ self._yes_over_no

    def _layer(self, n: int, x: Any, adapter: Adapter | None) -> Any:
        def linear(h: Any, name: str) -> Any:
            full = f"blk.{n}.{name}"
            weight = self._tensors[f"{full}.weight"]
            y = functional.linear(h, weight, self._tensors.get(f"{full}.bias"))
            if adapter is None:
                return y
            a, b = adapter[f"{n}.{name}.a"], adapter[f"{n}.{name}.b"]
            return y + (h @ a.T) @ b.T * (ALPHA / RANK)

        def heads(h: Any, name: str, count: int) -> Any:
            return linear(h, name).view(*h.shape[:2], count, HEAD).transpose(1, 2)

        h = self._normed(x, f"blk.{n}.attn_norm")
        query, key = _rotated(heads(h, "attn_q", HEADS)), _rotated(heads(h, "attn_k", KEYS))
        value = heads(h, "attn_v", KEYS)
        # Padding stands on the right, where nothing that counts looks.
        attended = functional.scaled_dot_product_attention(
            query, key, value, is_causal=True, enable_gqa=True
        )
        x = x + linear(attended.transpose(1, 2).reshape(x.shape), "attn_output")
        h = self._normed(x, f"blk.{n}.ffn_norm")
        return x + linear(functional.silu(linear(h, "ffn_gate")) * linear(h, "ffn_up"), "ffn_down")

    def _normed(self, x: Any, name: str) -> Any:
        scale = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON)
        return x * scale * self._tensors[f"{name}.weight"]


def _rotated(x: Any) -> Any:
    """(texts, heads, tokens, HEAD), each pair turned by its position (Su et al., 2021)."""
    speed = BASE_OF_ROTATION ** (-torch.arange(0, HEAD, 2) / HEAD)
    angle = torch.outer(torch.arange(x.shape[2]).float(), speed).repeat(1, 2)
    first, second = x.chunk(2, -1)
    return x * angle.cos() + torch.cat([-second, first], -1) * angle.sin()
