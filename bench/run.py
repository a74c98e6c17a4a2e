"""Measure how fast the dashboard answers, beside four other ways to show the same: `make bench`.

With 250, 2,500 and 25,000 points of the office's own (bench/points.py) five servers run side by side and are visited
in turn, so that whatever else the machine does hits all alike; nothing is fetched from elsewhere, the browser cannot
even resolve another name.

- ours: serve.py as it is, its first page;
- markers and geojson, the usual ways (peers/rebuild.py): a new folium map at every run, with a marker for each point
  in a loop, or with one layer of all;
- no map, the limit of Streamlit: the same page without a map;
- dash, outside of Streamlit (peers/dashed.py): dash-leaflet, whose points, counter and table stay in the browser.

All show the same data, filter and counter; the peers have a table of 150 rows, a smaller panel and a plainer map.
The first map is timed from the start of navigation until the map is painted with all its points (ours: and its
labels), in a fresh browser context each time. A change is timed from the release of the button on a cluster of the
filter until the frame is painted in which map, counter and table show it, a round of all clusters in one page before
the next page has its turn. All times are taken inside the page (watch.js), and beside them stands what the browser's
own Event Timing says of the press, and what a page of one bare button needs in the same browser: so much of it is the
machine's. The camera's flight is not waited for. Then sessions without a browser change the filter about every two
seconds, with the fewest points: of ours a change is what the browser says once it is quiet, and counts until the server
has said that it kept it.

Which way is how much slower is to be read from the ratios: milliseconds belong to the machine and to what else ran on
it. A ratio that is more than 1.3 times what bench/ratios.toml keeps is a regression: the run names it and ends with 1;
`--accept` keeps the new ratios. That file also holds the budgets; those that are not kept are named. A full run writes
RESULTS.md and the README's table; a shorter one prints only.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench import points, ratios, tables
from bench.about import about
from bench.browsing import COLD, Browsed, browse
from bench.district import district
from bench.figures import figures
from bench.sessions import Crowd
from bench.ways import ROOT
from tools.browser import find

SIZES, SESSIONS, SECONDS = "250,2500,25000", "1,10,30,100", 20.0
RESULTS = ROOT / "bench" / "RESULTS.md"
README = ROOT / "README.en.md"
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", OFFLINE)


def main() -> int:
    """Measure, write the tables, compare; 1 where something got slower."""
    given = _arguments()
    sizes, sessions = _numbers(given.sizes), _numbers(given.sessions)
    with TemporaryDirectory(prefix="fengtai-bench-") as folder:
        stores = {size: str(Path(folder, f"{size}.gpkg")) for size in sizes}
        for size, store in stores.items():
            points.fill(store, size)
        browsed, chromium = _browsed(stores)
        # Printed at once: an error of the sessions would else take it along.
        print(tables.results(figures(browsed, []), sizes, [], about(chromium, given.seconds), {}), flush=True)
        crowds = _crowds(stores[min(sizes)], given.sessions, given.seconds) if sessions else []
    made, kept = figures(browsed, crowds), ratios.read()
    budgets = kept.pop(ratios.BUDGETS, {})
    full = (sizes, sessions) == (_numbers(SIZES), _numbers(SESSIONS))
    text = tables.results(made, sizes, sessions, about(chromium, given.seconds), budgets)
    if full:
        RESULTS.write_text(text, encoding="utf-8")
        written = tables.short(made, sizes, sessions, str(datetime.now(UTC).date()), budgets)
        README.write_text(tables.put(README.read_text(encoding="utf-8"), written), encoding="utf-8")
    print(text)
    now = ratios.ratios(made)
    slower = list(ratios.regressions(now, kept))
    for line in [f"OVER BUDGET {one}" for one in tables.over(made, budgets)] + [f"REGRESSION {one}" for one in slower]:
        print(line)
    if given.accept:
        ratios.accept(now)
    return int(bool(slower) and not given.accept)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=SIZES, help="numbers of points, commas between")
    parser.add_argument("--sessions", default=SESSIONS, help="numbers of sessions, commas between; empty for none")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="that sessions are watched")
    parser.add_argument("--accept", action="store_true", help="keep this run's ratios as those to compare with")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return sorted(int(one) for one in text.split(",") if one)


def _browsed(stores: dict[int, str]) -> tuple[dict[int, dict[str, Browsed]], str]:
    """What was seen at each number of points, and the version of the browser."""
    with ExitStack() as stack:
        tools = stack.enter_context(sync_playwright())
        chromium = tools.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        stack.callback(chromium.close)
        seen = {}
        for size, url in stores.items():
            print(f"{size:,} points in a browser …", file=sys.stderr)
            seen[size] = browse(chromium, url, district(url), COLD if size == min(stores) else 0)
        return seen, chromium.version


def _crowds(store: str, sessions: str, seconds: float) -> Sequence[Crowd]:
    """In a process of its own, which knows the store's points from the start."""
    print(f"{sessions} sessions of {seconds:.0f} seconds …", file=sys.stderr)
    command = (sys.executable, "-m", "bench.sessions", f"--sessions={sessions}", f"--seconds={seconds}")
    environment = {**os.environ, "FENGTAI_STORE": store}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [Crowd(**json.loads(line)) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
