"""`python -m eval.answerability_training --data PATH`: questions to a model of answers."""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.answerability_training import articles, elsewhere
from eval.answerability_training.pairs import Pair, pairs, read
from index.onnx_cross_encoder import OnnxCrossEncoder
from index.onnx_reranker import OnnxReranker
from index.reranker import Reranker
from index.weights import Weights
from rag.assembly import RERANKER, open_encoder

PASSES = 2
RATE = 5e-5
# News comes after the encyclopaedia, more slowly and with some of it, so that both are known.
NEWS_RATE = 3e-5
KEPT = 2500  # pairs of the encyclopaedia
# Last come sentences of other subjects, among which the model learns what it took for answers.
MISTAKEN = -2.5  # log-odds that such a sentence has at least
ELSEWHERE_RATE = 5e-5
OF_ANSWERED, OF_UNANSWERED, OF_OTHERS = 1200, 2500, 500  # pairs of news, and of no such sentences
HELD_OUT = frozenset(("Normans", "Packet_switching", "French_and_Indian_War"))  # articles


def main() -> None:
    """Pairs questions with sentences, trains on them, writes the ONNX file."""
    options = _options()
    path = Weights().ensure(RERANKER)
    reranker = OnnxReranker(RERANKER, path, options.threads)
    chance = random.Random(options.seed)
    encyclopaedia = _of_encyclopaedia(options.data, reranker, chance)
    news = [
        pair
        for subject in articles.subjects()
        for asked in articles.read(subject)
        for pair in articles.pairs(asked, reranker)
    ]
    for name, made in (("encyclopaedia", encyclopaedia), ("news", news)):
        answered = sum(pair.answered for pair in made)
        print(f"{name}: {len(made)} pairs, {answered} answered", file=sys.stderr)
    from eval.answerability_training.base import loaded, trainable
    from eval.answerability_training.training import encode, train
    from eval.entailment_training.export import export

    tokenizer = path.parent / "tokenizer.json"
    model = train(trainable(path), encode(encyclopaedia, tokenizer), PASSES, RATE, chance)
    mixed = encode([*news, *chance.sample(encyclopaedia, KEPT)], tokenizer)
    model = train(model, mixed, PASSES, NEWS_RATE, chance)
    print(export(model, tokenizer, options.out))
    odds = OnnxCrossEncoder(options.out / "model.onnx", options.threads).log_odds
    others = encode(_among_others(news, odds, chance), tokenizer)
    model = train(
        loaded(options.out / "model.onnx", "model."), others, PASSES, ELSEWHERE_RATE, chance
    )
    print(export(model, tokenizer, options.out))


def _of_encyclopaedia(data: Path, reranker: Reranker, chance: random.Random) -> list[Pair]:
    asked = read(data / "dev_half_questions.jsonl", data / "dev_half_contexts.jsonl")
    return [
        pair for one in asked if one.title not in HELD_OUT for pair in pairs(one, reranker, chance)
    ]


def _among_others(
    news: Sequence[Pair], odds: Callable[[str, str], float], chance: random.Random
) -> list[Pair]:
    """Pairs of news with sentences of other subjects that a model takes for answers."""
    encoder = open_encoder(Weights())
    asked = {subject.name: articles.read(subject) for subject in articles.subjects()}
    told = [(name, read[0].sentences) for name, read in asked.items()]
    sentences = elsewhere.Sentences.of(told, encoder)
    made = [
        pair
        for name, questions in asked.items()
        for one in questions
        for pair in elsewhere.pairs(one, name, sentences, encoder, odds)
    ]
    mistaken = [pair for pair in made if odds(pair.question, pair.passage) > MISTAKEN]
    known = frozenset(mistaken)
    others = [pair for pair in made if pair not in known]
    answered = [pair for pair in news if pair.answered]
    unanswered = [pair for pair in news if not pair.answered]
    return [
        *mistaken,
        *chance.sample(others, OF_OTHERS),
        *chance.sample(answered, OF_ANSWERED),
        *chance.sample(unanswered, OF_UNANSWERED),
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval.answerability_training", description=__doc__
    )
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with half of the dev set of SQuAD 2.0")
    add("--out", type=Path, default=Path("rag/answerability_model"), help="where the model goes")
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
