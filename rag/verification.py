"""Re-checking a saved answer record against the library, without any model."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.errors import LibraryError, RequestError
from index.store import Store
from index.vocabulary import Document, Sentence
from rag.answer import SCHEMA
from rag.gate import objection
from rag.receipt import REQUIRED, seal_holds
from rag.vocabulary import Citation, Source

# What a value of another kind, or a number that no library can hold, leads to.
_NOT_AS_MADE = (
    LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError,
)  # fmt: skip
LISTS = ("answer", "citations", "disagreements", "withheld", "nearest")


def problems(record: Any, library: Store) -> list[str]:
    """What no longer holds, a line each; empty when everything does.

    Checked: every quote stands at its offsets in the stored text, every sentence has citations
    and they carry its numbers, names and quoted words, every figure stands in its citation, what
    is said of a document is what the library says of it, and nothing was changed since.
    Raises RequestError for something that is not an answer record of a known schema.
    """
    _check_shape(record)
    try:
        return list(_problems(record, library))
    except _NOT_AS_MADE as error:
        raise RequestError(f"this is no answer record: {error!r} is wrong in it") from error


def changed_since(record: Mapping[str, Any], library: Store) -> bool:
    """Whether the library holds other documents than when the record was made."""
    return bool(record["receipt"].get("library") != f"sha256:{library.digest()}")


def _check_shape(record: Any) -> None:
    if not isinstance(record, dict) or not isinstance(record.get("schema"), int):
        raise RequestError("this is no answer record: save one with `footnoted ask --json`")
    if record["schema"] != SCHEMA:
        raise RequestError(
            f"the record has schema {record['schema']}, this version reads {SCHEMA}:"
            " update footnoted"
        )
    for name in LISTS:
        if not isinstance(record.get(name), list):
            raise RequestError(f"this is no answer record: `{name}` is missing")
    if not isinstance(record.get("receipt"), dict):
        raise RequestError("this is no answer record: `receipt` is missing")
    for name in REQUIRED:
        if name not in record["receipt"]:
            raise RequestError(f"this is no answer record: its receipt has no `{name}`")


def _problems(record: Mapping[str, Any], library: Store) -> Iterator[str]:
    sources: dict[int, Source] = {}
    for citation in (*record["citations"], *record["nearest"]):
        found = _source(citation, library)
        if isinstance(found, str):
            yield found
        elif citation in record["citations"]:
            sources[citation["id"]] = found
    known = {c["id"] for c in record["citations"]}
    for statement in record["answer"]:
        yield from _statement_problems(statement, sources, known)
    for disagreement in record["disagreements"]:
        for figure in disagreement["figures"]:
            source = sources.get(figure["citation"])
            if source is not None and figure["value"] not in source.text:
                yield f"the figure {figure['value']!r} is not in footnote {figure['citation']}"
    if (record["status"] == "answered") != bool(record["answer"]):
        yield f"the status is {record['status']!r} with {len(record['answer'])} sentences"
    if not seal_holds(record):
        yield "the record is not as it was made: its own sha256 is another"


def _source(citation: Mapping[str, Any], library: Store) -> Source | str:
    name, start, end = citation["document"], citation["start"], citation["end"]
    try:
        document = library.document(name)
    except LibraryError:
        return f"the document {name} is no longer in the library"
    for name_, stored in (
        ("title", document.title),
        ("publisher", document.publisher),
        ("published", document.published),
    ):
        if citation.get(name_) != stored:
            return f"footnote {citation['id']}: {name} has another {name_} now: {stored}"
    if not 0 <= start < end or document.text[start:end] != citation["quote"]:
        return f"footnote {citation['id']}: the quote no longer stands at {start}-{end} of {name}"
    sentence = Sentence(name, 0, start, end, citation["quote"])
    return Source(Citation(document, sentence), _before(document, start, library))


def _before(document: Document, start: int, library: Store) -> tuple[str, ...]:
    earlier = [s.text for s in library.sentences(document.name) if s.end <= start and s.evidence]
    return tuple(earlier[-2:])


def _statement_problems(
    statement: Mapping[str, Any], sources: Mapping[int, Source], known: set[int]
) -> Iterator[str]:
    text, numbers = statement["text"], statement["citations"]
    if not numbers:
        yield f"this sentence has no footnote: {text}"
    for number in numbers:
        if number not in known:
            yield f"this sentence has a footnote {number} that is not there: {text}"
    cited: Sequence[Source] = [sources[n] for n in numbers if n in sources]
    reason = objection(text, cited) if cited else None
    if reason is not None:
        yield f"{reason} (in: {text})"
