"""Many readers and several servers, on this machine alone: `make scale-test`, which writes docs/scale.md.

Replicas of serve.py stand behind a real nginx with deploy/nginx.conf and share a PostgreSQL with PostGIS. Readers press
the pills of the cluster filter, as a browser sends it. In a first visit another process adds points to the store, and
half-way one replica is killed; in a second the database is restarted; then the same readers without any accident, on
one replica and on all. Every counter that a reader is shown is held against what the store held at that moment.
"""

import argparse
import asyncio
import signal
import sys

from bench import office_hours
from bench.process import resident
from bench.replicas import servers
from bench.scale_page import Measured, page
from bench.ways import ROOT

PAGE = ROOT / "docs" / "scale.md"


def main() -> None:
    """Measure, write the page, print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60, help="with the killed replica; else less")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))  # so that every server is stopped as well
    text = page(_measured(parser.parse_args()))
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _measured(given: argparse.Namespace) -> Measured:
    readers, count, short = given.readers, given.replicas, given.seconds / 3
    with servers(count) as office:
        killed = asyncio.run(office_hours.killed(office, readers, given.seconds))
        sizes = tuple(resident(process.pid) for process in office.replicas if process.poll() is None)
    with servers(count) as office:
        restarted = asyncio.run(office_hours.restarted(office, readers // 3, given.seconds / 2))
    calm = []
    for replicas in (1, count):
        for some in (readers // 10, readers // 3, readers * 2 // 3, readers):
            with servers(replicas) as office:
                calm.append((replicas, some, asyncio.run(office_hours.calm(office, some, short))))
    return Measured(readers, count, killed, restarted, tuple(calm), sizes)


if __name__ == "__main__":
    main()
