"""The page Evaluation: the last report, a run with its progress, stopping it."""

import os
import sys
import threading
from pathlib import Path

import pytest

from ui.eval_handlers import EvalHandlers, shown
from ui.eval_report import EvalReport, Run


def program(folder: Path, script: str) -> EvalReport:
    return EvalReport(folder, "none", [sys.executable, "-c", script])


def test_a_run_shows_its_last_lines_and_its_exit_code(tmp_path: Path) -> None:
    report = program(tmp_path, "print('one'); print('1/2\\r2/2'); raise SystemExit(1)")
    assert list(report.run())[-1] == Run(("one", "2/2"), 1)


def test_a_progress_bar_has_room_to_be_drawn(tmp_path: Path) -> None:
    script = "import os; print(os.get_terminal_size().columns)"
    assert list(program(tmp_path, script).run())[-1] == Run(("80",), 0)


def test_how_far_it_is_shows_as_progress(tmp_path: Path) -> None:
    script = (
        "import os, time; os.write(1, b'indexing\\nfootnoted:  50%|##  | 2/4 [00:24<00:24, 12s/q]')"
        "; time.sleep(600)"
    )
    runs = EvalHandlers(program(tmp_path, script)).run()
    shown = next(view.status for view in runs if "2 of 4 questions asked" in view.status)
    runs.close()
    assert '<progress max="4" value="2">' in shown
    assert "00:24</span>" in shown
    assert ">indexing</pre>" in shown
    assert "50%" not in shown


@pytest.mark.parametrize(
    ("code", "said", "folded"),
    [
        (0, "every gate holds", True),
        (1, "a gate failed, see the report", True),
        (2, "did not come to its end", False),
    ],
)
def test_what_it_printed_is_folded_where_there_is_a_report(
    tmp_path: Path, code: int, said: str, folded: bool
) -> None:
    script = f"print('all'); raise SystemExit({code})"
    status = list(EvalHandlers(program(tmp_path, script)).run())[-1].status
    assert said in status
    assert ("<details>" in status) is folded
    assert ">all</pre>" in status


def test_a_sample_is_passed_on_and_must_be_a_number(tmp_path: Path) -> None:
    script = "import sys; print(sys.argv[1:])"
    assert list(program(tmp_path, script).run(3))[-1] == Run(("['--sample', '3']",), 0)
    handlers = EvalHandlers(program(tmp_path, script))
    assert "[&#x27;--sample&#x27;, &#x27;3&#x27;]" in list(handlers.run(" 3 "))[-1].status
    assert "[]" in list(handlers.run(""))[-1].status
    for wrong in ("0", "-1", "many"):
        (view,) = handlers.run(wrong)
        assert "is no number of questions: give one from 1, or nothing for all" in view.status
        assert not view.running


def test_a_report_that_a_run_writes_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "eval" / "report.html"
    path.parent.mkdir()
    script = f"open({str(path)!r}, 'w').write('<h1>Found</h1>')"
    last = list(EvalHandlers(program(tmp_path, script)).run())[-1]
    assert not last.running
    assert "The evaluation is done; every gate holds." in last.status
    assert "&lt;h1&gt;Found&lt;/h1&gt;" in last.report


def test_a_run_that_is_left_is_ended_even_while_it_says_nothing(tmp_path: Path) -> None:
    script = "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(600)"
    runs = program(tmp_path, script).run()
    lines = next(run.lines for run in runs if run.lines)
    runs.close()
    for _ in range(600):
        if not alive(int(lines[0])):
            return
        threading.Event().wait(0.05)
    pytest.fail("the program still runs")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_newest_report_is_the_last(tmp_path: Path) -> None:
    folder = tmp_path / "eval"
    folder.mkdir()
    (folder / "old.html").write_text("old")
    (folder / "new.html").write_text("new")
    os.utime(folder / "old.html", (1, 1))
    assert program(tmp_path, "").last() == folder / "new.html"


def test_a_report_is_framed_so_that_it_cannot_touch_the_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<script>parent.document</script>")
    assert 'sandbox="allow-scripts"' in shown(path)
    assert "<script>" not in shown(path)


def test_what_cannot_be_shown_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "report.html"
    broken.write_bytes(b"\xff\xfe\xff")
    assert "report.html cannot be read: run the evaluation again" in shown(broken)
    assert "There is no report yet." in shown(None)
