"""The direction of imports, and one home for each heavy library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "index": {"index"},
    "rag": {"rag", "index"},
    "ui": {"ui", "rag", "index"},
    "eval": {"eval", "rag", "index"},
}
ONE_HOME = (
    "faiss",
    "sentence_transformers",
    "llama_cpp",
    "gradio",
    "trafilatura",
    "onnxruntime",
    "safetensors",
    "pymilvus",
    "ray",
)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[layer]
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / layer).rglob("*.py")
        for name in imported(path)
        if name in forbidden
    }
    assert found == set()


@pytest.mark.parametrize("library", ONE_HOME)
def test_a_heavy_library_is_imported_in_one_file(library: str) -> None:
    homes = [
        str(path.relative_to(ROOT))
        for layer in MAY_IMPORT
        for path in sorted((ROOT / layer).rglob("*.py"))
        if library in set(imported(path))
    ]
    assert len(homes) == 1, homes
