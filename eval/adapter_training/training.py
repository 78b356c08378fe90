"""The training loop: what the lower layers make of each pair is kept, the upper ones learn."""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch.nn import functional

from eval.adapter_training.base import Adapter, Weights
from eval.answerability_training.pairs import Pair
from rag.adapted_llama import TASK
from rag.readable import readable

BATCH = 12
TOGETHER = 120  # pairs among which those of like length share a batch
WARMED = 8  # steps until the rate is at its peak; from there on it sinks
LEAST_RATE = 0.05  # of the peak
REPORTED = 10  # steps

Example = tuple[Any, bool]  # (tokens, width) in 16 bits, answered


def text(question: str, passage: str) -> str:
    """A pair as rag/adapted_llama.py puts it."""
    return (
        f"<|im_start|>user\nQuestion: {readable(question)}\n\nPassage: {readable(passage)}\n\n"
        f"{TASK}<|im_end|>\n<|im_start|>assistant\n"
    )


def examples(base: Weights, pairs: Sequence[Pair]) -> list[Example]:
    """What the layers below the adapted ones make of each pair, in the order of the pairs."""
    tokens = [base.tokens(text(pair.question, pair.passage)) for pair in pairs]
    made: dict[int, Any] = {}
    with torch.no_grad():
        for batch in _alike([len(t) for t in tokens], list(range(len(pairs)))):
            lower = base.lower([tokens[n] for n in batch])
            made |= {n: row[: len(tokens[n])].half() for n, row in zip(batch, lower, strict=True)}
    return [(made[n], pair.answered) for n, pair in enumerate(pairs)]


def train(
    base: Weights, adapter: Adapter, learnt: Sequence[Example], rate: float, chance: random.Random
) -> None:
    """One pass over the examples changes the adapter; `rate` is the highest learning rate."""
    parameters = list(adapter.values())
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    queue = _batches(learnt, chance)
    started, running = time.time(), 0.0
    for step, batch in enumerate(queue):
        sinking = max(LEAST_RATE, 1 - step / len(queue))
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARMED) * sinking
        loss = _loss(base, adapter, [learnt[n] for n in batch])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        running += float(loss.detach())
        if (step + 1) % REPORTED == 0:
            print(f"{step + 1} of {len(queue)}: loss {running / REPORTED:.4f}, "
                  f"{time.time() - started:.0f} s", file=sys.stderr, flush=True)  # fmt: skip
            running = 0.0


def _loss(base: Weights, adapter: Adapter, batch: Sequence[Example]) -> Any:
    lower = torch.nn.utils.rnn.pad_sequence([states.float() for states, _ in batch], True)
    odds = base.log_odds(lower, [len(states) for states, _ in batch], adapter)
    answered = torch.tensor([float(a) for _, a in batch])
    return functional.binary_cross_entropy_with_logits(odds, answered)


def _batches(learnt: Sequence[Example], chance: random.Random) -> list[list[int]]:
    """All examples once, in random batches of like length."""
    order = list(range(len(learnt)))
    chance.shuffle(order)
    lengths = [len(states) for states, _ in learnt]
    starts = range(0, len(order), TOGETHER)
    made = [batch for start in starts for batch in _alike(lengths, order[start : start + TOGETHER])]
    chance.shuffle(made)
    return made


def _alike(lengths: Sequence[int], order: Sequence[int]) -> Iterator[list[int]]:
    by_length = sorted(order, key=lambda n: lengths[n])
    for start in range(0, len(by_length), BATCH):
        yield by_length[start : start + BATCH]
