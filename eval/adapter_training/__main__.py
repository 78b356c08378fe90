"""`python -m eval.adapter_training`: invented news to an adapter of the large model."""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.adapter_training.base import Weights as BaseWeights
from eval.adapter_training.export import export
from eval.adapter_training.training import examples, train
from eval.answerability_training import articles
from eval.answerability_training.articles import AskedOfArticles
from eval.answerability_training.pairs import Pair
from index.encoder import Encoder
from index.onnx_reranker import OnnxReranker
from index.reranker import Reranker
from index.weights import Weights
from rag.assembly import RERANKER, WRITER, open_encoder

QUESTIONS = 1300
NEAREST = 30  # sentences of a subject, by their vectors, that a question is paired with
BEST_LACKING = 0.65  # the share of questions with the best-ranked wrong sentence, not the next
SECOND_ANSWERED = 0.15  # the share with a second right sentence
# Two runs, the second on from the first with what that had not seen.
RUNS = ((1000, 4e-4), (750, 3e-4))  # pairs, the highest learning rate


def main() -> None:
    """Pairs questions with sentences, trains on them, writes the adapter."""
    options = _options()
    chance = random.Random(options.seed)
    path = Weights().ensure(RERANKER)
    made = list(
        _pairs(OnnxReranker(RERANKER, path, options.threads), open_encoder(Weights()), chance)
    )
    print(f"{len(made)} pairs, {sum(p.answered for p in made)} answered", file=sys.stderr)
    base = BaseWeights(Weights().ensure(WRITER), options.threads)
    adapter, start = base.adapter(), 0
    for count, rate in RUNS:
        train(base, adapter, examples(base, made[start : start + count]), rate, chance)
        start += count
    print(export(adapter, options.out))


def _pairs(reranker: Reranker, encoder: Encoder, chance: random.Random) -> Iterator[Pair]:
    """For each question a sentence that answers it, if any, and one of the best that do not."""
    asked = [one for subject in articles.subjects() for one in articles.read(subject)]
    chance.shuffle(asked)
    for one in asked[:QUESTIONS]:
        found = articles.pairs(_near(one, encoder), reranker)
        having = [pair for pair in found if pair.answered]
        lacking = [pair for pair in found if not pair.answered]
        yield from having[: 2 if chance.random() < SECOND_ANSWERED else 1]
        yield from (lacking[:1] if chance.random() < BEST_LACKING else lacking[1:2])


def _near(asked: AskedOfArticles, encoder: Encoder) -> AskedOfArticles:
    """A question with the sentences nearest to it and those that answer it."""
    vectors = encoder.encode([one.sentence.text for one in asked.sentences])
    likeness = vectors @ encoder.encode([asked.question])[0]
    near = set(np.argsort(-likeness)[:NEAREST].tolist())
    kept: Sequence[int] = [
        at for at, one in enumerate(asked.sentences) if at in near or asked.is_gold(one.sentence)
    ]
    return replace(asked, sentences=tuple(asked.sentences[at] for at in kept))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.adapter_training", description=__doc__)
    add = parser.add_argument
    add("--out", type=Path, default=Path("rag/answerability_adapter"), help="where it goes")
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
