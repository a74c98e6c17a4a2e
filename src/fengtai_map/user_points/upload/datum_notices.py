"""The notices about datum, grid and axes, once for all rows of a file."""

from collections.abc import Iterable, Iterator

from fengtai_map.model.upload_rules import Grid
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.detect_datum import DatumFinding
from fengtai_map.user_points.upload.grids import GridRows


def of_metres(file: str, grid: Grid, count: int, found: GridRows) -> Iterator[Problem]:
    """As which grid metres were read, and how that is known."""
    trials = found.trials
    more = {"crs": grid.label, "count": f"{count}", "metres": f"{found.error_m:.0f}"}
    if trials:
        more |= {"n": f"{trials.matched}", "off": f"{min(trials.metres.values()):.0f}"}
    code = "upload-grid-near" if found.near else "upload-grid-shown" if trials else "upload-projected"
    yield Problem(code, file, "", more)


def of_datum(file: str, found: DatumFinding, count: int) -> Iterator[Problem]:
    """In which datum degrees were read, how that is known, and what speaks against it."""
    trials, more = found.trials, {"datum": found.id, "count": f"{count}"}
    if trials and trials.sure and found.id and trials.best != found.id:
        off = {"best": trials.best, "off": f"{trials.metres[found.id]:.0f}", "n": f"{trials.matched}"}
        yield Problem("upload-datum-doubt", file, "", more | off)
    elif found.why == "tried" and trials:
        off = {"n": f"{trials.matched}", "off": f"{trials.metres[trials.best]:.0f}"}
        yield Problem("upload-datum-shown", file, "", more | off)
    elif found.why in ("heads", "remembered", "assumed"):
        yield Problem(f"upload-datum-{found.why}", file, "", more)


def of_sheets(file: str, named: Iterable[str]) -> Iterator[Problem]:
    """Which sheets were read in the system they are called by."""
    if names := ", ".join(named):
        yield Problem("upload-datum-sheets", file, "", {"names": names[:200]})


def of_axes(file: str, count: int) -> Iterator[Problem]:
    """How many rows have the latitude first."""
    if count:
        yield Problem("upload-latitude-first", file, "", {"count": f"{count}"})
