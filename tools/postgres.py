"""Find PostgreSQL with PostGIS for the tests of the store, and run one."""

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tools import browser

ENVIRONMENT = "FENGTAI_TEST_POSTGRES"  # 0: do not try PostgreSQL on this machine
PACKAGES = ("postgresql", "postgresql-postgis")
USER = "postgres"  # whom Debian's packages make; PostgreSQL refuses to run as root


class PostgresMissingError(RuntimeError):
    """No PostgreSQL can be run here; the message says what to do."""


def wanted() -> bool:
    """Whether this machine shall try PostgreSQL; FENGTAI_TEST_POSTGRES=0 says no."""
    return os.environ.get(ENVIRONMENT, "1") != "0"


def here() -> bool:
    """Whether PostgreSQL with PostGIS is here."""
    return _found() is not None


@functools.cache
def find() -> Path:
    """The folder of initdb and pg_ctl. Raises PostgresMissingError where there is none."""
    found = _found()
    if found is None:
        raise PostgresMissingError(
            "The tests of the store need PostgreSQL with PostGIS, and none was found.\n"
            f"On Debian and Ubuntu: apt-get install {' '.join(PACKAGES)}, or `make machine`.\n"
            f"Elsewhere install both so that pg_config is on the PATH, or set {ENVIRONMENT}=0 to leave these tests out."
        )
    return found


@dataclass(frozen=True)
class Server:
    """A server of its own in a folder, reached through a socket there: its address as a store's."""

    folder: Path
    options: str = ""

    @property
    def url(self) -> str:
        """Where a store finds it."""
        return f"postgresql://{USER}@/postgres?host={self.folder}"

    def start(self) -> None:
        """Let it run; it answers afterwards."""
        options = f"-k {self.folder} -c listen_addresses='' {self.options}"
        self._control("-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """End it: "immediate" as a power cut would, "fast" as an administrator does, who cuts every connection."""
        self._control("-m", mode, "stop")

    def _control(self, *words: str | Path) -> None:
        _ask(find() / "pg_ctl", "-D", self.folder / "data", "-w", *words)


@contextlib.contextmanager
def running(options: str = "", files: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[Server]:
    """A server in a new folder, for as long as the block; gone afterwards.

    `options` are those of postgres, in which {folder} is the folder; `files` are put there, for its user alone.
    """
    with tempfile.TemporaryDirectory(prefix="fengtai-", ignore_cleanup_errors=True) as name:
        server = Server(Path(name), options.replace("{folder}", name))
        for file, content in files.items():
            (server.folder / file).touch(mode=0o600)
            (server.folder / file).write_bytes(content)
        if _as_user():
            for path in (server.folder, *server.folder.iterdir()):
                shutil.chown(path, USER)
        data = server.folder / "data"
        _ask(find() / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _found() -> Path | None:
    """The newest PostgreSQL that has PostGIS."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    on_path = shutil.which("pg_config")
    return next((one for one in [*folders, *([Path(on_path).parent] if on_path else [])] if _whole(one)), None)


def _whole(programs: Path) -> bool:
    answer = browser.run([str(programs / "pg_config"), "--sharedir"], browser.ANSWER_SECONDS)
    postgis = Path(answer.stdout.strip()) / "extension" / "postgis.control"
    return answer.returncode == 0 and (programs / "pg_ctl").is_file() and postgis.is_file()


def _as_user() -> list[str]:
    """What to put before a command of PostgreSQL when we are root."""
    return ["runuser", "-u", USER, "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _ask(*command: str | Path) -> None:
    """Run a command to its end; raises PostgresMissingError with what it said where it fails."""
    words = [*_as_user(), *map(str, command)]
    # Output goes to a file: a server that is started would hold a pipe open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        if subprocess.run(words, cwd="/", stdout=said, stderr=subprocess.STDOUT, check=False).returncode:
            said.seek(0)
            raise PostgresMissingError(f"{' '.join(words)}:\n{said.read()}")
