"""The questions on invented articles quote them word for word, as those of the four articles do."""

from pathlib import Path

import pytest

from eval.questions import load
from index.documents import Source, find, read

ROOT = Path(__file__).parents[2]
FOLDERS = sorted((ROOT / "eval" / "invented").glob("*/questions.jsonl"))


def _texts(folder: Path) -> dict[str, str]:
    sources = [s for s in find([folder]) if isinstance(s, Source)]
    return {document.name: document.text for s in sources for document in read(s)}


@pytest.mark.parametrize("suite", FOLDERS, ids=lambda path: path.parent.name)
def test_every_quote_stands_in_its_article(suite: Path) -> None:
    texts = _texts(suite.parent / "articles")
    assert len(texts) == 4
    assert len(load(suite, texts)) == 25


def test_every_quote_of_the_second_questions_stands_in_the_articles() -> None:
    questions = load(ROOT / "eval" / "second_questions.jsonl", _texts(ROOT / "seeds"))
    assert len(questions) == 100
