"""Clicks on the filter, of each way in turn, and what each of them cost."""

from contextlib import ExitStack
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, WebSocket
from servers import Server
from visits import visited
from ways import filters, state

ROUNDS = 3  # of a click on and off for every cluster
WARM = 8  # clicks that are not counted
PILLS = ".st-key-w-clusters [role=toolbar] button"


@dataclass(frozen=True)
class Change:
    """One change of the filter.

    Milliseconds until everything and until the panel is shown, milliseconds of white, bytes received, whether the
    map stayed the same.
    """

    shown: float
    panel: float
    white: float
    received: int
    kept: bool


class Watched:
    """An open page and what its websocket has received."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.way = server.way
        self.received = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, frame: str | bytes) -> None:
        self.received += len(frame.encode() if isinstance(frame, str) else frame)

    def change(self, pill: int, clusters: tuple[str, ...]) -> Change:
        """Press a pill, wait until its filter is shown and all is at rest again."""
        self.received = 0
        self.page.evaluate("bench.expect", state(self.way, clusters))
        self.page.locator(PILLS).nth(pill).click()
        seen = self.page.evaluate("bench.changed")
        self.page.evaluate("bench.rest()")
        return Change(seen["shown"], seen["panel"], seen["white"], self.received, seen["kept"])


def changes(chromium: Browser, servers: list[Server]) -> dict[str, list[Change]]:
    """The changes of each way, by its name."""
    made: dict[str, list[Change]] = {server.way.name: [] for server in servers}
    with ExitStack() as stack:
        open_pages = [Watched(stack.enter_context(visited(chromium, server)), server) for server in servers]
        for one in open_pages:
            one.page.evaluate("bench.loaded.then(bench.rest)")
        for pill, clusters in [click for _ in range(ROUNDS) for click in filters()]:
            for one in open_pages:
                made[one.way.name].append(one.change(pill, clusters))
    return {name: measured[WARM:] for name, measured in made.items()}
