"""All ways in a browser, in turn, so that whatever else the machine does hits all alike."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from bench import floor
from bench.clicks import Change, change, turn
from bench.servers import Server, served
from bench.visits import LATE, Opened, Visit, visited
from bench.ways import OURS, WAYS, State, filters, state
from fengtai_map.model import Atlas

COLD = 5  # visits that each find a server just started
VISITS = 5  # of a running server, each in a fresh browser context
ROUNDS = 3  # of the filter; in each every cluster comes and goes
WARM = 2  # changes that are not counted
ENOUGH = 30  # seconds of waiting after which a way makes no further visit, or change
TURNS = ("clusters", "hubs", "schools", "greenways", "figures", "overview") * 3  # pages of ours, one after the other


@dataclass
class Browsed:
    """What a way was seen to do; `turns` are milliseconds to another page, `floor` what a bare button needs."""

    cold: list[Visit] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def counted(self) -> list[Change]:
        """The changes without the first; all where there are no more."""
        return self.changes[WARM:] or self.changes


def browse(chromium: Browser, store: str, atlas: Atlas, cold: int) -> dict[str, Browsed]:
    """First maps and changes by way; whatever fails, the servers' own words come with it."""
    seen = {way.name: Browsed() for way in WAYS}
    states = {(way.name, clusters): state(way, clusters, atlas) for way in WAYS for _, clusters in filters()}
    for _ in range(cold):
        for way in WAYS:
            with served(way, store) as server:
                _visit(chromium, server, states[way.name, ()], seen[way.name].cold)
    with ExitStack() as stack:
        servers = [stack.enter_context(served(way, store)) for way in WAYS]
        stack.enter_context(_telling(servers))
        for number in range(1 + VISITS):
            for server in servers:  # the first time each is warmed up
                visits = seen[server.way.name].visits if number else []
                _visit(chromium, server, states[server.way.name, ()], visits)
        pages = [stack.enter_context(_opened(chromium, server, states)) for server in servers]
        button = stack.enter_context(floor.bare(chromium))
        for _ in range(ROUNDS):  # one page after another, as a reader has it before them, in front and with warm caches
            seen[OURS.name].floor += [floor.press(button) for _ in filters()]
            for opened in pages:
                _round(opened, states, seen[opened.way.name].changes)
        seen[OURS.name].turns = [turn(pages[0], page) for page in TURNS]
    return seen


def _enough(waited: Sequence[float]) -> bool:
    """Whether a way was waited for in vain, or for long."""
    return LATE in waited or sum(waited) > 1000 * ENOUGH


def _visit(chromium: Browser, server: Server, everything: State, visits: list[Visit]) -> None:
    if not _enough([one.shown for one in visits]):
        with visited(chromium, server, everything) as opened:
            visits.append(opened.first())


@contextmanager
def _opened(chromium: Browser, server: Server, states: dict[tuple[str, tuple[str, ...]], State]) -> Iterator[Opened]:
    """A page to make changes in."""
    with visited(chromium, server, states[server.way.name, ()]) as opened:
        opened.first()
        yield opened


def _round(opened: Opened, states: dict[tuple[str, tuple[str, ...]], State], changes: list[Change]) -> None:
    """Every cluster comes and goes in one page."""
    opened.page.bring_to_front()
    for cluster, clusters in filters():
        _press(opened, cluster, states[opened.way.name, clusters], changes)


def _press(opened: Opened, cluster: int, shown: State, changes: list[Change]) -> None:
    waited = [one.shown for one in changes]
    if LATE not in waited and not (shown["clusters"] and _enough(waited)):  # who chose a cluster goes back to all
        changes.append(change(opened, opened.way.button(cluster), shown))


@contextmanager
def _telling(servers: Sequence[Server]) -> Iterator[None]:
    try:
        yield
    except Exception:
        for server in servers:
            print(f"--- {server.way.name}: {server.log}\n{server.log.read_text(encoding='utf-8')}", file=sys.stderr)
        raise
