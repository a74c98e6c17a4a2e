"""docs/soak.md: what an endurance run found, in a table."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from bench.gauge import Gauge, Log, Sample, slope
from bench.markdown import filled, machine, quantile, table
from bench.walkers import Walked

WARM = 0.3  # of the time: until then sessions gather that Streamlit waits for
AROUND = 15  # samples of which a figure is the median
FILES = 150  # open more than at first: the store's pool, and the 64 fonts that matplotlib keeps for as many threads
MAPS, BOOKS = 8, 16  # whose files ui/map_component.py and ui/client_mount.py keep
SERVED = MAPS + BOOKS + 1  # with the client’s
SHOWN = 5  # errors that the page quotes


@dataclass(frozen=True)
class Soaked:
    """All of a run. `held` is what the server held after all had left, `left` its temporary files after its end."""

    minutes: float
    readers: int
    walked: Walked
    gauge: Gauge
    held: Mapping[str, int]
    log: Log
    left: int

    @property
    def walking(self) -> list[Sample]:
        """The samples after the warm-up, while readers walked."""
        last = self.gauge.samples[0].at + self.minutes * 60
        return [one for one in self.gauge.since(self.minutes * 60 * WARM) if one.at <= last]

    @property
    def errors(self) -> list[str]:
        """Whatever should not be; the run has failed when there is any."""
        idle, end = self.gauge.samples[0], self.gauge.samples[-1]
        counts = {
            "sessions still connected": self.held["active"],
            "sessions that nobody waits for": self.held["leaked"],
            "uploads": self.held["uploads"],
            f"open files more than at first, {FILES} being allowed": max(0, end.opened - idle.opened - FILES),
            f"temporary files more than the {SERVED} served": max(0, end.temporary - SERVED),
            "temporary files after its end": self.left,
        }
        left = [f"left: {count} {what}" for what, count in counts.items() if count]
        return [*left, *(f"log: {line}" for line in self.log.errors), *self.walked.errors]


def page(soaked: Soaked) -> str:
    """The whole page."""
    errors = [f"- `{count} × {error[:300]}`" for error, count in Counter(soaked.errors).most_common(SHOWN)]
    parts = [
        "# An endurance run, measured",
        _about(soaked),
        table(["", "figure"], _rows(soaked)),
        f"Errors: {len(soaked.errors)}.",
        *(["\n".join(errors)] if errors else []),
    ]
    return "\n\n".join(parts) + "\n"


def _about(soaked: Soaked) -> str:
    return filled(
        f"""Written by `make soak`, {machine()} {soaked.readers} readers at a time walk through one server over
        WebSockets, with the messages of a browser: they open pages, filter, change the language, bring files (by PUT,
        as the front end does) and leave; others come. The store changes three times a minute. The warm-up is the first
        {WARM:.0%} of the time. At the end all have left, and Streamlit has let go of whom it keeps for two minutes."""
    )


def _rows(soaked: Soaked) -> list[list[str]]:
    walked, samples, walking = soaked.walked, soaked.gauge.samples, soaked.walking
    took = [one for times in walked.took.values() for one in times]
    spans = (samples[:1], walking[:AROUND], walking[-AROUND:], samples[-1:])
    memory = [f"{median(one.megabytes for one in span):.0f}" for span in spans]
    rows = {
        "minutes of walking": f"{soaked.minutes:g}",
        "sessions": walked.left,
        "runs": len(took),
        **{f"runs: {name}": len(times) for name, times in walked.took.items()},
        "p50, p95 of a run, ms": f"{quantile(took, 0.5):.0f}, {quantile(took, 0.95):.0f}",
        "memory before, after the warm-up, at the end of walking, after all left, MB": ", ".join(memory),
        "slope of memory from the warm-up to the end of walking, MB an hour": f"{slope(walking):+.1f}",
        "open files before, after the warm-up, at most, after all left": _counts(samples, walking, "opened"),
        "temporary files before, after the warm-up, at most, after all left": _counts(samples, walking, "temporary"),
        "temporary files after the server's end": soaked.left,
        "sessions after all left: connected, waited for, neither": _held(soaked, "active", "kept", "leaked"),
        "uploads after all left": _held(soaked, "uploads"),
        "lines of the log, errors in it": f"{soaked.log.lines}, {len(soaked.log.errors)}",
        "errors that readers met": len(walked.errors),
    }
    return [[name, str(figure)] for name, figure in rows.items()]


def _counts(samples: list[Sample], walking: list[Sample], name: str) -> str:
    """A figure before all readers, after the warm-up, at most, and after all left."""
    every, then = ([getattr(one, name) for one in some] for some in (samples, walking))
    return f"{every[0]}, {then[0]}, {max(every)}, {every[-1]}"


def _held(soaked: Soaked, *names: str) -> str:
    return ", ".join(str(soaked.held[name]) for name in names)
