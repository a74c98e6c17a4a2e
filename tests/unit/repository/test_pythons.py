"""`make pythons` tries what is there, says what is not, and fails where a test does."""

import sys

import pytest

from tools import bundle, pythons


def find(*there):
    return lambda name: f"/usr/bin/{name}" if name.removeprefix("python") in there else None


def test_every_python_that_the_bundle_carries_wheels_for_is_tried():
    assert ",".join(pythons.VERSIONS) == bundle.PYTHONS


@pytest.mark.parametrize(("code", "said"), [(0, "the unit tests pass"), (1, "FAILED")])
def test_what_is_there_is_tried_and_what_is_not_is_said(capsys, code, said):
    run = []
    ended = pythons.tried(("3.12", "3.13"), find("3.13"), lambda command: run.append(command) or code)
    assert ended == code
    assert capsys.readouterr().out.splitlines() == [
        "Python 3.12: not on this machine, so nothing was tried with it",
        f"Python 3.13: {said}",
    ]
    assert run[0][0] == "/usr/bin/python3.13"
    assert len(run) == (1 if code else 3)


def test_the_python_of_make_test_can_be_left_out(capsys, monkeypatch):
    monkeypatch.setattr(pythons, "found", find())
    assert pythons.main(["--others"]) == 0
    assert f"Python {pythons.OWN}:" not in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_shim_that_starts_nothing_is_no_python_and_one_that_pyenv_keeps_is(tmp_path, monkeypatch):
    def program(path, code):
        path.parent.mkdir(parents=True)
        path.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    program(tmp_path / "shims" / "python3.12", 127)
    kept = program(tmp_path / "versions" / "3.12.1" / "bin" / "python3.12", 0)
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert pythons.found("python3.12") == kept
    assert pythons.found("python3.14") is None
