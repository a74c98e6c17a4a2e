"""What is carried to a laptop: the zip of a system unpacks anywhere, installs without a network and answers."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from fengtai_map import manual
from tests.browser.conftest import _free_port
from tests.data_rows import ROOT
from tools import bundle

LAPTOP = bundle.LAPTOP
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
BUILT = 900  # seconds: 200 MB of wheels are fetched
CARRIED_OUT = pytest.mark.skipif(
    os.environ.get("CI") != "true" or sys.platform != "linux",
    reason="fetches 200 MB of wheels: continuous integration does it (CI=true)",
)


def test_both_start_files_keep_to_their_shells():
    linter = Path(sys.executable).with_name("shellcheck")
    shell = subprocess.run([linter, LAPTOP / "start.sh"], capture_output=True, text=True, check=False)
    assert shell.returncode == 0, shell.stdout
    batch = (LAPTOP / "start.bat").read_text(encoding="utf-8")
    assert batch.isascii()  # cmd loses its place in a file of other signs
    goals = {line.split("goto :")[1].split()[0] for line in batch.splitlines() if "goto :" in line}
    called = {line.split("call :")[1].split()[0] for line in batch.splitlines() if "call :" in line}
    labels = {line[1:] for line in batch.splitlines() if line.startswith(":")}
    assert goals | called | {"run"} == labels


def test_both_start_files_do_the_same():
    said = {name: (LAPTOP / name).read_text(encoding="utf-8") for name in ("start.sh", "start.bat")}
    shared = ("--no-index", "--find-links wheels", "--without-pip", "requirements-run.txt", "serve.py --open", ".venv")
    assert [(name, part) for name, text in said.items() for part in shared if part not in text] == []
    words = {path.stem for path in LAPTOP.glob("words/*.txt")}
    assert {name: [word for word in words if word not in text] for name, text in said.items()} == {
        "start.sh": ["stopped"],  # there the shell is the server by then
        "start.bat": [],
    }
    assert [word for word in words if len((LAPTOP / f"words/{word}.txt").read_text("utf-8").splitlines()) < 2] == []


def test_what_is_needed_is_what_the_requirements_pin():
    assert all("==" in line for line in bundle.requirements())
    assert any(line.startswith("streamlit==") for line in bundle.requirements())


@pytest.mark.parametrize("printed", [True, False])
def test_the_guide_lies_in_the_zip_and_a_pdf_is_named_only_where_there_is_one(tmp_path, monkeypatch, printed):
    monkeypatch.setattr(bundle, "_carried", list)
    site = tmp_path / "site"
    site.mkdir()
    for name in (bundle.ONE_FILE, *manual.NAMES.values(), *(["help.pdf", "help-en.pdf"] if printed else [])):
        (site / name).touch()
    (tmp_path / bundle.RUN).touch()
    with ZipFile(bundle.packed("windows-x64", tmp_path, site, tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        readme = archive.read("fengtai-map-windows-x64/README.html").decode()
    leads = set(re.findall(r'href="([^"]+)"', readme))
    assert {path.name for path in site.iterdir()} <= names
    assert leads == {path.name for path in site.iterdir()}


@pytest.mark.ci
@CARRIED_OUT
def test_the_bundle_opens_from_an_empty_environment_without_a_network(tmp_path):
    made = tmp_path / "dist"
    asked = ["--systems", "linux-x64", "--pythons", PYTHON, "--folder", str(made)]
    subprocess.run([sys.executable, "-m", "tools.bundle", *asked], cwd=ROOT, check=True, timeout=BUILT)
    stick = tmp_path / "优盘 stick"
    with ZipFile(made / "fengtai-map-linux-x64.zip") as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            path = archive.extract(entry, stick)
            if entry.external_attr >> 16:
                os.chmod(path, entry.external_attr >> 16)  # noqa: PTH101  # as unzip does
    port = _free_port()
    alone = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    ready = f"for n in $(seq 600); do curl -fs http://127.0.0.1:{port}/readyz && break; sleep 0.2; done"
    folder = stick / "fengtai-map-linux-x64"
    script = f"ip link set lo up 2>/dev/null; cd '{folder}'; ./start.sh & {ready}; kill $!; wait $!"
    done = subprocess.run(
        [*alone, "bash", "-c", script],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BUILT, check=False,
        env=environment | {"STREAMLIT_SERVER_PORT": str(port)},
    )  # fmt: skip
    assert '{"status":"ready"}' in done.stdout, done.stdout + done.stderr


def test_the_sum_of_a_zip_is_reported(tmp_path):
    (tmp_path / "fengtai-map-x.zip").write_bytes(b"x")
    bundle._sums(tmp_path)
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert (tmp_path / "SHA256SUMS").read_text() == f"{digest}  fengtai-map-x.zip\n"
