"""Is any version that a hosted install takes known to be vulnerable? `python -m tools.audit [PyPI/all.zip]` asks OSV.

With a copy of what OSV knows it asks nobody outside. Exit status 0: none is known; 1: some are; 2: it could not ask.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import advisories

ROOT = Path(__file__).parents[1]
PINS = ROOT / "requirements-hashed.txt"
OSV = "https://api.osv.dev/v1/query"
OLD = 14  # days; OSV has something new every day
PATIENCE = 15  # seconds for an answer
SOUND, VULNERABLE, UNASKED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Ask and tell."""
    copy = Path(arguments[0]) if arguments else None
    try:
        held = advisories.read(copy) if copy else {}
        with advisories.answering(held) if copy else nullcontext(OSV) as address:
            ended = _asked(address)
    except (OSError, BadZipFile, ValueError, KeyError) as error:
        print(f"Could not read {copy}: {error}", file=sys.stderr)
        return UNASKED
    status, lines = verdict(ended.stdout, pinned(PINS.read_text(encoding="utf-8")))
    if status == UNASKED:
        last = next(iter(ended.stderr.strip().splitlines()[-1:]), "")
        lines = [f"Could not ask {copy or OSV}, so nothing is known. {last[:300]}", *lines]
    if copy:
        lines = [*lines, age(advisories.latest(held), datetime.now(UTC).date())]
    print("\n".join(lines), file=sys.stdout if status == SOUND else sys.stderr)
    return status


def age(latest: str, today: date) -> str:
    """How old a copy is: nothing in it tells of what was found since."""
    try:
        days = (today - date.fromisoformat(latest)).days
    except ValueError:
        return "The copy does not say of when it is."
    newer = f", {days} days ago: bring a newer one" if days > OLD else ""
    return f"The newest advisory of the copy is of {latest}{newer}."


def _asked(address: str) -> subprocess.CompletedProcess[str]:
    """What pip-audit says of the pins. It resolves nothing and installs nothing: every version stands there."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--disable-pip", "--strict"]
    command += ["--vulnerability-service", "osv", "--osv-url", address, "--timeout", str(PATIENCE)]
    command += ["--format", "json", "--desc", "off", "--progress-spinner", "off"]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def pinned(text: str) -> set[str]:
    """The names of the requirements, as pip compares names, that this machine would install."""
    lines = [line.rstrip(" \\") for line in text.splitlines() if line[:1].isalnum()]
    wanted = (Requirement(line) for line in lines)
    return {str(canonicalize_name(one.name)) for one in wanted if one.marker is None or one.marker.evaluate()}


def verdict(said: str, pins: set[str]) -> tuple[int, list[str]]:
    """The exit status and what is printed, from pip-audit's JSON. What it does not answer for is unanswered."""
    try:
        found: list[Mapping[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        return UNASKED, []
    left_out = pins - {str(canonicalize_name(one["name"])) for one in found if "vulns" in one}
    if left_out:
        return UNASKED, [f"Nobody answered for: {', '.join(sorted(left_out))}"]
    lines = [
        f"{one['name']} {one['version']}: {vuln['id']} {' '.join(vuln.get('aliases', []))} "
        f"→ {', '.join(vuln['fix_versions']) or 'no version is named that fixes it'}"
        for one in found
        for vuln in one["vulns"]
    ]
    return (VULNERABLE, lines) if lines else (SOUND, [f"No known vulnerability in {len(found)} pinned packages."])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
