"""What deploy/ and the hashed requirements name is there, and is what the rest of the repository names."""

import configparser
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import uvicorn

from fengtai_map.server import connections, startup_errors
from fengtai_map.server.settings import NAMES
from fengtai_map.server.streamlit_options import OPTIONS
from tests.data_rows import ROOT
from tests.every import every
from tools import nginx

CONTAINER = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
LIMITS = (ROOT / "deploy/nginx-limits.conf").read_text(encoding="utf-8")
HASHED = (ROOT / "requirements-hashed.txt").read_text(encoding="utf-8")
HOSTING = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
UNIT = configparser.ConfigParser(interpolation=None, strict=False)
UNIT.optionxform = str
UNIT.read(ROOT / "deploy/fengtai-map@.service", encoding="utf-8")
COPIED = [name for line in re.findall(r"^COPY (.+)", CONTAINER, re.MULTILINE) for name in line.split()[:-1]]


def pins(text):
    """Versions by name, as pip compares names."""
    found = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def test_the_hashed_requirements_name_the_versions_of_requirements_txt():
    assert pins(HASHED) == pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))


def test_every_hashed_requirement_has_a_hash_and_no_address():
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", HASHED).strip())
    assert len(entries) == len(pins(HASHED))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert not re.search(r"://|--index|--find-links|^-e", HASHED)


@every("name", COPIED)
def test_what_the_container_copies_is_there(name):
    assert (ROOT / name).exists()


def test_the_container_runs_hashed_and_not_as_root():
    assert "--require-hashes -r requirements-hashed.txt" in CONTAINER
    assert CONTAINER.index("\nUSER ") < CONTAINER.index("\nCMD ")
    assert CONTAINER.splitlines()[-1] == 'CMD ["python", "serve.py"]'
    assert set(re.findall(r"STREAMLIT_\w+", CONTAINER)) <= set(OPTIONS)


@pytest.mark.skipif(sys.platform == "win32", reason="hadolint has no wheel for Windows")
def test_the_container_file_passes_its_linter():
    linter = Path(sys.executable).with_name("hadolint")
    linted = subprocess.run([linter, ROOT / "deploy/Containerfile"], check=False, capture_output=True, text=True)
    assert linted.stdout == linted.stderr == ""


def test_the_unit_leaves_room_for_the_process_that_reads_files():
    text = (ROOT / "deploy/fengtai-map@.service").read_text(encoding="utf-8")
    filters = re.findall(r"^SystemCallFilter=(.*)", text, re.MULTILINE)
    assert filters[-1].split() == ["mbind", "setpriority"]  # after the groups without them: see the test of the filter
    assert UNIT["Service"]["OOMPolicy"] == "continue"
    limits = tomllib.loads((ROOT / "data/upload.toml").read_text(encoding="utf-8"))["limits"]
    assert int(UNIT["Service"]["MemoryMax"].removesuffix("G")) * 1_000_000_000 >= limits["memory"] + 1_000_000_000


def test_the_unit_starts_what_is_there():
    service = UNIT["Service"]
    folder = service["WorkingDirectory"]
    python, script = shlex.split(service["ExecStart"])
    assert python == f"{folder}/.venv/bin/python"
    assert (ROOT / script).is_file()
    environment = dict(pair.split("=") for pair in service["Environment"].split())
    assert (ROOT / Path(environment["PYTHONPATH"]).relative_to(folder)).is_dir()
    assert environment["STREAMLIT_SERVER_PORT"] == "%i"
    assert service["User"] != "root"
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "RestrictNamespaces"):
        assert service[name] == "yes"


def test_the_proxy_knows_the_ports_and_the_base_path_of_the_replicas():
    ports = re.findall(r"server 127\.0\.0\.1:(\d+)", NGINX)
    unit = (ROOT / "deploy/fengtai-map@.service").read_text(encoding="utf-8")
    assert re.findall(r"fengtai-map@(\d+)", unit) == ports
    (base,) = set(re.findall(r"STREAMLIT_SERVER_BASE_URL_PATH=(\w+)", NGINX))
    assert set(re.findall(r"location (/\w+)", NGINX)) == {f"/{base}"}


def number(pattern, text):
    (found,) = re.findall(pattern, text, re.MULTILINE)
    return int(found)


def test_the_sums_behind_the_limits_are_right():
    """Nobody alone fills a replica or the door, and what each may hold it has files for."""
    per_address = number(r"^ +limit_conn fengtai_address (\d+);", NGINX)
    held = number(r"^# +worker_connections (\d+);$", LIMITS)
    assert per_address == connections.EACH < connections.MAX_CONNECTIONS
    assert per_address * 2 * 4 < held
    assert number(r"^worker_rlimit_nofile (\d+);$", LIMITS) >= held * 2
    assert int(UNIT["Service"]["LimitNOFILE"]) >= connections.MAX_CONNECTIONS * 8
    assert UNIT["Service"]["RestartPreventExitStatus"] == str(startup_errors.REFUSED)
    assert number(r"^ +client_header_timeout (\d+)s;", NGINX) <= connections.HEAD
    assert number(r"^ +keepalive_timeout (\d+)s; +#", NGINX) < uvicorn.Config("x").timeout_keep_alive
    assert number(r"^ +proxy_read_timeout (\d+)s;", NGINX) > connections.options()["ws_ping_interval"] * 2


def test_what_may_be_uploaded_comes_through_the_proxy():
    most = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["server"]["maxUploadSize"]
    assert number(r"^ +client_max_body_size (\d+)m;", NGINX) == most + 1


def test_the_measured_proxy_is_the_one_that_is_given(tmp_path):
    lines = set(nginx.rendered(tmp_path, 8080, [9001, 9002]).splitlines())
    changed = [line for line in [*NGINX.splitlines(), *LIMITS.splitlines()] if line not in lines]
    assert "events { worker_connections 8192; }" in lines
    assert all(re.search(r"listen 80;|server 127\.0\.0\.1:|proxy_cache_path", line) for line in changed)
    assert {"    listen 127.0.0.1:8080;"} <= lines
    assert sum("server 127.0.0.1:900" in line for line in lines) == 2


@every("name", [*NAMES, *OPTIONS])
def test_the_page_about_hosting_explains_every_setting(name):
    assert f"`{name}`" in HOSTING


def test_the_page_about_hosting_names_no_setting_that_is_not():
    named = set(re.findall(r"`((?:FENGTAI|STREAMLIT)_\w+)`", HOSTING))
    assert named <= {*NAMES, *OPTIONS}
    assert len(HOSTING.splitlines()) <= 120
