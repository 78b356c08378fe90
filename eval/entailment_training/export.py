"""The trained weights as an int8 ONNX file with its tokenizer and digest, for onnxruntime alone."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from index.onnx_cross_encoder import quantise, quantise_finely

OPSET = 18
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(model: Any, tokenizer: Path, folder: Path, *, finely: bool = False) -> str:
    """Writes model.onnx, tokenizer.json and model.onnx.sha256; gives the digest.

    `finely`: with scales for every 32 weights and each token's own, at twice the time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "fp32.onnx"
        _to_onnx(model, whole)
        (quantise_finely if finely else quantise)(whole, folder / "model.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    _without_limits(folder / "tokenizer.json")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "model.onnx.sha256").write_text(f"{digest}  model.onnx\n", "utf-8")
    return digest


def _to_onnx(model: Any, path: Path) -> None:
    import torch

    class Logits(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model.float().eval()

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            return self.model(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).logits

    example = torch.ones((2, 16), dtype=torch.int64)
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS}
    torch.onnx.export(
        Logits(), (example, example, example - 1), str(path), input_names=list(INPUTS),
        output_names=["logits"], dynamic_axes=axes | {"logits": {0: "pairs"}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _without_limits(path: Path) -> None:
    """The reader sets truncation and padding; what the file says of them goes."""
    settings = json.loads(path.read_text("utf-8"))
    settings["truncation"] = settings["padding"] = None
    path.write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
