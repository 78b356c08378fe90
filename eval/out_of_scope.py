"""`python -m eval.out_of_scope`: questions on subjects of which a library holds nothing.

Every second of the invented subjects is indexed, with the four articles, and asked about the
others: whatever is answered comes of another matter. A question that names nothing ("How many died
in the fire?") may be answered so by right; the answers are printed to be read.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from eval.answerability_training.articles import subjects
from eval.documents import index, seeds
from eval.entailment_training.pairs import rows
from eval.planted_errors.shares import share
from index.weights import Weights
from rag.assembly import WRITER, open_desk
from rag.names import names
from rag.pipeline import Question
from rag.vocabulary import Answer

INVENTED = Path(__file__).parent / "invented"


def main() -> None:
    """Asks, prints each answer as a line of JSON, and how many there are."""
    options = _options()
    invented = subjects(INVENTED)
    questions = asked(invented[1::2])[:: options.every]
    weights = Weights()
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        index([seeds(), *(s / "articles" for s in invented[::2])], library, weights)
        desk = open_desk(library, weights, model=options.model)
        with closing(desk.library):
            answered = {}
            for question in questions:
                *_, answer = desk.pipeline.answer(Question(question))
                assert isinstance(answer, Answer)
                if answer.statements:
                    answered[question] = [s.text for s in answer.statements]
                    print(json.dumps({"question": question, "answer": answered[question]},
                                     ensure_ascii=False), flush=True)  # fmt: skip
    for kind, of_kind in (("that name something", True), ("that name nothing", False)):
        those = [question for question in questions if bool(names(question)) is of_kind]
        value, low, high = share(sum(q in answered for q in those), len(those))
        print(f"answered of {len(those)} {kind}: {value:.1%} ({low:.1%}-{high:.1%})",
              file=sys.stderr)  # fmt: skip


def asked(folders: Sequence[Path]) -> list[str]:
    """The questions in the folders of subjects, in order."""
    return [row["question"] for s in folders for row in rows(s / "questions.jsonl")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.out_of_scope", description=__doc__)
    add = parser.add_argument
    add("--model", default=WRITER, help="the generator, or none")
    add("--every", type=int, default=5, help="ask every so manieth question")
    return parser.parse_args()


if __name__ == "__main__":
    main()
