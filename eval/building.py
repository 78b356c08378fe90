"""One run of `footnoted eval build`: documents opened, questions drafted, a file written."""

from dataclasses import dataclass
from pathlib import Path

from eval import build
from eval.documents import index
from eval.runner import Progress
from index.errors import ModelError, RequestError
from index.library import Library
from index.vocabulary import Document
from index.weights import Progress as Fetching
from index.weights import Weights
from rag.assembly import open_desk
from rag.pipeline import Question


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What to draft: `count` questions on the documents under `path`, into the file `out`."""

    path: Path
    out: Path
    count: int
    model: str


def build_suite(
    order: BuildOrder, work: Path, progress: Progress, fetching: Fetching | None = None
) -> int:
    """Writes the suite; the number of questions. Raises a FootnotedError, one line."""
    if order.out.exists():
        raise RequestError(f"{order.out} is there already: name another with --out")
    weights, folder = Weights(), work / "library"
    index([order.path], folder, weights, progress=fetching)
    shown, hidden = _parted(folder)
    desk = open_desk(folder, weights, model=order.model, progress=fetching)
    if desk.generator is None:
        raise ModelError("drafting questions needs a model: leave --model out, or name another")
    rows = []
    for row in build.draft(
        build.targets(shown),
        build.targets(hidden),
        desk.generator,
        lambda question, k: desk.pipeline.search(Question(question), k),
        order.count,
    ):
        rows.append(row)
        progress("drafting", len(rows), order.count)
    if not rows:
        raise RequestError(f"{order.path} holds no figure or statement that could be asked about")
    build.save(rows, [document.name for document in hidden], order.out)
    return len(rows)


def _parted(folder: Path) -> tuple[list[Document], list[Document]]:
    """The documents that stay in the library, and those taken out of it."""
    with Library.open(folder) as library:
        documents = [document for document, _ in library.documents()]
        names = build.left_out(documents)
        for name in names:
            library.remove(name)
    return [d for d in documents if d.name not in names], [d for d in documents if d.name in names]
