"""A copy of what OSV knows of Python packages, answering as OSV does: for machines that may not ask outside.

The copy is the file PyPI/all.zip that OSV hands out: one advisory a JSON file, in OSV's schema 1.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

Advisory = Mapping[str, Any]


def read(copy: Path) -> dict[str, list[Advisory]]:
    """Advisories by package, all names as pip compares them. Raises OSError, BadZipFile, ValueError or KeyError."""
    found: dict[str, list[Advisory]] = {}
    with ZipFile(copy) as archive:
        for name in archive.namelist():
            advisory = json.loads(archive.read(name))
            for part in advisory.get("affected", ()):
                part["package"]["name"] = str(canonicalize_name(part["package"]["name"]))
            for package in {part["package"]["name"] for part in advisory.get("affected", ())}:
                found.setdefault(package, []).append(advisory)
    return found


def latest(advisories: Mapping[str, Sequence[Advisory]]) -> str:
    """The day on which the newest of them was written or changed, ISO 8601; empty where none says it."""
    said = (str(one.get("modified", "")) for group in advisories.values() for one in group)
    return max(said, default="")[:10]


def concerning(advisories: Sequence[Advisory], package: str, version: str) -> list[Advisory]:
    """Those of a package's advisories that concern a version of it."""
    return [one for one in advisories if any(_affects(part, package, version) for part in one["affected"])]


def _affects(part: Advisory, package: str, version: str) -> bool:
    if part["package"]["name"] != package:
        return False
    spans = (span["events"] for span in part.get("ranges", ()) if span["type"] == "ECOSYSTEM")
    return version in part.get("versions", ()) or any(_within(events, Version(version)) for events in spans)


def _within(events: Sequence[Mapping[str, str]], version: Version) -> bool:
    """Whether a version lies between where a vulnerability was introduced and where it was fixed or last seen."""
    try:
        bounds = sorted((Version(bound), what) for event in events for what, bound in event.items())
    except InvalidVersion:
        return True  # rather one too many than one too few
    inside = False
    for bound, what in bounds:
        if what == "introduced":
            inside = inside or version >= bound
        elif (what == "fixed" and version >= bound) or (what == "last_affected" and version > bound):
            inside = False
    return inside


@contextmanager
def answering(advisories: Mapping[str, Sequence[Advisory]]) -> Iterator[str]:
    """The address, on this machine, where a copy answers the question that OSV answers at /v1/query."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            package = str(canonicalize_name(asked["package"]["name"]))
            found = concerning(advisories.get(package, ()), package, asked["version"])
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody needs a line for every package."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()
