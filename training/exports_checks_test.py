"""The loop that all checks of exports go through: a failure is told, and does not hide what comes after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports_checks import parser_for, run_checks


def holds(_folder: Path) -> str:
    return "all held"


def fails(_folder: Path) -> str:
    raise AssertionError("a box is elsewhere")


CHECKS = {"a": (None, fails), "b": ("torch", holds), "c": (None, holds), "d": (None, holds)}


def told(capsys: pytest.CaptureFixture[str], folder: Path, *names: str) -> tuple[int, str]:
    given = parser_for("").parse_args([str(folder), *names])
    code = run_checks(given, CHECKS, lambda need: need and f"Python has no {need}")
    return code, capsys.readouterr().out


def test_every_check_is_told_and_one_failure_fails_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
    code, said = told(capsys, tmp_path)
    assert code == 1
    assert "a: FAILED" in said
    assert "a box is elsewhere" in said
    assert "b: skipped, Python has no torch\nc: all held\nd: no such export" in said


def test_only_what_is_named_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c").mkdir()
    assert told(capsys, tmp_path, "c") == (0, "c: all held\n")


def test_a_name_that_is_none_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, tmp_path, "c", "trl")
    assert code == 1
    assert said == "no such target: trl; there are a, b, c, d\n"
