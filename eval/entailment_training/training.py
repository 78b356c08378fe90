"""The training loop: a BERT cross-encoder with three outputs, on CPU, seeds fixed."""

import itertools
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.cross_encoder_inputs import padded, tokenized
from eval.entailment_training.pairs import Label, Pair

MAX_TOKENS = 160
BATCH_TOKENS = 2048  # padded tokens of a batch
MOST_PAIRS = 48
PEAK_RATE = 1e-4
WARMED = 60  # steps until the rate is at its peak
COOLED = 200  # steps over which it sinks to nothing
KEPT = 25  # steps between reports and kept states

Example = tuple[Sequence[int], Sequence[int], int]  # token ids, type ids, label


def encode(pairs: Sequence[Pair], tokenizer_file: Path) -> list[Example]:
    """Token ids of (premise, claim); pairs of more than MAX_TOKENS are left out."""
    rows = tokenized([(pair.premise, pair.claim) for pair in pairs], tokenizer_file)
    return [
        (ids, types, int(pair.label))
        for (ids, types), pair in zip(rows, pairs, strict=True)
        if len(ids) <= MAX_TOKENS
    ]


def batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """All examples once, in random batches of like length."""
    shuffled = chance.sample(list(examples), len(examples))
    made: list[list[Example]] = []
    for start in range(0, len(shuffled), 6000):
        made += _cut(sorted(shuffled[start : start + 6000], key=lambda e: len(e[0])))
    chance.shuffle(made)
    return made


def _cut(ordered: Sequence[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for example in ordered:
        if batch and (
            (len(batch) + 1) * len(example[0]) > BATCH_TOKENS or len(batch) == MOST_PAIRS
        ):
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch


def train(base: Path, examples: Sequence[Example], steps: int, seed: int, saved: Path) -> Any:
    """The trained model.

    The rate stays at its peak until the last COOLED steps, so that a run of more steps begins as a
    run of fewer does: `saved` keeps the state every KEPT steps, and a later call goes on from it.
    """
    import torch

    torch.manual_seed(seed)
    model = _model(base)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=PEAK_RATE, weight_decay=0.01, fused=True)
    done = _resume(saved, model, optimizer, steps)
    endless = _endless(examples, random.Random(seed))
    started, running = time.time(), 0.0
    for step, batch in enumerate(itertools.islice(endless, steps), start=1):
        if step <= done:
            continue
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * _rate(step, steps)
        loss = _loss(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        running += float(loss.detach())
        if step % KEPT == 0:
            print(f"{step} of {steps}: loss {running / KEPT:.4f}, {time.time() - started:.0f} s",
                  file=sys.stderr, flush=True)  # fmt: skip
            running = 0.0
            if step <= steps - COOLED:
                _keep(saved, step, model, optimizer)
    return model.eval()


def _model(base: Path) -> Any:
    from transformers import AutoModelForSequenceClassification

    # Dropout costs a third of the time, and so few passes over the data do not overfit.
    model = AutoModelForSequenceClassification.from_pretrained(
        base, num_labels=3, attn_implementation="eager",
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    # Words that the pairs lack keep their place among those that they have.
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return model.train()


def _endless(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    while True:
        yield from batches(examples, chance)


def _rate(step: int, steps: int) -> float:
    return min(1.0, step / WARMED, (steps - step + 1) / COOLED)


def _keep(saved: Path, step: int, model: Any, optimizer: Any) -> None:
    import torch

    saved.mkdir(parents=True, exist_ok=True)
    torch.save((step, model.state_dict(), optimizer.state_dict()), saved / f"{step:06d}.pt")


def _resume(saved: Path, model: Any, optimizer: Any, steps: int) -> int:
    """The last kept step before the rate sinks, put into model and optimizer; 0 without one."""
    import torch

    usable = [p for p in sorted(saved.glob("*.pt")) if int(p.stem) <= steps - COOLED]
    if not usable:
        return 0
    step, weights, state = torch.load(usable[-1])
    model.load_state_dict(weights)
    optimizer.load_state_dict(state)
    return int(step)


def _loss(model: Any, batch: Sequence[Example]) -> Any:
    """Cross-entropy; UNSUPPORTED counts the outputs REFUTED and NOT_ENOUGH_INFO as one."""
    import torch

    inputs = padded([(ids, types) for ids, types, _ in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(**inputs).logits
    chances = torch.log_softmax(logits.float(), dim=1)
    either = torch.logsumexp(chances[:, Label.REFUTED :], dim=1, keepdim=True)
    labels = torch.tensor([label for _, _, label in batch])
    return -torch.cat([chances, either], dim=1).gather(1, labels[:, None]).mean()
