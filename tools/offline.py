"""Collect what an install without internet takes, and try it: `python -m tools.offline FOLDER [options]`.

The options are those of pip download. The folder then holds the program, its wheels, NOTICE, the bill of materials and
SHA256SUMS of all of it. It is tried in a new environment without a network; what is for another system
(`--platform win_amd64 --python-version 3.12`) cannot be.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from packaging.utils import parse_wheel_filename

from tools import notice
from tools.parts import PINS, ROOT, parts

SUMS = "SHA256SUMS"
PROGRAM = "fengtai-map"
ELSEWHERE = ("--platform", "--python-version", "--abi", "--implementation")
DOWNLOAD = ("download", "--no-deps", "--only-binary", ":all:", "--require-hashes")
INSTALL = ("install", "--no-index", "--only-binary", ":all:", "--require-hashes")  # as docs/supply.md says
ALONE = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])  # root can, and most others where they may


class OfflineError(RuntimeError):
    """Something could not be collected, or does not install; the message says what."""


def main(arguments: Sequence[str]) -> int:
    """Collect, sum up, try."""
    folder, options = Path(arguments[0]), arguments[1:]
    try:
        collect(folder, options)
        said = "it is for another system and was not tried here" if set(options) & set(ELSEWHERE) else tried(folder)
    except (OfflineError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{folder}: {len(list((folder / 'wheels').iterdir()))} wheels; {said}")
    return 0


def collect(folder: Path, options: Sequence[str] = ()) -> None:
    """Fill a folder, which must not be there or be empty. Raises OfflineError."""
    if folder.exists() and any(folder.iterdir()):
        raise OfflineError(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    wheels = folder / "wheels"
    _run([sys.executable, "-m", "pip", *DOWNLOAD, "-q", "-d", str(wheels), "-r", str(PINS), *options])
    archive = str((folder / f"{PROGRAM}.tar.gz").resolve())
    _run(["git", "archive", "--format=tar.gz", f"--prefix={PROGRAM}/", "-o", archive, "HEAD"])
    shutil.copy(notice.NOTICE, folder)
    bill = notice.bill(parts(), {_name(file): sha256(file) for file in wheels.iterdir()})
    (folder / notice.BILL.name).write_text(bill, encoding="utf-8")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")


def sums(folder: Path) -> str:
    """SHA-256 of every file below a folder, as `sha256sum -c` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files)


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def tried(folder: Path) -> str:
    """Install from a folder into a new environment and check the data there, without a network. Raises OfflineError."""
    if sums(folder) != (folder / SUMS).read_text(encoding="utf-8"):
        raise OfflineError(f"{folder} is not what its {SUMS} say")
    alone = next((one for one in ALONE if _can(one)), [])
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with tarfile.open(folder / f"{PROGRAM}.tar.gz") as archive:
            archive.extractall(place, filter="data")
        install(place / ".venv", folder / "wheels", place / PROGRAM / PINS.name, alone)
        python, environment = _python(place / ".venv"), _environment() | {"PYTHONPATH": "src"}
        _run([*alone, python, "-m", "fengtai_map", "check"], cwd=place / PROGRAM, environment=environment)
    return "tried, and the network was off" if alone else "tried; nothing but the folder was asked for"


def install(environment: Path, wheels: Path, requirements: Path, alone: Sequence[str] = ()) -> None:
    """Install hashed requirements from a folder of wheels into a new environment. Raises OfflineError."""
    _run([sys.executable, "-m", "venv", str(environment)])
    links = ["-q", "--find-links", str(wheels.resolve()), "-r", str(requirements)]
    _run([*alone, _python(environment), "-m", "pip", *INSTALL, *links], environment=_environment())


def _python(environment: Path) -> str:
    return str(environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def _environment() -> dict[str, str]:
    """Ours without the settings of pip on this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _can(alone: Sequence[str]) -> bool:
    """Whether a command can be run without a network here."""
    try:
        return subprocess.run([*alone, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _run(command: Sequence[str], cwd: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    ended = subprocess.run(command, check=False, cwd=cwd, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise OfflineError(f"{' '.join(command[:6])} …: {(ended.stderr or ended.stdout).strip()[-600:]}")


def _name(wheel: Path) -> str:
    return str(parse_wheel_filename(wheel.name)[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
