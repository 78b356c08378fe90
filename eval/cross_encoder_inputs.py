"""What a BERT cross-encoder is trained on: pairs of texts as token ids, batches as tensors."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = tuple[Sequence[int], Sequence[int]]  # token ids of a pair, and their types


def tokenized(pairs: Sequence[tuple[str, str]], tokenizer_file: Path) -> list[Row]:
    """Token ids of pairs of texts, of any length."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return [(e.ids, e.type_ids) for e in tokenizer.encode_batch(pairs)]


def padded(rows: Sequence[Row]) -> dict[str, Any]:
    """A model's inputs for pairs that share a batch, each of shape (rows, longest)."""
    import torch

    longest = max(len(ids) for ids, _ in rows)
    short = [longest - len(ids) for ids, _ in rows]
    return {
        "input_ids": torch.tensor([[*i, *[0] * n] for (i, _), n in zip(rows, short, strict=True)]),
        "token_type_ids": torch.tensor(
            [[*t, *[0] * n] for (_, t), n in zip(rows, short, strict=True)]
        ),
        "attention_mask": torch.tensor([[1] * (longest - n) + [0] * n for n in short]),
    }
