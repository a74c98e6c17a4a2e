"""The lines of docs/admin.md that back up and restore a server, run in folders of ours."""

import re
import shutil
import subprocess
import sys
from contextlib import closing

import pytest

from fengtai_map.user_points.store import open_store
from tests.data_rows import ROOT
from tests.user_points import draft, point

COMMANDS = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/admin.md").read_text(encoding="utf-8"), re.DOTALL)[0]
SETTINGS, BACK_UP, UNPACK, RESTORE = (
    next(line for line in COMMANDS.splitlines() if part in line)
    for part in ("printf", "VACUUM INTO", "tar xzf", "own-backup.gpkg /var")
)
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("sqlite3"), reason="the lines are for Debian, with sqlite3"
)
OTHERS = 0o077


@pytest.fixture
def run(tmp_path):
    """Runs a line as if `tmp_path` were the whole machine, and this user the one who serves."""
    for folder in ("opt/data", "opt/.streamlit", "var/lib/fengtai-map", "etc"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "opt/.streamlit/secrets.toml").write_text("secret", encoding="utf-8")

    def done(line):
        ours = line.replace("/var/lib", f"{tmp_path}/var/lib").replace("/etc/", f"{tmp_path}/etc/")
        ours = ours.replace("-C / etc", f"-C / {tmp_path.as_posix().strip('/')}/etc").replace(" -o fengtai", "")
        ours = re.sub(r"fengtai-(\$\(date \+%F\)|2026-01-31)\.tgz", "fengtai.tgz", ours).replace(
            "--exclude=etc", "--exclude=*/etc/*"
        )
        stubbed = f"umask 022; systemctl() {{ :; }}; {ours}"
        return subprocess.run(
            ["bash", "-c", stubbed], cwd=tmp_path / "opt", check=False, capture_output=True, text=True
        )

    return done


def keep(path, *ids):
    with closing(open_store(str(path))) as store:
        store.apply(draft(added=[point(one) for one in ids]), store.version())


def kept(path):
    with closing(open_store(str(path))) as store:
        return [one.id for one in store.points()]


def test_what_was_backed_up_comes_back_and_the_next_backup_has_what_is_new(tmp_path, run):
    own, folder = tmp_path / "var/lib/fengtai-map/own.gpkg", tmp_path / "opt"
    assert run(SETTINGS).returncode == 0
    keep(own, "a")
    assert run(BACK_UP).returncode == 0
    keep(own, "b")
    for line in (UNPACK, RESTORE):
        assert run(line).returncode == 0
    assert kept(own) == ["a"]
    keep(own, "c")
    assert run(BACK_UP).returncode == 0
    own.unlink()
    for line in (UNPACK, RESTORE):
        run(line)
    assert kept(own) == ["a", "c"]
    assert not (folder / "own-backup.gpkg").exists()


def test_nobody_else_reads_what_is_backed_up_or_restored(tmp_path, run):
    own = tmp_path / "var/lib/fengtai-map/own.gpkg"
    keep(own, "a")
    for line in (SETTINGS, BACK_UP, UNPACK, RESTORE):
        assert run(line).returncode == 0
    for file in (own, tmp_path / "opt/fengtai.tgz", tmp_path / "etc/fengtai-map.env"):
        assert file.stat().st_mode & OTHERS == 0, file.name


def test_a_backup_without_the_points_is_none(tmp_path, run):
    (tmp_path / "var/lib/fengtai-map/own.gpkg").write_bytes(b"no database" * 100)
    run(BACK_UP)
    assert not (tmp_path / "opt/fengtai.tgz").exists()


def test_who_restores_without_a_backup_keeps_what_is_there(tmp_path, run):
    own = tmp_path / "var/lib/fengtai-map/own.gpkg"
    keep(own, "a")
    assert run(UNPACK).returncode != 0
    run(RESTORE)
    assert kept(own) == ["a"]
