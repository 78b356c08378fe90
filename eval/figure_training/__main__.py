"""`python -m eval.figure_training --data PATH`: figures and questions to a model of figures."""

import argparse
import random
import sys
from pathlib import Path

from eval.answerability_training import articles, pairs
from eval.answerability_training.__main__ import HELD_OUT as HELD_OUT_ARTICLES
from eval.figure_training.articles import of_subject
from eval.figure_training.encyclopaedia import of_paragraph
from eval.figure_training.made import made_pairs
from index.weights import Weights
from rag.assembly import open_encoder

PASSES = 2
RATE = 3e-5
EVALUATED = Path("eval/invented")
# The evaluation's subjects that are not trained on: what the model is worth is told by these.
HELD_OUT = frozenset(
    "airstrike bankrun bridge busstrike cablecut carrecall drone earthquake election frontline"
    " heatwave layoffs migrants mudslide prisoners protests".split()
)


def main() -> None:
    """Pairs questions with marked figures, trains on them, writes the ONNX file."""
    options = _options()
    chance = random.Random(options.seed)
    encoder = open_encoder(Weights())
    evaluated = (s for s in articles.subjects(EVALUATED) if s.name not in HELD_OUT)
    subjects = [*articles.subjects(), *evaluated]
    made = [pair for subject in subjects for pair in of_subject(subject, encoder, chance)]
    paragraphs = pairs.read(
        options.data / "dev_half_questions.jsonl", options.data / "dev_half_contexts.jsonl"
    )
    known = (one for one in paragraphs if one.title not in HELD_OUT_ARTICLES)
    made += [pair for one in known for pair in of_paragraph(one)]
    made += made_pairs(chance)
    right = sum(pair.answered for pair in made)
    print(f"{len(made)} pairs, {right} right", file=sys.stderr)
    from eval.answerability_training.base import loaded
    from eval.answerability_training.training import encode, train
    from eval.entailment_training.export import export

    base = Path("rag/answerability_model")
    examples = encode(made, base / "tokenizer.json")
    model = train(loaded(base / "model.onnx", "model."), examples, PASSES, RATE, chance)
    print(export(model, base / "tokenizer.json", options.out, finely=True))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.figure_training", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with half of the dev set of SQuAD 2.0")
    add("--out", type=Path, default=Path("rag/figure_model"), help="where the model goes")
    add("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
