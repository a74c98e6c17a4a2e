"""docs/scale.md: what was measured with several servers, in tables."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.clerk import FIRST
from bench.history import noticed
from bench.markdown import filled, machine, quantile, table
from bench.office_hours import PACE, TURNING, Visit
from bench.readers import THINKING, Seen

HEAD = ("changes", "p50 ms", "p95 ms", "lost", "back", "p50 s", "slowest s", "refused")

SOON = 500  # milliseconds in which 95 of 100 changes shall be shown


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
        _pays(measured.calm),
    ]
    return "\n\n".join(parts) + "\n"


def _about() -> str:
    low, high = THINKING
    return filled(
        f"""Written by `make scale-test`, {machine()} Readers, replicas, nginx and PostgreSQL share the machine. A
        reader changes the cluster filter every {low:g} to {high:g} seconds; the browser shows it by itself, and the
        server hears of it with the messages of a browser: a change counts until the server has said that it kept it.
        {TURNING:.0%} of the steps go to another page instead. The store holds {FIRST} points of the office's own when
        readers come; every replica has drawn its first map before. A page is wrong unless it holds the office's points
        as they were before or after a change of the store in flight, a change is wrong that was not kept."""
    )


def _accident(measured: Measured) -> tuple[str, str, str]:
    visit = measured.killed
    spans = {"before": (0.0, visit.accident), "after": (visit.accident, float("inf"))}
    pages, kept = (sum(len(getattr(one, name)) for one in visit.seen) for name in ("shown", "changes"))
    sizes = ", ".join(f"{size:.0f}" for size in measured.sizes)
    return (
        table(["", *HEAD], [[name, *row(visit.seen, *span)] for name, span in spans.items()]),
        filled(
            f"""Lost: connections cut. Back: those that showed the same filter again, opened from the link in the
            address bar, and how long that took. Refused counts the whole visit. Memory of the survivors: {sizes} MB."""
        ),
        filled(
            f"""Another process changed the store {len(visit.history.states) - 1} times, once in {PACE:.0f} seconds. Of
            {pages} pages and {kept} changes of the filter {visit.wrong} were wrong. Asked the moment a change of the
            store was acknowledged, the last of the replicas showed it after {statistics.median(visit.spread):.0f} ms
            (median), {max(visit.spread):.0f} ms at most; that includes making a new map and a new book, once a replica
            and change. A page that is open shows it when its reader turns the page."""
        ),
    )


def _restart(visit: Visit) -> str:
    shown = [one for seen in visit.seen for one in seen.shown]
    stopped, started = visit.history.down
    warned = [one for one in shown if noticed(one)]
    whole = sum(one.mapped and not one.points for one in warned)
    later = [[one for one in seen.shown if one.began > started] for seen in visit.seen]
    again = [runs[0] for runs in later if runs]
    back = sum(not noticed(one) for one in again)
    lost = sum(len(one.losses) for one in visit.seen)
    return filled(
        f"""It was stopped as an administrator does, and away for {started - stopped:.1f} seconds. In that time
        {len(warned)} pages said that the store cannot be reached; {whole} of them held the release without the office's
        points, and its map. {back} of {len(again)} readers who turned the page after the restart had the office's
        points at once. No replica was restarted, {lost} connections were lost. Of {len(shown)} pages and
        {sum(len(one.changes) for one in visit.seen)} changes {visit.wrong} were wrong."""
    )


def _pays(calm: Sequence[tuple[int, int, Visit]]) -> str:
    """Up to how many readers each number of replicas answers in time, of those numbers that were tried."""
    slow = {(replicas, readers): _slow(visit) for replicas, readers, visit in calm}
    most = {
        count: max((readers for (of, readers), took in slow.items() if of == count and took <= SOON), default=0)
        for count in sorted({of for of, _ in slow})
    }
    said = ", ".join(f"{count} for up to {readers} readers" for count, readers in most.items())
    return filled(
        f"""Replicas that answered 95 of 100 changes within {SOON} ms, by the most readers that were tried: {said}. From
        the first of these numbers on another replica pays, where there is a core for it."""
    )


def _slow(visit: Visit) -> float:
    return quantile([1000 * took for one in visit.seen for _, took in one.changes], 0.95)


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
