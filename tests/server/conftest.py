import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from tests.data_rows import ROOT

PATIENCE = 60  # seconds; this machine may be busy with other things
NAMES = re.compile("FENGTAI_|STREAMLIT_")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not NAMES.match(name)}


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Stays(HTTPRedirectHandler):
    """Nobody is led on."""

    def redirect_request(self, *_):
        return None


def get(url, method="GET", data=None, *, redirect=True, **headers):
    """Status, headers and body of an answer, whatever its status; of the one that a redirect leads to."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = Request(url, data, method=method, headers=named)  # noqa: S310  # our own server
    try:
        with build_opener(*([] if redirect else [Stays])).open(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def until(condition, process):
    """Wait for a condition that fails with OSError until a process answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return condition()
        except OSError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError("it did not start")


@dataclass
class Replica:
    """A running `serve.py`: its address without a last slash, its log, its process."""

    url: str
    log: Path
    process: subprocess.Popen

    @property
    def lines(self):
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def asked(self, path):
        """The lines about a path; OSError while there is none, since a line follows its answer."""
        found = [line for line in self.lines if line.get("path") == path]
        if not found:
            raise OSError(path)
        return found

    def stop(self):
        """Ask it to stop and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def start(*command, **settings):
    """A process that serves with these settings, serve.py unless it is another; standard error is its log."""
    return {"args": [sys.executable, *(command or ("serve.py",))], "cwd": ROOT, "env": ENVIRONMENT | settings}


@contextmanager
def replica(folder, base="", port=None, command=(), **settings):
    port = port or free_port()
    log = folder / f"{port}.log"
    settings |= {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_BASE_URL_PATH": base}
    with log.open("w", encoding="utf-8") as err, subprocess.Popen(**start(*command, **settings), stderr=err) as process:
        try:
            url = f"http://127.0.0.1:{port}/{base}".rstrip("/")
            until(lambda: get(f"{url}/healthz"), process)
            yield Replica(url, log, process)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Starts replicas that all end with the tests."""
    folder = tmp_path_factory.mktemp("served")
    with ExitStack() as running:
        yield lambda base="", **settings: running.enter_context(replica(folder, base, **settings))
