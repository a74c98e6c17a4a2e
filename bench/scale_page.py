"""docs/scale.md: what was measured with several servers, in tables."""

import os
import platform
import statistics
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.clerk import FIRST, counter
from bench.history import noticed
from bench.office_hours import PACE, Visit
from bench.readers import THINKING, Seen

HEAD = ("changes", "p50 ms", "p95 ms", "lost", "back", "p50 s", "slowest s", "refused")


@dataclass(frozen=True)
class Measured:
    """All visits: with a replica killed, with the database restarted, and calm ones by replicas and readers."""

    readers: int
    replicas: int
    killed: Visit
    restarted: Visit
    calm: tuple[tuple[int, int, Visit], ...]
    sizes: tuple[float, ...]


def page(measured: Measured) -> str:
    """The whole page."""
    calm = table(["replicas", "readers", *HEAD[:3], "wrong"], [_calm(*one) for one in measured.calm])
    parts = [
        "# Several servers, measured",
        _about(),
        f"## One of {measured.replicas} replicas is killed under {measured.readers} readers, while the store changes",
        *_accident(measured),
        f"## PostgreSQL restarts under {len(measured.restarted.seen)} readers",
        _restart(measured.restarted),
        f"## One replica or {measured.replicas}",
        calm,
    ]
    return "\n\n".join(parts) + "\n"


def _about() -> str:
    low, high = THINKING
    return filled(
        f"""Written by `make scale-test`, {machine()} Readers, replicas, nginx and PostgreSQL share the machine. A
        reader presses two pills of the cluster filter every {low:.0f} to {high:.0f} seconds, with the messages of a
        browser. A change counts from the press to the end of the run. The store holds {FIRST} points of the office's
        own when readers come; every replica has drawn its first map before. A run is wrong unless its counter is the
        one before or after a change of the store in flight, worked out from the data."""
    )


def _accident(measured: Measured) -> tuple[str, str, str]:
    visit = measured.killed
    spans = {"before": (0.0, visit.accident), "after": (visit.accident, float("inf"))}
    runs, changes = sum(len(one.shown) for one in visit.seen), len(visit.history.states) - 1
    sizes = ", ".join(f"{size:.0f}" for size in measured.sizes)
    return (
        table(["", *HEAD], [[name, *row(visit.seen, *span)] for name, span in spans.items()]),
        filled(
            f"""Lost: connections cut. Back: those that showed the same filter again, opened from the link in the
            address bar, and how long that took. Refused counts the whole visit. Memory of the survivors: {sizes} MB."""
        ),
        filled(
            f"""Another process applied {changes} changes, one every {PACE:.0f} seconds. Of {runs} runs {visit.wrong}
            were wrong. Asked the moment a change was acknowledged, the last of the replicas showed it after
            {statistics.median(visit.spread):.0f} ms (median), {max(visit.spread):.0f} ms at most; that includes drawing
            a new map, once a replica and change. A page that is open shows it with its reader's next change."""
        ),
    )


def _restart(visit: Visit) -> str:
    shown = [one for seen in visit.seen for one in seen.shown]
    stopped, started = visit.history.down
    told = [one for one in shown if noticed(one)]
    whole = sum(one.mapped and one.counter == counter(one.view) for one in told)
    later = [[one for one in seen.shown if one.began > started] for seen in visit.seen]
    again = [runs[0] for runs in later if runs]
    back = sum(not noticed(one) for one in again)
    lost = sum(len(one.losses) for one in visit.seen)
    return filled(
        f"""It was stopped as an administrator does, and away for {started - stopped:.1f} seconds. In that time
        {len(told)} runs said that the store cannot be reached; {whole} of them showed the release without the office's
        points, its counter and its map. {back} of {len(again)} readers who pressed again after the restart had the
        office's points at once. No replica was restarted, {lost} connections were lost. Of {len(shown)} runs
        {visit.wrong} were wrong."""
    )


def _calm(replicas: int, readers: int, visit: Visit) -> list[str]:
    return [str(replicas), str(readers), *row(visit.seen, 0, float("inf"))[:3], str(visit.wrong)]


def row(seen: Sequence[Seen], since: float, until: float) -> list[str]:
    """The cells of HEAD for what was asked in a span of time."""
    times = [1000 * took for one in seen for began, took in one.changes if since <= began < until]
    losses = [at for one in seen for at in one.losses if since <= at < until]
    returns = sorted(took for one in seen for took in one.returns) if losses else []
    back = (f"{statistics.median(returns):.1f}", f"{returns[-1]:.1f}") if returns else ("", "")
    refused = sum(one.failures for one in seen)
    cells = (len(times), *_middle_and_slow(times), len(losses), len(returns), *back, refused)
    return [str(cell) for cell in cells]


def _middle_and_slow(times: Sequence[float]) -> tuple[str, str]:
    return f"{quantile(times, 0.5):.0f}", f"{quantile(times, 0.95):.0f}"


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which so much of them lies; not a number where there are none."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else float("nan")


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """When and on what: a date, cores, memory, how busy it was, and Python."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    busy = f"load {os.getloadavg()[1]:.1f}"
    return (
        f"{datetime.now(UTC).date()}: {os.cpu_count()} cores, {total} GB, {platform.system()}, {busy}, "
        f"Python {platform.python_version()}."
    )


def filled(text: str) -> str:
    """A paragraph in lines of the length that this repository keeps."""
    return textwrap.fill(" ".join(text.split()), 120)
