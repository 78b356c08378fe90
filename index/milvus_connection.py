"""Milvus by the few calls that a library needs; the one file that imports pymilvus.

A library is two collections: `records` (documents, what they say, files and notes, by key) and
`sentences` (the evidence with its vectors and words).
"""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.milvus_place import address, is_file, shown
from index.network import offline, on_this_machine

TOKEN = "FOOTNOTED_MILVUS_TOKEN"
RECORDS, SENTENCES = "records", "sentences"
PRIMARY = {RECORDS: "key", SENTENCES: "id"}
PATIENCE = 30.0  # seconds until a server must have been reached
BATCH = 500  # rows a call: far below what one message may hold
LONGEST = 65_535  # bytes of a text
KEY = 8_192  # bytes of a name or path
BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}  # SQLite's own
NO_VECTOR = [0.0, 0.0]  # no collection goes without a vector

Row = dict[str, Any]


class MilvusConnection:
    """One library's collections on one server, or in one Milvus Lite file.

    Every call raises LibraryError, in one line, for what Milvus does not do.
    """

    def __init__(self, place: Path) -> None:
        os.environ.setdefault("GRPC_VERBOSITY", "NONE")
        try:
            import pymilvus
        except ImportError as error:
            raise LibraryError(
                'a library on Milvus needs a package more: pip install "footnoted[milvus]"'
            ) from error
        # What goes wrong is said once, by this program.
        for name in ("pymilvus", "grpc"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._milvus: Any = pymilvus
        self.place = shown(place)
        self._lite = is_file(place)
        uri, self._name = (str(place), "library") if self._lite else _allowed(place)
        with self._told():
            self._client: Any = pymilvus.MilvusClient(
                uri=uri, token=os.environ.get(TOKEN, ""), timeout=PATIENCE,
                # More often than every five minutes is more than Milvus Lite puts up with.
                grpc_options={"grpc.keepalive_time_ms": 300_000},
            )  # fmt: skip

    def close(self) -> None:
        self._client.close()

    def has(self, collection: str) -> bool:
        with self._told():
            return bool(self._client.has_collection(self._full(collection)))

    def load(self) -> None:
        """Makes the collections that are there ready to be searched, where they are not yet."""
        for collection in PRIMARY:
            if self.has(collection):
                with self._told():
                    self._client.load_collection(self._full(collection))

    def make(self, collection: str, dimension: int = 0) -> None:
        """Makes a collection where there is none; `dimension` is that of the sentences' vectors."""
        if self.has(collection):
            return
        schema, indexes = self._schema(collection, dimension)
        try:
            with self._told():
                name = self._full(collection)
                self._client.create_collection(name, schema=schema, consistency_level="Strong")
                self._client.create_index(name, indexes, sync=False)  # an empty one: no waiting
                self._client.load_collection(name)
        except LibraryError:
            if not self.has(collection):  # somebody else may have made it meanwhile
                raise

    def get(self, collection: str, keys: Sequence[Any], fields: Sequence[str]) -> list[Row]:
        """The rows with these primary keys; those that are not there are left out."""
        found: list[Row] = []
        for some in _batches(keys):
            # Not by `get`: it does not quote what is in a key.
            among = f"{PRIMARY[collection]} in {quoted(some)}"
            with self._told():
                found += self._client.query(self._full(collection), among, list(fields))
        return found

    def rows(self, collection: str, filter: str, fields: Sequence[str]) -> Iterator[Row]:
        """Every row that a filter admits, in no order."""
        with self._told():
            pages = self._client.query_iterator(
                self._full(collection), batch_size=BATCH, filter=filter, output_fields=list(fields)
            )
            try:
                while page := pages.next():
                    yield from page
            finally:
                pages.close()

    def count(self, collection: str) -> int:
        with self._told():
            found = self._client.query(self._full(collection), output_fields=["count(*)"])
            return int(found[0]["count(*)"])

    def put(self, collection: str, rows: Sequence[Row]) -> None:
        """Adds rows, each in place of the one with its primary key."""
        for some in _batches(rows):
            with self._told():
                self._client.upsert(self._full(collection), list(some))

    def delete(self, collection: str, filter: str) -> None:
        with self._told():
            self._client.delete(self._full(collection), filter=filter)

    def search(self, field: str, query: Any, k: int, filter: str) -> list[tuple[int, float]]:
        """The k best sentences (id, score) by a vector or by words; equal scores come by id."""
        with self._told():
            (hits,) = self._client.search(
                self._full(SENTENCES), data=[query], anns_field=field, limit=k, filter=filter
            )
        scored = [(int(hit["id"]), float(hit["distance"])) for hit in hits]
        # Milvus Lite gives BM25 scores below zero, Milvus above.
        sign = -1.0 if any(score < 0 for _, score in scored) and field == "sparse" else 1.0
        return sorted(((i, sign * s) for i, s in scored), key=lambda hit: (-hit[1], hit[0]))

    def _full(self, collection: str) -> str:
        return f"{self._name}_{collection}"

    def _schema(self, collection: str, dimension: int) -> tuple[Any, Any]:
        kind = self._milvus.DataType
        schema = self._milvus.MilvusClient.create_schema(auto_id=False)
        indexes = self._milvus.MilvusClient.prepare_index_params()
        if collection != SENTENCES:
            schema.add_field("key", kind.VARCHAR, is_primary=True, max_length=KEY)
            schema.add_field("of", kind.VARCHAR, max_length=KEY)
            schema.add_field("value", kind.VARCHAR, max_length=LONGEST)
            schema.add_field("vector", kind.FLOAT_VECTOR, dim=len(NO_VECTOR))
            indexes.add_index("vector", index_type="FLAT", metric_type="IP")
            return schema, indexes
        schema.add_field("id", kind.INT64, is_primary=True)
        for name in ("version", "position", "start", "end"):
            schema.add_field(name, kind.INT64)
        schema.add_field("document", kind.VARCHAR, max_length=KEY)
        schema.add_field("published", kind.VARCHAR, max_length=32, nullable=True)
        schema.add_field("text", kind.VARCHAR, max_length=LONGEST)
        # The words come stemmed: what is left to do for the analyzer is to part them.
        schema.add_field("words", kind.VARCHAR, max_length=LONGEST, enable_analyzer=True,
                         analyzer_params={"tokenizer": "standard"})  # fmt: skip
        schema.add_field("sparse", kind.SPARSE_FLOAT_VECTOR)
        schema.add_field("vector", kind.FLOAT_VECTOR, dim=dimension)
        schema.add_function(
            self._milvus.Function(
                name="bm25", function_type=self._milvus.FunctionType.BM25,
                input_field_names=["words"], output_field_names=["sparse"],
            )
        )  # fmt: skip
        # In a file every vector is compared, as in a folder; a server has its own best way.
        index_type = "FLAT" if self._lite else "AUTOINDEX"
        indexes.add_index("vector", index_type=index_type, metric_type="IP")
        indexes.add_index(
            "sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=BM25
        )
        return schema, indexes

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._milvus.MilvusException, ConnectionError, OSError) as error:
            reason = " ".join(str(getattr(error, "message", error)).split())[:200]
            raise LibraryError(
                f"the library {self.place} cannot be used ({reason}):"
                " check the address, or name another --library"
            ) from error


def _allowed(place: Path) -> tuple[str, str]:
    """The server's address and the library's name, where it may be asked at all."""
    host, port, name = address(place)
    if offline() and not on_this_machine(host.strip("[]")):
        raise LibraryError(
            f"FOOTNOTED_OFFLINE is set and {host} is another machine: unset it, or name a"
            " --library on this one"
        )
    return f"http://{host}:{port}", name


def quoted(values: Sequence[Any]) -> str:
    """Strings or numbers as a list in a filter."""
    return json.dumps(list(values), ensure_ascii=False)


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
