"""The picture of the evidence found: recall@10 with its interval, a bar for each way of ranking."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.plots import bars

WAYS = ("bm25", "dense", "fused", "reranked", "typed", "answered")
# The page's style sheet is not beside a picture that stands alone.
_STYLE = """<style>
svg { background: #fff; font: 11px system-ui, sans-serif }
.grid { stroke: #dfe1e5 } .whisker { stroke: #1d1f23 } text { fill: #5d636d }
.s1 { fill: #c6cbd3 } .s2 { fill: #8fa9dd } .s3 { fill: #c2651a } .s4 { fill: #6d8fd6 }
.s5 { fill: #2f5fc4 }
</style>"""


def evidence_picture(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """A whole SVG file; `tables` are `evidence_found`'s by the name of their set."""
    rows = [(_short(name), [_whiskered(t[way]) for way in WAYS]) for name, t in tables.items()]
    drawn = bars(rows, f"recall@10: from above {', '.join(WAYS)}")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f">{_STYLE}", 1
    )


def _whiskered(means: Mapping[str, Sequence[float | None]]) -> tuple[float, float, float] | None:
    value, low, high = means["recall@10"]
    return None if value is None or low is None or high is None else (value, low, high)


def _short(name: str) -> str:
    return name.partition(".")[0][:16]
