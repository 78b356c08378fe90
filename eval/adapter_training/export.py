"""An adapter as llama.cpp reads it."""

import hashlib
from pathlib import Path

import numpy as np

from eval.adapter_training.base import ALPHA, Adapter


def export(adapter: Adapter, folder: Path) -> str:
    """Writes adapter.gguf and its sha256, which it returns; needs the package gguf."""
    from gguf import GGUFWriter

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "adapter.gguf"
    writer = GGUFWriter(path, "qwen2")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(ALPHA))
    for name, values in adapter.items():
        layer, matrix, side = name.split(".")
        tensor = f"blk.{layer}.{matrix}.weight.lora_{side}"
        writer.add_tensor(tensor, values.detach().numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".gguf.sha256").write_text(f"{digest}  {path.name}\n", "utf-8")
    return digest
