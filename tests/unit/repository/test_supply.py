"""What an install takes: named with its licence, summed up, and wheels alone."""

import json
import re
import subprocess
import zipfile
from hashlib import sha256

import pytest

from tests.data_rows import ROOT
from tools import notice, offline, parts

SUPPLY = (ROOT / "docs/supply.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
linux = pytest.mark.skipif("sys.platform != 'linux'", reason="other wheels carry other libraries")


@pytest.fixture(scope="module")
def installed():
    """What is installed, package by package."""
    return parts.parts()


@linux
def test_notice_and_bill_are_of_what_is_installed(installed):
    assert (ROOT / "NOTICE").read_text(encoding="utf-8") == notice.notice(installed)
    assert (ROOT / "sbom.cdx.json").read_text(encoding="utf-8") == notice.bill(installed)


def test_every_pinned_package_is_named_with_a_licence_that_can_be_met(installed):
    pinned = parts.pins((ROOT / "requirements-hashed.txt").read_text(encoding="utf-8"))
    assert {one.name: one.version for one in installed} == pinned
    assert [one.name for one in installed if re.search(r"\bA?GPL-(?!.*(WITH|\bOR\b))", one.licence)] == []
    assert {one.name for one in installed if "LGPL" in one.licence} == {"psycopg", "psycopg-binary"}


def test_every_reference_of_the_bill_is_a_part_of_it(installed):
    bill = json.loads(notice.bill(installed))
    known = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert {ref for one in bill["dependencies"] for ref in (one["ref"], *one["dependsOn"])} == known
    assert len(known) == len(installed) + 1


def test_the_bill_of_a_folder_names_the_files_in_it(installed):
    bill = json.loads(notice.bill(installed, {"numpy": "ab" * 32}))
    hashes = {one["name"]: one["hashes"] for one in bill["components"] if "hashes" in one}
    assert hashes == {"numpy": [{"alg": "SHA-256", "content": "ab" * 32}]}


def test_a_licence_that_nobody_has_read_is_reported(monkeypatch):
    monkeypatch.delitem(parts.STATED, "streamlit-folium")
    with pytest.raises(parts.UnknownLicenceError, match="streamlit-folium"):
        parts.parts()


@linux
def test_a_library_that_nobody_has_looked_at_is_reported(monkeypatch):
    monkeypatch.delitem(parts.CARRIED, "libgeos")
    with pytest.raises(parts.UnknownLicenceError, match="shapely carries libgeos"):
        parts.parts()


def wheel(folder, name):
    file = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{name}-1.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        archive.writestr(f"{name}-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{name}-1.dist-info/RECORD", "")
    return f"{name}==1 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n"


@pytest.mark.ci  # makes three virtual environments
def test_a_folder_of_wheels_installs_without_an_index_and_what_was_changed_does_not(tmp_path):
    wheels, requirements = tmp_path / "wheels", tmp_path / "requirements.txt"
    wheels.mkdir()
    requirements.write_text("".join(wheel(wheels, name) for name in ("one", "other")), encoding="utf-8")
    offline.install(tmp_path / "good", wheels, requirements)
    wheel(wheels, "one")
    (wheels / "one-1-py3-none-any.whl").write_bytes((wheels / "other-1-py3-none-any.whl").read_bytes())
    with pytest.raises(offline.OfflineError, match=r"(?i)hash"):
        offline.install(tmp_path / "changed", wheels, requirements)
    (wheels / "one-1-py3-none-any.whl").rename(wheels / "one-1.tar.gz")  # a source would have to be built
    with pytest.raises(offline.OfflineError, match="No matching distribution"):
        offline.install(tmp_path / "source", wheels, requirements)


@linux
def test_the_sums_are_those_that_sha256sum_finds(tmp_path):
    (tmp_path / "wheels").mkdir()
    for name in ("wheels/a.whl", "程序.tar.gz"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / offline.SUMS).write_text(offline.sums(tmp_path), encoding="utf-8")
    asked = ["sha256sum", "--check", "--strict", offline.SUMS]
    said = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said.count("OK") == 2
    (tmp_path / "wheels/a.whl").write_text("changed", encoding="utf-8")
    with pytest.raises(offline.OfflineError, match=offline.SUMS):
        offline.tried(tmp_path)


def test_what_is_not_empty_is_not_written_over(tmp_path):
    (tmp_path / "theirs").write_text("", encoding="utf-8")
    with pytest.raises(offline.OfflineError, match="not empty"):
        offline.collect(tmp_path)


def test_the_documents_say_what_is_tried():
    assert f"pip {' '.join(offline.INSTALL)} --find-links" in " ".join(SUPPLY.split())
    assert "tools.offline" in MAKEFILE


def test_nothing_that_is_installed_is_built_from_what_nobody_pinned():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^requires = \["setuptools==[\d.]+"\]', project, re.MULTILINE)
    assert all("--only-binary" in line for line in MAKEFILE.splitlines() if line.startswith("PIP ="))


def test_a_laptop_installs_what_is_hashed():
    rule = MAKEFILE.split("$(RUN): ", 1)[1].split("\n\n", 1)[0]
    assert "--require-hashes -r requirements-hashed.txt" in rule
    assert "requirements.txt" not in rule.split("\n", 1)[1]
