"""The project's own int8 ONNX file of a cross-encoder as weights that can be trained on."""

import re
from pathlib import Path
from typing import Any

from eval.answerability_training.base import LAYERS, OF_A_LAYER, WIDTH, bert

_MATRIX = re.compile(r"onnx::MatMul_(\d+)_quantized")


def trainable(path: Path) -> Any:
    """A BERT with one output that scores as the model of `path` does; needs the package onnx.

    The matrices of the layers have numbers for names, in the order in which they are used.
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
        return (numbers - zero) * scale

    numbers = sorted(int(found[1]) for name in held if (found := _MATRIX.fullmatch(name)))
    names = [f"bert.encoder.layer.{n}.{part}.weight" for n in range(LAYERS) for part in OF_A_LAYER]
    matrices = dict(zip(names, numbers, strict=True))
    model = bert(WIDTH, LAYERS)
    weights = {}
    for name in model.state_dict():
        own = f"model.{name}"
        if name in matrices:
            value = whole(f"onnx::MatMul_{matrices[name]}").T  # stored as x W
        elif own in held:
            value = held[own]
        elif f"{own}_quantized" in held:
            value = whole(own)
        else:
            value = whole(f"{own}_Transposed").T
        weights[name] = torch.tensor(value.astype("float32").copy())
    model.load_state_dict(weights)
    return model
