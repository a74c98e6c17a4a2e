"""A page of a way in a fresh browser context: how long its first map takes, and what it receives."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from bench.servers import Server
from bench.ways import ROOT, State

WATCH = ROOT / "bench" / "watch.js"
PATIENCE = 90  # seconds, as watch.js has it; then a figure is «> 90 s»
LATE = float("inf")
BINARY = 2  # the kind of websocket message that DevTools tells in base64


@dataclass(frozen=True)
class Visit:
    """Milliseconds from navigation until the first map (until the panel where there is no map), bytes received."""

    shown: float
    received: int


class Opened:
    """An open page, and what it has received so far: HTTP as it travelled, websocket messages unpacked."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.way = server.way
        self.received = 0
        tools = page.context.new_cdp_session(page)
        tools.on("Network.loadingFinished", self._loaded)
        tools.on("Network.webSocketFrameReceived", self._told)
        tools.send("Network.enable")

    def _loaded(self, event: Mapping[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _told(self, event: Mapping[str, Any]) -> None:
        message = event["response"]
        text = message["payloadData"]
        self.received += len(base64.b64decode(text) if message["opcode"] == BINARY else text.encode())

    def asked(self, words: str, argument: object = None) -> Any:  # noqa: ANN401  # whatever watch.js promises
        """The answer of watch.js; None when it waited in vain, whose words are printed."""
        try:
            return self.page.evaluate(words, argument)
        except BrowserError as error:
            if "waited for" not in str(error):
                raise
            print(f"--- {self.way.name}: {error}")
            return None

    def first(self) -> Visit:
        """Wait for the first map, and until all is at rest."""
        shown = self.asked("bench.loaded")
        self.asked("bench.rest()")
        return Visit(LATE if shown is None else shown, self.received)


@contextmanager
def visited(chromium: Browser, server: Server, everything: State) -> Iterator[Opened]:
    """A page that is on its way to show everything; `bench.loaded` of watch.js says when it did."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    try:
        page = context.new_page()
        opened = Opened(page, server)
        page.add_init_script(path=WATCH)
        page.add_init_script(f"window.bench && bench.load({json.dumps(everything)});")
        page.goto(server.url, wait_until="commit")
        yield opened
    finally:
        context.close()
