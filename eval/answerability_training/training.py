"""The training loop: a BERT cross-encoder with one output, on CPU."""

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.answerability_training.pairs import Pair
from eval.cross_encoder_inputs import padded, tokenized

MAX_TOKENS = 160
BATCH = 24
TOGETHER = 2000  # pairs among which those of like length share a batch
FROZEN = 4  # the lowest layers, and the word embeddings, stay the reranker's
WARMED = 40  # steps until the rate is at its peak; over the second half it sinks to nothing
REPORTED = 25  # steps

Example = tuple[Sequence[int], Sequence[int], bool]  # token ids, type ids, answered


def encode(pairs: Sequence[Pair], tokenizer_file: Path) -> list[Example]:
    """Token ids of (question, passage), cut at MAX_TOKENS."""
    rows = tokenized([(pair.question, pair.passage) for pair in pairs], tokenizer_file)
    return [
        (ids[:MAX_TOKENS], types[:MAX_TOKENS], pair.answered)
        for (ids, types), pair in zip(rows, pairs, strict=True)
    ]


def train(
    model: Any, examples: Sequence[Example], passes: int, rate: float, chance: random.Random
) -> Any:
    """The model after so many passes over the examples; `rate` is the highest learning rate."""
    import torch

    model.bert.embeddings.requires_grad_(False)
    for layer in model.bert.encoder.layer[:FROZEN]:
        layer.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01, fused=True)
    queue = [batch for _ in range(passes) for batch in _batches(examples, chance)]
    steps = len(queue)
    started, running = time.time(), 0.0
    model.train()
    for step, batch in enumerate(queue, start=1):
        for group in optimizer.param_groups:
            group["lr"] = rate * _rate(step, steps)
        loss = _loss(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        running += float(loss.detach())
        if step % REPORTED == 0:
            print(f"{step} of {steps}: loss {running / REPORTED:.4f}, "
                  f"{time.time() - started:.0f} s", file=sys.stderr, flush=True)  # fmt: skip
            running = 0.0
    return model.eval()


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """All examples once, in random batches of like length."""
    shuffled = list(examples)
    chance.shuffle(shuffled)
    made = []
    for start in range(0, len(shuffled), TOGETHER):
        alike = sorted(shuffled[start : start + TOGETHER], key=lambda e: len(e[0]))
        made += [alike[n : n + BATCH] for n in range(0, len(alike), BATCH)]
    chance.shuffle(made)
    return made


def _rate(step: int, steps: int) -> float:
    return min(1.0, step / WARMED, (steps - step + 1) / (steps / 2))


def _loss(model: Any, batch: Sequence[Example]) -> Any:
    import torch

    inputs = padded([(ids, types) for ids, types, _ in batch])
    # Twice as fast where the processor has it, and the same loss.
    short = torch.cpu._is_avx512_bf16_supported()
    with torch.autocast("cpu", torch.bfloat16, enabled=short):
        logits = model(**inputs).logits[:, 0].float()
    answered = torch.tensor([float(a) for _, _, a in batch])
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, answered)
