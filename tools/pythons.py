"""The unit tests under every Python that an install may meet: `make pythons`. Says which are not on this machine.

Each has an environment of its own in .venv/pythons. With --others the Python that runs this is left out, which `make
test` has; what else is given is handed to pytest in the place of tests/unit.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")  # as tools/bundle.py carries wheels for
PLACE = ROOT / ".venv" / "pythons"
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
INSTALL = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--only-binary", ":all:")
Run = Callable[[Sequence[str]], int]
Find = Callable[[str], str | None]


def main(arguments: Sequence[str]) -> int:
    """Try each that is here; 1 where the tests of one fail."""
    wanted = [version for version in VERSIONS if version != OWN or "--others" not in arguments]
    return tried(wanted, found, _run, [one for one in arguments if one != "--others"])


def found(name: str) -> str | None:
    """The program of a Python that starts: one of the path, or one that pyenv keeps without offering it."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    here = [shutil.which(name), *kept.glob(f"{name.removeprefix('python')}.*/bin/{name}")]
    return next((str(one) for one in here if one and _starts(str(one))), None)


def _starts(program: str) -> bool:
    """A shim of pyenv is there and starts nothing."""
    return subprocess.run([program, "-c", ""], check=False, capture_output=True).returncode == 0


def tried(versions: Iterable[str], find: Find, run: Run, tests: Sequence[str] = ()) -> int:
    """Whether the tests of any Python that is found fail; what was tried, and what was not, is printed."""
    failed = []
    for version in versions:
        program = find(f"python{version}")
        if program is None:
            print(f"Python {version}: not on this machine, so nothing was tried with it", flush=True)
            continue
        well = all(run(command) == 0 for command in commands(version, program, tests))
        print(f"Python {version}: {'the unit tests pass' if well else 'FAILED'}", flush=True)
        failed += [] if well else [version]
    return 1 if failed else 0


def commands(version: str, program: str, tests: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What sets a Python up and runs the unit tests with it."""
    folder = PLACE / version
    python = str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    return (
        (program, "-m", "venv", "--clear", str(folder)),
        (python, *INSTALL, "-r", "requirements-dev.txt"),
        (python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(tests or ("tests/unit",))),
    )


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
