"""Measure how fast the dashboard answers, against the usual way and against the limit: `make bench`.

Three servers run side by side on this machine and are visited in turn (A B C A B C …), so that whatever else the
machine does hits all alike; nothing is fetched from elsewhere, the browser cannot even resolve another name.

- ours: app.py as it is, its first page;
- rebuild, the usual way (peers/rebuild.py): the same data, filter and table, a smaller panel, and a new folium map at
  every run;
- no map, the limit (peers/nomap.py): app.py with a canvas that draws nothing (nor freezes the collector).

The first map is timed from the start of navigation until the map is painted with all its points, in a fresh browser
context each time. A change is timed from the press on a cluster of the filter to the first animation frame in which
the map, the counter, the list of clusters and the table show it (the map comes a frame after the panel, since
Streamlit hands it on after painting); all times are taken inside the page (watch.js).
White is the time within a change in which there is no map or its canvas is empty. The camera's flight is not
waited for. Which way is how much slower is to be read from the ratios: milliseconds belong to the machine and to what
else ran on it. The run writes RESULTS.md; no time is a reason to fail.
"""

import runpy
import sys
from contextlib import ExitStack

from clicks import Change, changes
from playwright.sync_api import Browser, sync_playwright
from results import written
from servers import Server, served
from visits import visits
from ways import ROOT, WAYS

RESULTS = ROOT / "bench" / "RESULTS.md"
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", OFFLINE)


def main() -> None:
    """Start, measure, write the table."""
    find = runpy.run_path(str(ROOT / "tools" / "browser.py"))["find"]
    with ExitStack() as stack:
        servers = [stack.enter_context(served(way)) for way in WAYS]
        tools = stack.enter_context(sync_playwright())
        chromium = tools.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        stack.callback(chromium.close)
        loads, clicks = _measured(chromium, servers)
        text = written(loads, clicks, chromium.version)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _measured(chromium: Browser, servers: list[Server]) -> tuple[dict[str, list[float]], dict[str, list[Change]]]:
    """First maps and changes by way; whatever fails, the servers' own words come with it."""
    try:
        return visits(chromium, servers), changes(chromium, servers)
    except Exception:
        for server in servers:
            print(f"--- {server.way.name}: {server.log}\n{server.log.read_text(encoding='utf-8')}", file=sys.stderr)
        raise


if __name__ == "__main__":
    main()
