"""The calls that deploy/fengtai-map@.service leaves to a replica are all that it makes: one more would be its end.

systemd says which calls its groups hold, and libseccomp forbids all others to a process of the test: no service has to
be started for that.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.data_rows import ROOT
from tests.server.conftest import ENVIRONMENT, PATIENCE, free_port

SERVER = """
import ctypes, sys

filtering = ctypes.CDLL("libseccomp.so.2")
filtering.seccomp_init.restype = ctypes.c_void_p
rules = ctypes.c_void_p(filtering.seccomp_init(ctypes.c_uint32(0x80000000)))  # every other call ends the process
for name in sys.argv.pop().split(","):
    number = filtering.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        filtering.seccomp_rule_add(rules, ctypes.c_uint32(0x7FFF0000), number, 0)
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, as the unit says
assert filtering.seccomp_load(rules) == 0

import serve  # with it the first map is drawn
from fengtai_map.data.load import DATA, load
from fengtai_map.sandbox import Bounds, Sandbox, SharedArgument
from fengtai_map.user_points.upload import Choice
from fengtai_map.user_points.upload.parse import read_files
from tests.sample_files import plain

atlas, box = load(DATA), Sandbox()
bounds = Bounds(10**9, 60, 10**7, 10**7)
with box.asked(bounds, read_files, {"a.csv": plain()}, SharedArgument("atlas", atlas), Choice(), ()) as job:
    assert job.wait(60)
    print("rows", len(job.result().rows))
"""


def called(group):
    """The calls of one of systemd's groups, those of the groups within it too."""
    asked = ["systemd-analyze", "syscall-filter", group]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    names = [line.strip() for line in said.splitlines()[1:] if line.strip() and "#" not in line]
    return {one for name in names for one in (called(name) if name.startswith("@") else {name})}


def allowed(filters):
    """The calls that lines of SystemCallFilter= leave, read as systemd reads them."""
    left = set()
    for line in filters:
        names = line.removeprefix("~").split()
        calls = {one for name in names for one in (called(name) if name.startswith("@") else {name})}
        left = left - calls if line.startswith("~") else left | calls
    return left


@pytest.mark.ci
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to say which calls it means")
def test_a_replica_under_the_filter_of_its_unit_draws_its_map_and_reads_a_file(tmp_path):
    text = (ROOT / "deploy/fengtai-map@.service").read_text(encoding="utf-8").splitlines()
    calls = allowed(line.split("=", 1)[1] for line in text if line.startswith("SystemCallFilter="))
    settings = {"STREAMLIT_SERVER_PORT": str(free_port()), "FENGTAI_STORE": str(tmp_path / "own.gpkg")}
    environment = {**ENVIRONMENT, **settings, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    asked = [sys.executable, "-c", SERVER, ",".join(sorted(calls))]
    ended = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stdout.splitlines()[-1:]) == (0, ["rows 2"]), ended.stderr[-2000:]
