"""One zip for each system, to be carried to a laptop that has no network: `make bundle`.

Each holds our code and data, every wheel for each Python it may meet, a start file to double-click, the dashboard as
one file for machines without Python, and the manual, as PDF too where a browser can print it. That every wheel is there
is proven by resolving for that system and Python from the folder alone. Python itself is no package of the index:
README.html says which installer to put beside it.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packaging.requirements import Requirement

from tools import paper

ROOT = Path(__file__).parents[1]
LAPTOP = ROOT / "deploy" / "laptop"
PYTHONS = "3.11,3.12,3.13,3.14"
DOCUMENTS = ("README*.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE*", "docs")  # they name each other
CARRIED = ("app.py", "serve.py", ".streamlit", "pages", "data", "src", *DOCUMENTS)
ONE_FILE = "fengtai-map.html"
RUN = "requirements-run.txt"
MACOS = "14.0"  # the oldest for which all wheels are there
MANYLINUX = (*(f"manylinux_2_{minor}" for minor in (28, 27, 26, 24, 17)), "manylinux2014")
EXECUTABLE = 0o755 << 16
PRINTED = re.compile(r"\s?[（(]<a href=\"help(-en)?\.pdf\">PDF</a>[）)]")  # of README.html, where nothing could print


@dataclass(frozen=True)
class System:
    """A system: the tags of its wheels, its name for the resolver, its start file, where its Python comes from."""

    tags: tuple[str, ...]
    resolver: str
    start: str
    installer: str


# No macOS on Intel: cryptography, which a sign-in needs, has no wheel for it any more.
SYSTEMS = {
    "windows-x64": System(
        ("win_amd64",), "x86_64-pc-windows-msvc", "start.bat", "python-3.13-amd64.exe（python.org，Windows x64）"
    ),
    "linux-x64": System(
        tuple(f"{tag}_x86_64" for tag in MANYLINUX), "x86_64-manylinux_2_28", "start.sh",
        "系统软件源的 python3（3.11+）",
    ),
    "linux-arm64": System(
        tuple(f"{tag}_aarch64" for tag in MANYLINUX), "aarch64-manylinux_2_28", "start.sh",
        "系统软件源的 python3（3.11+；麒麟、UOS 同）",
    ),
    "macos-arm64": System(
        tuple(f"macosx_{major}_0_arm64" for major in (14, 13, 12, 11)), "aarch64-apple-darwin", "start.command",
        "python-3.13-macos11.pkg（python.org）",
    ),
}  # fmt: skip


class IncompleteError(RuntimeError):
    """A wheel is missing for a system and a Python; the message is the resolver's."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the bundles; 1 where one cannot be complete."""
    given = _arguments(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="fengtai-bundle-") as scratch:
        site = Path(scratch, "site")
        _run(sys.executable, "-m", "fengtai_map", "site", str(site / ONE_FILE))
        print(paper.printed(site), flush=True)
        for name in given.systems.split(","):
            try:
                wheels = collected(SYSTEMS[name], given.pythons.split(","), Path(scratch, name))
            except IncompleteError as missing:
                print(f"{name}: {missing}", file=sys.stderr)
                return 1
            made = packed(name, wheels, site, given.folder)
            print(f"{made}  {made.stat().st_size / 1e6:,.0f} MB", flush=True)
    _sums(given.folder)
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bundle", description=__doc__)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="of: %(default)s")
    parser.add_argument("--pythons", default=PYTHONS, help="versions that a laptop may have: %(default)s")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist", help="where the zips are written: %(default)s")
    return parser.parse_args(arguments)


def requirements() -> list[str]:
    """What the dashboard needs at run time, pinned as requirements.txt pins it."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    return [str(Requirement(line)) for line in lines if line and not line.startswith("-")]


def collected(system: System, pythons: Iterable[str], folder: Path) -> Path:
    """A folder of all wheels for a system and these Pythons. Raises IncompleteError where one is not to be had."""
    folder.mkdir(parents=True)
    run = folder / RUN
    run.write_text("\n".join(requirements()) + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    _run(*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", str(folder), "pip")
    _built(run, folder)
    for python in pythons:
        tags = [part for tag in system.tags for part in ("--platform", tag)]
        asked = (*pip, "download", "--dest", str(folder), "--find-links", str(folder), "--only-binary", ":all:")
        _run(*asked, *tags, "--python-version", python, "--implementation", "cp", "--no-deps", "-r", str(run))
        _more(system, python, run, folder, (*asked, *tags, "--python-version", python, "--no-deps"))
    return folder


def _built(run: Path, folder: Path) -> None:
    """Wheels that run on any system, also of what the index has as source only."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    _run(*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), "-r", str(run))
    for wheel in folder.glob("*.whl"):
        if not wheel.name.endswith("-none-any.whl"):
            wheel.unlink()  # one of this machine: each system's own comes next


def _more(system: System, python: str, run: Path, folder: Path, download: Sequence[str]) -> None:
    """Prove that nothing is missing; what only that system needs (pip asks for this one's) is fetched first."""
    resolve = (
        sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate",
        "--python-platform", system.resolver, "--python-version", python, "--only-binary", ":all:",
        "--find-links", str(folder), str(run),
    )  # fmt: skip
    wanted = _run(*resolve).stdout.split("\n")
    have = set(run.read_text("utf-8").splitlines())
    extra = [line.strip() for line in wanted if line.strip() and line.strip() not in have]
    for line in (one for one in extra if "==" in one):
        _run(*download, line)
    proof = _try(*resolve, "--no-index")
    if proof.returncode:
        raise IncompleteError(f"Python {python}: {proof.stderr.strip()}")


def packed(name: str, wheels: Path, site: Path, folder: Path) -> Path:
    """The zip of a system."""
    system, made = SYSTEMS[name], folder / f"fengtai-map-{name}.zip"
    top = f"fengtai-map-{name}"
    readme = (LAPTOP / "README.html").read_text("utf-8").replace("{start}", system.start)
    readme = readme if any(site.glob("*.pdf")) else PRINTED.sub("", readme)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path in _carried():
            archive.write(path, f"{top}/{path.relative_to(ROOT).as_posix()}")
        for wheel in sorted(wheels.glob("*.whl")):
            archive.write(wheel, f"{top}/wheels/{wheel.name}", ZIP_STORED)
        archive.write(wheels / RUN, f"{top}/{RUN}")
        for page in sorted(site.iterdir()):
            archive.write(page, f"{top}/{page.name}")
        for said in sorted(LAPTOP.glob("words/*.txt")):
            archive.write(said, f"{top}/words/{said.name}")
        archive.writestr(f"{top}/README.html", readme.replace("{installer}", system.installer))
        _start(archive, top, system.start)
    return made


def _carried() -> list[Path]:
    """Our own files as the repository holds them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *CARRIED], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def _start(archive: ZipFile, top: str, name: str) -> None:
    """The start file: runnable where that is a property of a file, with the line ends of its system."""
    windows = name.endswith(".bat")
    text = (LAPTOP / ("start.bat" if windows else "start.sh")).read_text("utf-8")
    entry = ZipInfo(f"{top}/{name}")
    entry.external_attr, entry.create_system = EXECUTABLE, 0 if windows else 3
    archive.writestr(entry, text.replace("\n", "\r\n") if windows else text, ZIP_DEFLATED)


def _sums(folder: Path) -> None:
    """SHA256SUMS of the zips, as `sha256sum --check` reads it."""
    lines = []
    for path in sorted(folder.glob("fengtai-map-*.zip")):
        with path.open("rb") as held:
            lines.append(f"{hashlib.file_digest(held, 'sha256').hexdigest()}  {path.name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _try(*command: str) -> subprocess.CompletedProcess[str]:
    oldest = os.environ | {"MACOSX_DEPLOYMENT_TARGET": MACOS}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, env=oldest)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    done = _try(*command)
    if done.returncode:
        raise IncompleteError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else " ".join(command))
    return done


if __name__ == "__main__":
    sys.exit(main())
