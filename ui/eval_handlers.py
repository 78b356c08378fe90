"""What happens on the page Evaluation."""

import re
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ui.eval_report import EvalReport, Run
from ui.html_rendering import escaped
from ui.page_rendering import evaluating, notice, problem

# How the program draws on a terminal how far it is: "footnoted:  50%|██  | 2/4 [00:24<00:24".
_BAR = re.compile(r"[^|]*: +\d+%\|[^|]*\| (?P<done>\d+)/(?P<total>\d+) \[(?P<gone>[\d:]+)")
_ENDED = {
    0: "The evaluation is done; every gate holds.",
    1: "The evaluation is done; a gate failed, see the report.",
}


@dataclass(frozen=True, slots=True)
class EvalView:
    """What the page shows; `running` is whether there is something to stop."""

    status: str
    report: str
    running: bool


class EvalHandlers:
    """Shows the last report and runs the evaluation."""

    def __init__(self, report: EvalReport) -> None:
        self._report = report

    def last(self) -> EvalView:
        """The last report, as it lies on disk."""
        return EvalView("", shown(self._report.last()), running=False)

    def run(self, sample: str = "") -> Generator[EvalView, None, None]:
        """Runs it with progress, with at most `sample` questions, then shows the new report."""
        limit = sample.strip()
        if limit and (not limit.isdecimal() or int(limit) < 1):
            told = f"{limit!r} is no number of questions: give one from 1, or nothing for all"
            yield replace(self.last(), status=problem(told))
            return
        with closing(self._report.run(int(limit) if limit else None)) as runs:
            for run in runs:
                yield EvalView(_progress(run), shown(self._report.last()), run.code is None)


def shown(path: Path | None) -> str:
    """A report in a frame of its own, which may run no script against this page."""
    if path is None:
        return (
            '<p class="begin">There is no report yet. The evaluation asks this program questions '
            "whose answers are known and counts what is right, unsupported and refused. It runs "
            "beside this page, with the model loaded once more.</p>"
        )
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return problem(f"{path.name} cannot be read: run the evaluation again")
    if path.suffix == ".json":
        return f'<pre class="log" tabindex="0">{escaped(text)}</pre>'
    return (
        f'<iframe class="report" title="Evaluation report" sandbox="allow-scripts"'
        f' srcdoc="{escaped(text)}"></iframe>'
    )


def _progress(run: Run) -> str:
    if run.code is None:
        *before, last = run.lines or ("",)
        if (bar := _BAR.match(last)) is not None:
            done, total = int(bar["done"]), int(bar["total"])
            return evaluating(done, total, bar["gone"]) + _log(before)
        return notice("The evaluation is starting.") + _log(run.lines)
    said = _ENDED.get(run.code)
    if said is None:
        return notice("The evaluation did not come to its end.") + _log(run.lines)
    return notice(said) + f"<details><summary>What it printed</summary>{_log(run.lines)}</details>"


def _log(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    text = escaped("\n".join(lines))
    return f'<pre class="log" tabindex="0" role="region" aria-label="Output">{text}</pre>'
