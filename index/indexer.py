"""Documents into the library: found, read, split, encoded, stored; what is unchanged is skipped."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from index import documents
from index.documents import Source
from index.encoder import Encoder, Vectors
from index.errors import DocumentError
from index.library import Entry, Library
from index.sentences import split
from index.store import Store
from index.vocabulary import Document, Sentence

BATCH_SENTENCES = 2048  # encoded in order of length: 1 % more padding than all at once, 512 have 4

Part = tuple[Document, tuple[Sentence, ...]]
# Documents with their sentences, and a line for each that could not be read.
Apart = tuple[tuple[Part, ...], tuple[str, ...]]
Progress = Callable[[int, int], None]  # files done, files in all


@dataclass(slots=True)
class IndexReport:
    """What one run did; `failed` holds a line for each file that could not be read."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    sentences: int = 0
    seconds: float = 0.0
    failed: list[str] = field(default_factory=list)

    def count(self, *, known: bool) -> None:
        """One more file is stored; `known` is whether an earlier state of it was there."""
        if known:
            self.updated += 1
        else:
            self.added += 1

    @property
    def sentences_per_second(self) -> float:
        return self.sentences / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read and awaits its vectors."""

    source: Source
    fingerprint: str
    known: bool
    documents: tuple[Part, ...]

    @property
    def texts(self) -> list[str]:
        return [s.text for _, sentences in self.documents for s in sentences if s.evidence]


class Indexer:
    """Adds and updates documents of one library with one encoder."""

    def __init__(self, library: Store, encoder: Encoder) -> None:
        self._library = library
        self._encoder = encoder
        self._taken: dict[str, Path] = {}  # names given in this run, before they are stored

    def index(self, paths: Sequence[Path], progress: Progress | None = None) -> IndexReport:
        """Brings the library up to date with the files under `paths`.

        A file that cannot be read is noted in the report and does not stop the others.
        Raises LibraryError when the library was made with another encoder.
        """
        self._library.check_encoder(self._encoder)
        started = time.monotonic()
        self._taken = {}
        report = IndexReport()
        sources = list(self._found(paths, report))
        names = _names(sources)
        waiting: list[Reading] = []
        for done, source in enumerate(sources, start=1):
            waiting += self._read(source, names[source.path], report)
            if done == len(sources) or sum(len(r.texts) for r in waiting) >= BATCH_SENTENCES:
                self._store(waiting, report)
                waiting = []
                if progress is not None:
                    progress(done, len(sources))
        report.seconds = time.monotonic() - started
        return report

    def re_encode(self) -> int:
        """Replaces every vector by this encoder's; returns how many there are."""
        count = 0
        with self._library.transaction():
            for ids, _ in self._library.vectors(batch=BATCH_SENTENCES):
                sentences = self._library.sentences_by_id([int(i) for i in ids])
                texts = [sentences[int(i)].text for i in ids]
                self._library.replace_vectors(ids, self._encoder.encode(texts))
                count += len(ids)
            self._library.claim_encoder(self._encoder)
        return count

    def _found(self, paths: Sequence[Path], report: IndexReport) -> Iterator[Source]:
        seen: set[Path] = set()
        for found in documents.find(paths):
            if isinstance(found, DocumentError):
                report.failed.append(str(found))
            elif found.path not in seen:
                seen.add(found.path)
                yield found

    def _read(self, source: Source, name: str, report: IndexReport) -> list[Reading]:
        """What awaits its vectors: the file, or nothing where that is done or there is nothing."""
        try:
            fingerprint = documents.fingerprint(source)
            before = self._library.fingerprint(source.path)
            if before == fingerprint:
                report.unchanged += 1
            elif self._is_long(source) and isinstance(self._library, Library):
                self._store_long(self._library, source, name, fingerprint, report)
                report.count(known=bool(before))
            else:
                return [self._parsed(source, name, fingerprint, bool(before), report)]
        except DocumentError as error:
            report.failed.append(str(error))
        return []

    def _parsed(
        self, source: Source, name: str, fingerprint: str, known: bool, report: IndexReport
    ) -> Reading:
        names: set[str] = set()
        apart, problems = self._taken_apart(source)
        report.failed += problems
        parts = [self._named(part, source, name, names) for part in apart]
        return Reading(source, fingerprint, known, tuple(parts))

    def _named(self, part: Part, source: Source, name: str, names: set[str]) -> Part:
        """The document under a name of its own, which joins the `names` taken in its file."""
        document, sentences = part
        own = name if document.name == source.path.name else document.name
        free = self._free_name(own, source, names)
        names.add(free)
        return replace(document, name=free), _renamed(sentences, free)

    def _is_long(self, source: Source) -> bool:
        return documents.is_long(source)

    def _store_long(
        self, library: Library, source: Source, name: str, fingerprint: str, report: IndexReport
    ) -> None:
        """Stores a file as it is read, so that neither its text nor its vectors are held whole."""
        names: set[str] = set()
        waiting: list[Part] = []
        for found in documents.read_long(source):
            if isinstance(found, DocumentError):
                report.failed.append(str(found))
                continue
            part = found, split(found.name, found.text)
            waiting.append(self._named(part, source, name, names))
            if sum(len(sentences) for _, sentences in waiting) >= BATCH_SENTENCES:
                report.sentences += self._store_some(library, source.path, waiting)
                waiting = []
        report.sentences += self._store_some(library, source.path, waiting)
        if not names:
            raise DocumentError(f"{source.path} holds no document: give each line a `text`")
        with library.transaction():
            library.finish(source.path, fingerprint, names)

    def _store_some(self, library: Library, path: Path, parts: Sequence[Part]) -> int:
        """Stores some documents of a file; returns how many of their sentences are evidence."""
        known = library.vectors_named([document.name for document, _ in parts])
        texts = [s.text for _, sentences in parts for s in sentences if s.evidence]
        vectors = self._encoded(texts, known)
        with library.transaction():
            library.claim_encoder(self._encoder)
            library.put_some(path, _entries(parts, vectors))
        return len(texts)

    def _taken_apart(self, source: Source) -> Apart:
        return taken_apart(source)

    def _free_name(self, own: str, source: Source, siblings: Collection[str]) -> str:
        for name in (own, *_longer_names(own, source)):
            if name not in siblings and self._may_have(name, source.path):
                self._taken[name] = source.path
                return name
        raise DocumentError(f"{source.path}: two of its documents are called {own}: rename one")

    def _may_have(self, name: str, path: Path) -> bool:
        holder = self._taken.get(name) or self._library.path_of(name)
        # A file that moved keeps its documents' names.
        return holder is None or holder == path or not holder.exists()

    def _store(self, readings: Sequence[Reading], report: IndexReport) -> None:
        if not readings:
            return
        vectors = self._encode(readings)
        with self._library.transaction():
            self._library.claim_encoder(self._encoder)
            for reading in readings:
                entries = _entries(reading.documents, vectors)
                self._library.put_file(reading.source.path, reading.fingerprint, entries)
        for reading in readings:
            report.sentences += len(reading.texts)
            report.count(known=reading.known)

    def _encode(self, readings: Sequence[Reading]) -> dict[str, Vectors]:
        """A vector for each text; sentences the library holds are not encoded again."""
        known: dict[str, Vectors] = {}
        for reading in readings:
            if reading.known:
                known |= self._library.vectors_of(reading.source.path)
        return self._encoded([t for r in readings for t in r.texts], known)

    def _encoded(self, texts: Sequence[str], known: dict[str, Vectors]) -> dict[str, Vectors]:
        new = [t for t in dict.fromkeys(texts) if t not in known]
        return known | dict(zip(new, self._encoder.encode(new), strict=True))


def taken_apart(source: Source) -> Apart:
    """A file's documents with their sentences; raises DocumentError where there is none."""
    reading = documents.read_all(source)
    apart = tuple((document, split(document.name, document.text)) for document in reading.documents)
    return apart, tuple(str(problem) for problem in reading.problems)


def _renamed(sentences: tuple[Sentence, ...], document: str) -> tuple[Sentence, ...]:
    if not sentences or sentences[0].document == document:
        return sentences
    return tuple(replace(sentence, document=document) for sentence in sentences)


def _entries(parts: Sequence[Part], vectors: dict[str, Vectors]) -> list[Entry]:
    return [Entry(d, s, np.stack(v) if (v := _rows(s, vectors)) else _none()) for d, s in parts]


def _rows(sentences: Sequence[Sentence], vectors: dict[str, Vectors]) -> list[Vectors]:
    return [vectors[s.text] for s in sentences if s.evidence]


def _none() -> Vectors:
    return np.zeros((0, 0), dtype=np.float32)


def _names(sources: Sequence[Source]) -> dict[Path, str]:
    """The file's name, or its path below the given folder where two would have the same."""
    count: dict[str, int] = {}
    for source in sources:
        count[source.path.name] = count.get(source.path.name, 0) + 1
    return {s.path: s.path.name if count[s.path.name] == 1 else _relative(s) for s in sources}


def _relative(source: Source) -> str:
    return source.path.relative_to(source.root).as_posix()


def _longer_names(name: str, source: Source) -> Iterator[str]:
    below = _relative(source)
    extra = "" if name in (source.path.name, below) else f":{name}"
    yield below + extra
    yield f"{source.root.name}/{below}{extra}"
    yield source.path.as_posix() + extra
