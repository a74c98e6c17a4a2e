"""Known vulnerabilities: what a copy of OSV's data answers, and that silence is never taken for «none»."""

import json
from datetime import date
from urllib.request import Request, urlopen
from zipfile import BadZipFile, ZipFile

import pytest

from tests.data_rows import ROOT
from tests.every import every
from tools import advisories, audit

HASHED = (ROOT / "requirements-hashed.txt").read_text(encoding="utf-8")
SPAN = [{"introduced": "1.2"}, {"fixed": "1.10"}]


def advisory(name="Some.Package", events=(), versions=(), kind="ECOSYSTEM"):
    part = {"package": {"name": name, "ecosystem": "PyPI"}, "versions": list(versions)}
    return {"id": "X-1", "affected": [part | {"ranges": [{"type": kind, "events": list(events)}]}]}


@pytest.fixture
def copy(tmp_path):
    def packed(*held):
        with ZipFile(tmp_path / "all.zip", "w") as archive:
            for number, one in enumerate(held):
                archive.writestr(f"{number}.json", json.dumps(one))
        return tmp_path / "all.zip"

    return packed


@pytest.mark.parametrize(
    ("given", "version", "found"),
    [
        ({"events": SPAN}, "1.1", False),
        ({"events": SPAN}, "1.2", True),
        ({"events": SPAN}, "1.9.9", True),
        ({"events": SPAN}, "1.10", False),
        ({"events": [*SPAN, {"introduced": "2.0"}]}, "1.11", False),
        ({"events": [{"introduced": "2.0"}, *SPAN]}, "3", True),
        ({"events": [{"introduced": "0"}]}, "0.1", True),
        ({"events": [{"introduced": "0"}, {"last_affected": "1.5"}]}, "1.5", True),
        ({"events": [{"introduced": "0"}, {"last_affected": "1.5"}]}, "1.5.1", False),
        ({"events": [{"introduced": "0"}, {"fixed": "2rc1"}]}, "2.0", False),
        ({"events": [{"introduced": "0"}, {"fixed": "what?"}]}, "9", True),
        ({"events": [{"introduced": "0"}], "kind": "GIT"}, "1", False),
        ({"versions": ["1.0", "1.1"]}, "1.1", True),
        ({"versions": ["1.0", "1.1"]}, "1.2", False),
        ({"name": "other", "events": SPAN}, "1.2", False),
    ],
)
def test_a_version_is_concerned_by_what_lies_around_it(copy, given, version, found):
    held = advisories.read(copy(advisory(**given))).get("some-package", ())
    assert bool(advisories.concerning(held, "some-package", version)) is found


def test_a_copy_answers_as_the_service_does(copy):
    held = advisory(events=SPAN)
    with advisories.answering(advisories.read(copy(held))) as address:
        for version, count in (("1.5", 1), ("2.0", 0)):
            asked = json.dumps({"package": {"name": "Some_Package", "ecosystem": "PyPI"}, "version": version})
            with urlopen(Request(address, asked.encode())) as answer:  # noqa: S310  # our own server
                assert len(json.load(answer).get("vulns", [])) == count


@pytest.mark.parametrize(
    ("modified", "words"),
    [("2026-11-20T10:00:00Z", "of 2026-11-20."), ("2026-10-01T10:00:00Z", "61 days ago"), (None, "does not say")],
)
def test_how_old_a_copy_is_is_reported(copy, modified, words):
    held = advisory(events=SPAN) | ({"modified": modified} if modified else {})
    assert words in audit.age(advisories.latest(advisories.read(copy(held))), date(2026, 12, 1))


def test_a_copy_that_is_none_is_reported(tmp_path, capsys):
    (tmp_path / "all.zip").write_bytes(b"no archive")
    with pytest.raises(BadZipFile):
        advisories.read(tmp_path / "all.zip")
    assert audit.main([str(tmp_path / "all.zip")]) == audit.UNASKED
    assert "all.zip" in capsys.readouterr().err


def said(*found):
    return json.dumps({"dependencies": list(found), "fixes": []})


SOUND = {"name": "one", "version": "1", "vulns": []}
ILL = {"name": "Other", "version": "2", "vulns": [{"id": "X-1", "aliases": ["CVE-1"], "fix_versions": ["3"]}]}
SKIPPED = {"name": "other", "skip_reason": "Dependency not found on PyPI and could not be audited: other (2)"}


@every(
    "answer, status, words",
    [
        (said(SOUND, ILL | {"vulns": []}), audit.SOUND, "2 pinned packages"),
        (said(SOUND, ILL), audit.VULNERABLE, "Other 2: X-1 CVE-1 → 3"),
        (said(SOUND, SKIPPED), audit.UNASKED, "other"),
        (said(SOUND), audit.UNASKED, "other"),
        ("", audit.UNASKED, ""),
        ("<html>Please sign in to this network</html>", audit.UNASKED, ""),
        ("{}", audit.UNASKED, ""),
    ],
)
def test_only_an_answer_for_every_package_is_an_answer(answer, status, words):
    found, lines = audit.verdict(answer, {"one", "other"})
    assert found == status
    assert words in "".join(lines)


def test_every_hashed_requirement_is_asked_about():
    assert len(audit.pinned(HASHED)) == HASHED.count("==")


def test_what_the_audit_installs_is_pinned():
    lines = (ROOT / "requirements-audit.txt").read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if line and not line.startswith("#"))
