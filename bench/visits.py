"""A page of each way in a fresh browser context, and how long its first map takes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page
from servers import Server
from ways import ROOT, state

WATCH = ROOT / "bench" / "watch.js"
VISITS = 8  # of each way; the first finds a cold server and is not counted


@contextmanager
def visited(chromium: Browser, server: Server) -> Iterator[Page]:
    """A page that is on its way to show everything; `bench.loaded` of watch.js says when it did."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(path=WATCH)
        page.add_init_script(f"window.bench && bench.load({json.dumps(state(server.way))});")
        page.goto(server.url, wait_until="commit")
        yield page
    finally:
        context.close()


def visits(chromium: Browser, servers: list[Server]) -> dict[str, list[float]]:
    """Milliseconds from navigation until the first map, by way; until the panel where there is no map."""
    times: dict[str, list[float]] = {server.way.name: [] for server in servers}
    for _ in range(VISITS):
        for server in servers:
            with visited(chromium, server) as page:
                times[server.way.name].append(page.evaluate("bench.loaded"))
                page.evaluate("bench.rest()")
    return {name: measured[1:] for name, measured in times.items()}
