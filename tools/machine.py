"""What the tests need of this machine besides Python: say what is missing, or install it as an administrator.

`python -m tools.machine` installs it on Debian and Ubuntu, as continuous integration does before `make test`, which
itself installs nothing as root: it tries what it finds and names what it could not try. Needs nothing but Python.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools import browser, engines, nginx, pgbouncer, postgres

INSTALL_SECONDS = 900
LOCK_SECONDS = 600


@dataclass(frozen=True)
class Need:
    """Something that tests need: the packages that bring it, and whether it is here."""

    name: str
    packages: tuple[str, ...]
    here: Callable[[], bool]


def _venv() -> bool:
    return all(map(importlib.util.find_spec, ("ensurepip", "venv")))


NEEDS = (
    Need("venv", (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",), _venv),
    Need("browser", ("chromium",), browser.here),
    Need("libatomic", (browser.DRIVER_NEEDS,), lambda: ctypes.util.find_library("atomic") is not None),
    Need("fonts", (browser.FONTS, "fontconfig"), browser.has_chinese_fonts),
    Need("postgres", postgres.PACKAGES, lambda: not postgres.wanted() or postgres.here()),
    Need("pgbouncer", ("pgbouncer",), pgbouncer.here),
    Need("nginx", ("nginx",), nginx.here),
    Need("firefox", (engines.FIREFOX[0],), engines.firefox_here),
)


def missing() -> list[Need]:
    """What is not here."""
    return [need for need in NEEDS if not need.here()]


def apt_install(*packages: str) -> str:
    """Install Debian or Ubuntu packages; return what went wrong, or an empty string."""
    if shutil.which("apt-get") is None:
        return "not a Debian or Ubuntu system"
    root = _root_prefix()
    if root is None:
        return "needs root: apt-get install " + " ".join(packages)
    print(f"Installing {' '.join(packages)} ...", file=sys.stderr, flush=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _wait_for_lock([*apt, "update"])  # a stale list may still do: only the install decides
    return browser.trouble(_wait_for_lock([*apt, "install", "-y", "--no-install-recommends", *packages]))


def _root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, or a silent sudo; None with neither."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and browser.run(["sudo", "-n", "true"], browser.ANSWER_SECONDS).returncode == 0:
        return ["sudo", "-n"]
    return None


def _wait_for_lock(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run an apt-get command, again and again while another program holds apt's lock."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        answer = browser.run(command, INSTALL_SECONDS)
        if "Could not get lock" not in answer.stderr or time.monotonic() > deadline:
            return answer
        print("Another program is using apt; waiting ...", file=sys.stderr, flush=True)
        time.sleep(5)


def main() -> int:
    """Install what is missing; the exit status is not zero where something still is."""
    wanted = missing()
    trouble = apt_install(*(package for need in wanted for package in need.packages)) if wanted else ""
    still = [need for need in wanted if not need.here()]
    for need in still:
        print(f"Missing: {need.name}. apt-get install {' '.join(need.packages)} ({trouble})", file=sys.stderr)
    return int(bool(still))


if __name__ == "__main__":
    sys.exit(main())
