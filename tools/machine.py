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
    only_quicker: bool = False  # the tests do the same without it


def _venv() -> bool:
    return all(map(importlib.util.find_spec, ("ensurepip", "venv")))


NEEDS = (
    Need("venv", (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",), _venv),
    Need("browser", ("chromium",), browser.here),
    Need("quicker browser", (browser.SHELL,), lambda: shutil.which(browser.SHELL) is not None, only_quicker=True),
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


def apt_install(needs: Sequence[Need]) -> dict[str, str]:
    """Install Debian or Ubuntu packages; return for the name of each need what went wrong, or an empty string.

    Each need is met by itself: a package that a release does not have keeps no other from being installed.
    """
    if not needs:
        return {}
    names = [need.name for need in needs]
    if shutil.which("apt-get") is None:
        return dict.fromkeys(names, "not a Debian or Ubuntu system")
    root = _root_prefix()
    if root is None:
        return dict.fromkeys(names, "needs root")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _wait_for_lock([*apt, "update"])  # a stale list may still do: only the install decides
    return {need.name: _install(apt, need) for need in needs}


def _install(apt: list[str], need: Need) -> str:
    print(f"Installing {' '.join(need.packages)} ...", file=sys.stderr, flush=True)
    return browser.trouble(_wait_for_lock([*apt, "install", "-y", "--no-install-recommends", *need.packages]))


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
    """Install what is missing; the exit status is not zero where something that tests need still is."""
    wanted = missing()
    troubles = apt_install(wanted)
    still = [need for need in wanted if not need.here()]
    for need in still:
        command = f"apt-get install {' '.join(need.packages)}"
        print(f"Missing: {need.name}. {command} ({troubles[need.name]})", file=sys.stderr)
    return int(not all(need.only_quicker for need in still))


if __name__ == "__main__":
    sys.exit(main())
