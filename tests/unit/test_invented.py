"""The questions on invented articles quote them word for word, as those of the four articles do."""

from pathlib import Path

import pytest

from eval.questions import load
from index.documents import Source, find, read

FOLDERS = sorted((Path(__file__).parents[2] / "eval" / "invented").glob("*/questions.jsonl"))


@pytest.mark.parametrize("suite", FOLDERS, ids=lambda path: path.parent.name)
def test_every_quote_stands_in_its_article(suite: Path) -> None:
    sources = [s for s in find([suite.parent / "articles"]) if isinstance(s, Source)]
    texts = {document.name: document.text for s in sources for document in read(s)}
    assert len(texts) == 4
    assert len(load(suite, texts)) == 25
