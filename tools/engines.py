"""Find the other browsers that tests walk through the dashboard: Firefox, and old real builds of Chromium.

The builds come as packages (tests/engines/package.json); they are unpacked once beside them.
"""

import functools
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.browser import run
from tools.node import find as find_node

FOLDER = Path(__file__).parents[1] / "tests" / "engines"
INSTALL_SECONDS = 600
FIREFOX = ("firefox-esr", "firefox")
UNPACK = """
const [from, to] = process.argv.slice(1);
require("fs").writeFileSync(to, require("zlib").brotliDecompressSync(require("fs").readFileSync(from)));
"""


class EngineMissingError(RuntimeError):
    """This browser is not here and could not be installed; the message says what to do."""


@dataclass(frozen=True)
class Engine:
    """A browser: its program, and the folder of the libraries it brings (Linux)."""

    path: str
    libraries: str = ""


def firefox_here() -> bool:
    """Whether Firefox is here."""
    return any(map(shutil.which, FIREFOX))


def firefox() -> Engine:
    """Firefox. Raises EngineMissingError where there is none."""
    path = next(filter(None, map(shutil.which, FIREFOX)), None)
    if path is None:
        raise EngineMissingError("Install Firefox, or let `make machine` do so")
    _installed()  # what drives it
    return Engine(path)


def chromium(version: int) -> Engine:
    """An old Chromium for Linux on x86-64. Raises EngineMissingError elsewhere, and where it cannot be installed."""
    if sys.platform != "linux":
        raise EngineMissingError("the old builds are for Linux")
    packed, folder = _installed() / f"chromium-{version}" / "bin", FOLDER / "build" / str(version)
    if not (folder / ".made").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for part in packed.glob("*.br"):
            _unpacked(part, folder)
        (folder / "chromium").chmod(0o755)
        (folder / ".made").touch()
    return Engine(str(folder / "chromium"), str(folder))


@functools.cache
def _installed() -> Path:
    """The packages of tests/engines."""
    if find_node() is None:
        raise EngineMissingError("Install Node.js 20.19 or newer with npm")
    kept = FOLDER / "node_modules"
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    made = kept / ".made"
    if not made.is_file() or made.read_text(encoding="utf-8") != lock:
        answer = run(["npm", "--prefix", str(FOLDER), "ci", "--ignore-scripts", "--silent"], INSTALL_SECONDS)
        if answer.returncode:
            raise EngineMissingError(f"npm ci in {FOLDER}: {answer.stderr.strip() or answer.stdout.strip()}")
        made.write_text(lock, encoding="utf-8")
    return kept


def _unpacked(part: Path, folder: Path) -> None:
    """A program, or an archive of libraries, out of its package."""
    to = folder / part.stem
    subprocess.run([find_node() or "node", "-e", UNPACK, str(part), str(to)], check=True, timeout=INSTALL_SECONDS)
    if to.suffix == ".tar":
        shutil.unpack_archive(to, folder, filter="data")
        to.unlink()
