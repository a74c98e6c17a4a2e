"""For the whole life of a server no name is resolved and nothing leaves this machine, however it was started."""

import json
import signal
import subprocess
import sys

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bench.readers import warm
from tests import coroutines
from tests.server.conftest import PATIENCE, get, replica

# Python says when a name is asked for or something is sent, whoever does it. What another process of this machine is
# asked does not leave it.
LISTENING = """
import json, runpy, sys

ASKING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
FILE, *sys.argv = sys.argv[1:]


def hear(event, given):
    asked = given[0] if event in ASKING else given[1] if event in SENDING else None
    name = asked[0] if isinstance(asked, tuple) else asked
    if name and event in ASKING | SENDING and not str(name).startswith(("127.", "::1", "/")):
        with open(FILE, "a") as file:
            file.write(json.dumps([event, str(name)]) + "\\n")


sys.addaudithook(hear)
sys.path.insert(0, ".")
if sys.argv[0].endswith(".py"):
    runpy.run_path(sys.argv[0], run_name="__main__")
else:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
ASKING = """
import socket
for ask in (
    lambda: socket.getaddrinfo("name.invalid", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 1)),
    lambda: socket.create_connection(("127.0.0.1", 1)),
):
    try:
        ask()
    except OSError:
        pass
"""
WAYS = {
    "hosted": (("serve.py",), {"FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_HOSTS": "127.0.0.1", "FENGTAI_WRITING": "off"}),
    "one machine": (("serve.py",), {}),
    "make run": (("serve.py", "--open"), {}),
    "streamlit run": (("streamlit", "run", "app.py", "--server.headless", "true"), {}),
}


@pytest.fixture
def outside(tmp_path):
    """What was asked of the outside world, and the file where it is written down."""
    file = tmp_path / "asked.txt"

    def asked():
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    return file, asked


def test_who_asks_is_heard(outside, tmp_path):
    file, asked = outside
    script = tmp_path / "asking.py"
    script.write_text(ASKING, encoding="utf-8")
    subprocess.run([sys.executable, "-c", LISTENING, file, script], check=True)
    assert asked() == [["socket.getaddrinfo", "name.invalid"], ["socket.connect", "192.0.2.1"]]


@pytest.mark.ci
@pytest.mark.parametrize("way", WAYS)
def test_nobody_outside_is_asked_from_the_start_to_the_end(way, outside, tmp_path):
    file, asked = outside
    command, settings = WAYS[way]
    given = settings | {"FENGTAI_STORE": str(tmp_path / "own.gpkg"), "DISPLAY": ""}
    with replica(tmp_path, command=("-c", LISTENING, str(file), *command), **given) as server:
        coroutines.run(warm(server.url))  # under `streamlit run` our code is first there with a page
        for origin in ("https://evil.example", "http://192.0.2.1", "null", "http://[::2]"):
            with pytest.raises(InvalidStatus):
                connect(server.url.replace("http", "ws") + "/_stcore/stream", origin=origin)
        for path in (
            "/",
            "/clusters",
            "/_stcore/health",
            "/_stcore/host-config",
            "/auth/login",
            "/oauth2callback?state=x",
        ):
            get(server.url + path, Origin="https://evil.example")
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(PATIENCE)
    assert asked() == []
