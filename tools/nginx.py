"""Find nginx for the tests and the measurement of several servers."""

import functools
import getpass
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

DEPLOY = Path(__file__).parents[1] / "deploy"
CONFIGURATION = DEPLOY / "nginx.conf"
LIMITS = DEPLOY / "nginx-limits.conf"
KEPT = "/var/cache/nginx/fengtai"
WHOLE = """daemon off;
user {user};
pid {folder}/pid;
error_log {folder}/error.log;
{limits}
events {{ {events} }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{inside}
}}
"""


class NginxMissingError(RuntimeError):
    """No nginx can be run here; the message says what to do."""


def here() -> bool:
    """Whether nginx is here."""
    return _found() is not None


@functools.cache
def find() -> str:
    """The path of nginx. Raises NginxMissingError where there is none."""
    found = _found()
    if found is None:
        raise NginxMissingError(
            "The tests of several servers need nginx, and none was found.\n"
            "On Debian and Ubuntu: apt-get install nginx, or `make machine`."
        )
    return found


def rendered(folder: Path, port: int, replicas: Sequence[int]) -> str:
    """deploy/nginx.conf for this machine alone: `port` of its own, the ports of its replicas, files in a folder.

    It holds as many connections as nginx-limits.conf says, which names the line for `events` in a comment.
    """
    limits = LIMITS.read_text(encoding="utf-8")
    events = re.search(r"^#\s+(worker_connections \d+;)$", limits, re.MULTILINE)
    assert events, LIMITS  # noqa: S101  # it is a file of ours
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", text).replace(KEPT, f"{folder}/kept")
    servers = "".join(f"    server 127.0.0.1:{replica} max_fails=0;\n" for replica in replicas)
    inside = re.sub(r"(?: +server 127\.0\.0\.1:\d+ .*;\n)+", servers, text)
    return WHOLE.format(user=getpass.getuser(), folder=folder, limits=limits, events=events[1], inside=inside)


@contextmanager
def running(folder: Path, port: int, replicas: Sequence[int]) -> Iterator[subprocess.Popen[bytes]]:
    """An nginx before replicas, for as long as the block; its files are in the folder."""
    file = folder / "nginx.conf"
    file.write_text(rendered(folder, port, replicas), encoding="utf-8")
    with subprocess.Popen([find(), "-p", folder, "-c", file, "-e", folder / "error.log"]) as process:
        try:
            yield process
        finally:
            process.terminate()


def _found() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
