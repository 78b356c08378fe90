"""Questions on subjects that a library lacks."""

import json
from pathlib import Path

from eval.out_of_scope import asked


def test_the_questions_of_several_subjects_in_order(tmp_path: Path) -> None:
    for subject, questions in (("mill", ("Who rebuilt it?", "When?")), ("lake", ("Why?",))):
        (tmp_path / subject).mkdir()
        lines = [json.dumps({"id": q, "question": q}) for q in questions]
        (tmp_path / subject / "questions.jsonl").write_text("\n".join(lines))
    subjects = [tmp_path / "mill", tmp_path / "lake"]
    assert asked(subjects) == ["Who rebuilt it?", "When?", "Why?"]
