"""An int8 ONNX file of a cross-encoder, the reranker or one of ours, as weights to train on."""

import re
from pathlib import Path
from typing import Any

LAYERS = 12
WIDTH = 384
OF_A_LAYER = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_MATRIX = re.compile(r"onnx::MatMul_(\d+)_quantized")
SCALED = 0.4  # the reranker is surer than what is learnt on it may be


def trainable(path: Path) -> Any:
    """A BERT with one output that scores as the reranker does, its log-odds times SCALED.

    Needs the package onnx.
    """
    import torch

    model = loaded(path)
    with torch.no_grad():
        model.classifier.weight *= SCALED
        model.classifier.bias *= SCALED
    return model


def loaded(path: Path, prefix: str = "") -> Any:
    """A BERT with one output that scores as the int8 ONNX file does; needs the package onnx.

    The matrices of the layers have numbers for names, in the order in which they are used; the
    other weights have the names that transformers gives them, after a `prefix`.
    """
    import onnx
    import torch
    from onnx import numpy_helper

    held = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}

    def whole(name: str) -> Any:
        numbers, scale, zero = (
            held[f"{name}_{part}"].astype("float32")
            for part in ("quantized", "scale", "zero_point")
        )
        # Stored as x W; torch keeps the transpose. Embeddings are tables, not matrices.
        table = (numbers - zero) * scale
        return table if "embeddings" in name else table.T

    model = bert(WIDTH, LAYERS)
    numbers = sorted(int(found[1]) for name in held if (found := _MATRIX.fullmatch(name)))
    names = [
        f"bert.encoder.layer.{layer}.{part}.weight"
        for layer in range(LAYERS)
        for part in OF_A_LAYER
    ]
    matrices = dict(zip(names, numbers, strict=True))
    weights = {}
    for name in model.state_dict():
        own = f"{prefix}{name}"
        if name in matrices:
            value = whole(f"onnx::MatMul_{matrices[name]}")
        elif own in held:
            value = held[own]
        else:
            value = whole(own if f"{own}_quantized" in held else f"{own}_Transposed")
        weights[name] = torch.tensor(value.copy())
    model.load_state_dict(weights)
    return model


def bert(width: int, layers: int) -> Any:
    """An untrained BERT with one output and no dropout."""
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(
        vocab_size=30522, hidden_size=width, num_hidden_layers=layers, num_attention_heads=12,
        intermediate_size=4 * width, num_labels=1, hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip
    return BertForSequenceClassification(config)
