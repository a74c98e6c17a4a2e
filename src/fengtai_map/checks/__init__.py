"""Every check is a small generator of Problems; this is the list of them."""

from collections.abc import Mapping

from fengtai_map.checks import counts, figures, ground, layers, names, readings, stories, words
from fengtai_map.problems import Problem
from fengtai_map.rows import Rows

OF_ROWS = (
    names.unique,
    names.of_release,
    names.of_ground,
    names.of_pages,
    names.of_reach,
    names.located,
    figures.short,
    figures.carried,
    counts.same,
    counts.orders,
    ground.members,
    ground.cells,
    ground.coverage,
    ground.positions,
    ground.lines,
    stories.stops,
    readings.once,
    readings.used,
    words.twins,
    words.needed,
)


def problems_of(rows: Rows, hashes: Mapping[str, str], files: frozenset[str]) -> list[Problem]:
    """Every problem of the rows. `hashes` are the layers' SHA-256 by layer id, `files` what lies in data/geo/."""
    found = [problem for check in OF_ROWS for problem in check(rows)]
    return [*found, *layers.as_listed(rows, hashes, files)]
