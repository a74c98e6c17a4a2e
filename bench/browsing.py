"""All ways in a browser, in turn, so that whatever else the machine does hits all alike."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice

from playwright.sync_api import Browser

from bench.clicks import Change, change
from bench.servers import Server, served
from bench.visits import LATE, Opened, Visit, visited
from bench.ways import WAYS, filters
from fengtai_map.model import Atlas

VISITS = 2  # in fresh browser contexts, and one more to make changes; the first of all finds a cold server
CHANGES = 12  # of the filter: clusters come and go, so always an even number
WARM = 2  # of them not counted
ENOUGH = 30  # seconds after which a way makes no further visit, or pair of changes


@dataclass
class Browsed:
    """What a way was seen to do."""

    visits: list[Visit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether it was waited for in vain."""
        return LATE in (*(one.shown for one in self.visits), *(one.shown for one in self.changes))

    @property
    def cold(self) -> Visit:
        """The first visit of a server."""
        return self.visits[0]

    @property
    def warm(self) -> list[Visit]:
        """The visits after it."""
        return self.visits[1:] or self.visits

    @property
    def counted(self) -> list[Change]:
        """The changes without the first; all where there are no more."""
        return self.changes[WARM:] or self.changes


def browse(chromium: Browser, store: str, atlas: Atlas) -> dict[str, Browsed]:
    """First maps and changes by way; whatever fails, the servers' own words come with it."""
    seen = {way.name: Browsed() for way in WAYS}
    with ExitStack() as stack:
        servers = [stack.enter_context(served(way, store)) for way in WAYS]
        stack.enter_context(_telling(servers))
        for _ in range(VISITS):
            for server in servers:
                _visit(chromium, server, atlas, seen[server.way.name])
        pages = [stack.enter_context(_opened(chromium, server, atlas, seen[server.way.name])) for server in servers]
        for pill, clusters in islice(filters(), CHANGES):
            for opened in pages:
                _press(opened, pill, clusters, atlas, seen[opened.way.name])
    return seen


def _visit(chromium: Browser, server: Server, atlas: Atlas, seen: Browsed) -> None:
    if not seen.late and sum(one.shown for one in seen.visits) < 1000 * ENOUGH:
        with visited(chromium, server, atlas) as opened:
            seen.visits.append(opened.first())


@contextmanager
def _opened(chromium: Browser, server: Server, atlas: Atlas, seen: Browsed) -> Iterator[Opened]:
    """A page to make changes in; it is one more visit."""
    with visited(chromium, server, atlas) as opened:
        seen.visits.append(opened.first())
        yield opened


def _press(opened: Opened, pill: int, clusters: tuple[str, ...], atlas: Atlas, seen: Browsed) -> None:
    spent = sum(one.shown for one in seen.changes)
    if not seen.late and (spent < 1000 * ENOUGH or clusters == ()):
        seen.changes.append(change(opened, pill, clusters, atlas))


@contextmanager
def _telling(servers: Sequence[Server]) -> Iterator[None]:
    try:
        yield
    except Exception:
        for server in servers:
            print(f"--- {server.way.name}: {server.log}\n{server.log.read_text(encoding='utf-8')}", file=sys.stderr)
        raise
