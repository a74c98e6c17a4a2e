"""The notices about datum, grid and axes, once for all rows of a file."""

from collections.abc import Iterator

from fengtai_map.model.upload_rules import Grid
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.detect_datum import DatumFinding
from fengtai_map.user_points.upload.grids import GridRows


def of_metres(file: str, grid: Grid, count: int, found: GridRows) -> Iterator[Problem]:
    """As which grid metres were read, and how that is known."""
    told = found.told
    more = {"crs": grid.label, "count": f"{count}", "metres": f"{found.error_m:.0f}"}
    if told:
        more |= {"n": f"{told.matched}", "off": f"{min(told.metres.values()):.0f}"}
    code = "upload-grid-near" if found.near else "upload-grid-shown" if told else "upload-projected"
    yield Problem(code, file, "", more)


def of_datum(file: str, found: DatumFinding, count: int) -> Iterator[Problem]:
    """In which datum degrees were read, how that is known, and what speaks against it."""
    told, more = found.told, {"datum": found.id, "count": f"{count}"}
    if told and told.sure and found.id and told.best != found.id:
        off = {"best": told.best, "off": f"{told.metres[found.id]:.0f}", "n": f"{told.matched}"}
        yield Problem("upload-datum-doubt", file, "", more | off)
    elif found.why == "told" and told:
        off = {"n": f"{told.matched}", "off": f"{told.metres[told.best]:.0f}"}
        yield Problem("upload-datum-shown", file, "", more | off)
    elif found.why in ("heads", "assumed"):
        yield Problem(f"upload-datum-{found.why}", file, "", more)


def of_axes(file: str, count: int) -> Iterator[Problem]:
    """How many rows have the latitude first."""
    if count:
        yield Problem("upload-latitude-first", file, "", {"count": f"{count}"})
