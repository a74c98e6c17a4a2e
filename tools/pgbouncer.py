"""A PgBouncer before a PostgreSQL, for the tests of the store."""

import functools
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tools.postgres import USER, Server

CONFIGURATION = """
[databases]
* = host={folder}
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}/pooler
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 2
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""
FOLDER = "pooler"  # of its socket, within that of the server


class PgbouncerMissingError(RuntimeError):
    """No PgBouncer can be run here; the message says what to do."""


def here() -> bool:
    """Whether PgBouncer is here."""
    return _found() is not None


@functools.cache
def find() -> str:
    """The path of pgbouncer. Raises PgbouncerMissingError where there is none."""
    found = _found()
    if found is None:
        raise PgbouncerMissingError(
            "The tests of the store need PgBouncer, and none was found.\n"
            "On Debian and Ubuntu: apt-get install pgbouncer, or `make machine`."
        )
    return found


@contextmanager
def running(server: Server) -> Iterator[str]:
    """The address of a store behind a pooler, which gives a transaction one of two connections, for the block."""
    (server.folder / FOLDER).mkdir()
    (server.folder / "users").write_text(f'"{USER}" ""\n', encoding="utf-8")
    file = server.folder / "pgbouncer.ini"
    file.write_text(CONFIGURATION.format(folder=server.folder), encoding="utf-8")
    as_user = ["-u", USER] if os.geteuid() == 0 else []  # as root it refuses to run
    if as_user:
        shutil.chown(server.folder / FOLDER, USER)
    with subprocess.Popen([find(), "-q", *as_user, file], cwd=server.folder) as process:
        try:
            yield f"postgresql://{USER}@:6432/postgres?host={server.folder / FOLDER}"
        finally:
            process.terminate()


def _found() -> str | None:
    return shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
