"""The dashboard on somebody's own machine: `python serve.py --open`, as `make run` starts it."""

import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from fengtai_map.server import laptop
from tests import coroutines
from tests.data_rows import ROOT
from tests.server.conftest import free_port, get, replica, start, until

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
on_linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have a screen whatever is set")


@contextmanager
def listening(port):
    """Somebody else's program at a port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        yield


class Alive(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def opened(monkeypatch):
    """The addresses that the browser is asked to open; `wait` waits for the first."""
    found, once = [], threading.Event()
    monkeypatch.setattr(laptop.webbrowser, "open", lambda url: (found.append(url), once.set()))
    return found, lambda: once.wait(30)


def test_a_port_that_is_free_is_taken_and_else_the_next():
    port = free_port()
    assert laptop.free(port) == port
    with listening(port):
        assert laptop.free(port) > port


def test_where_every_port_is_taken_it_is_the_last_that_is_tried(monkeypatch):
    monkeypatch.setattr(laptop, "NEXT", 1)
    port = free_port()
    with listening(port):
        assert laptop.free(port) == port + 1
    assert laptop.free(laptop.HIGHEST) == laptop.HIGHEST


def test_the_browser_is_opened_once_the_server_answers_however_late(monkeypatch, opened):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(laptop, "PAUSE", 0.01)
    refused, answers = threading.Event(), laptop._answers

    async def asked(port):
        found = await answers(port)
        if not found:
            refused.set()
        return found

    monkeypatch.setattr(laptop, "_answers", asked)
    port = free_port()
    laptop.open_when_up(f"http://127.0.0.1:{port}")
    assert refused.wait(30)  # nobody listens yet
    assert opened[0] == []
    server = HTTPServer(("127.0.0.1", port), Alive)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert opened[1]()
    assert opened[0] == [f"http://127.0.0.1:{port}"]
    server.shutdown()
    server.server_close()


def test_a_server_that_never_answers_opens_no_browser(monkeypatch, opened):
    monkeypatch.setattr(laptop, "START_TIMEOUT_S", 0.2)
    monkeypatch.setattr(laptop, "PAUSE", 0.01)
    coroutines.run(laptop._open(f"http://127.0.0.1:{free_port()}"))
    assert opened[0] == []


@on_linux
def test_a_machine_without_a_screen_is_told_the_address_only(monkeypatch, capsys):
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(laptop, "Thread", lambda **_: pytest.fail("a browser was opened"))
    laptop.open_when_up("http://127.0.0.1:8501")
    assert "http://127.0.0.1:8501" in capsys.readouterr().out


@contextmanager
def at_home(tmp_path, *arguments, **settings):
    """serve.py --open as a process, in a folder without settings of its own."""
    given = start(**settings, FENGTAI_STORE=str(tmp_path / "own.gpkg"))
    given["env"] = {name: value for name, value in given["env"].items() if name not in SCREENS}
    out = tmp_path / "out.txt"
    with (
        out.open("w", encoding="utf-8") as said,
        subprocess.Popen(
            [*given.pop("args"), "--open", *arguments], **given, stdout=said, stderr=subprocess.DEVNULL
        ) as process,
    ):
        try:
            yield process, lambda: until(lambda: address_in(out), process)
        finally:
            process.terminate()


def address_in(out):
    found = re.search(r"http://127\.0\.0\.1:\d+\S*", out.read_text(encoding="utf-8"))
    if not found:
        raise OSError("not said yet")
    return found[0]


@pytest.mark.ci
@on_linux
def test_started_twice_it_answers_at_two_addresses_and_says_which(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with at_home(tmp_path / "one") as (first, one):
        until(lambda: get(f"{one()}/healthz"), first)
        with at_home(tmp_path / "other") as (second, other):
            assert until(lambda: get(f"{other()}/healthz"), second)[0] == 200
            assert other() != one()


@pytest.mark.ci
@on_linux
def test_a_port_that_was_asked_for_is_kept(tmp_path):
    port = free_port()
    with at_home(tmp_path, STREAMLIT_SERVER_PORT=str(port)) as (process, address):
        assert address() == f"http://127.0.0.1:{port}"
        assert until(lambda: get(f"{address()}/healthz"), process)[0] == 200


@on_linux
def test_at_home_it_is_the_same_door(tmp_path):
    with at_home(tmp_path) as (process, address):
        status, headers, _ = until(lambda: get(f"{address()}/"), process)
        assert (status, headers["x-content-type-options"]) == (200, "nosniff")
        assert headers["content-security-policy"].endswith("frame-ancestors 'self'")
        assert get(f"{address()}/", Host="evil.example")[0] == 400
        assert get(f"{address()}/", X_Forwarded_Port="80")[0] == 503
        stream = address().replace("http", "ws") + "/_stcore/stream"
        with connect(stream, origin=address()):
            pass
        with pytest.raises(InvalidStatus):
            connect(stream, origin="http://localhost:3000")


@pytest.mark.ci
@on_linux
def test_where_somebody_else_listens_no_browser_is_opened(tmp_path):
    port = free_port()
    with listening(port):
        given = start(STREAMLIT_SERVER_PORT=str(port), FENGTAI_STORE=str(tmp_path / "own.gpkg"), DISPLAY=":0")
        ended = subprocess.run([*given.pop("args"), "--open"], **given, check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert (ended.stderr.count("(start-listen)"), ended.stdout) == (2, "")


def test_the_command_of_the_readme_starts_it():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^run:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE).group(1)
    assert "serve.py --open" in recipe
    assert os.access(ROOT / "serve.py", os.R_OK)


@pytest.mark.ci
def test_who_starts_it_twice_is_shown_the_one_that_runs(tmp_path):
    port, store = free_port(), {"FENGTAI_STORE": str(tmp_path / "own.gpkg")}
    with replica(tmp_path, port=port, **store) as first:
        asked = start("serve.py", "--open", **store, STREAMLIT_SERVER_PORT=str(port))
        again = subprocess.run(**asked, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
        assert (again.returncode, again.stdout.split()[-1]) == (0, first.url)
        mine = laptop.copy_of(ROOT, store)
        assert coroutines.apart(laptop.running, port, "", mine) == first.url
        others = (laptop.copy_of(tmp_path, store), laptop.copy_of(ROOT, {"FENGTAI_STORE": "x"}))
        assert [coroutines.apart(laptop.running, port, "", other) for other in others] == ["", ""]
    with listening(free := free_port()):
        assert coroutines.apart(laptop.running, free, "", mine) == ""
