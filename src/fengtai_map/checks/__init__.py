"""Every check is a small generator of Problems; this is the list of them."""

from collections.abc import Mapping

from fengtai_map.checks import (
    counts,
    district,
    figures,
    ground,
    layers,
    lights,
    names,
    readings,
    shown,
    stories,
    texts,
    time,
    uploads,
    words,
)
from fengtai_map.problems import Problem
from fengtai_map.rows import Rows

OF_RELEASE = (
    names.dated,
    names.unique,
    names.of_release,
    names.located,
    names.ancestors,
    names.mentioned,
    figures.short,
    figures.carried,
    figures.bounded,
    figures.named,
    time.ahead,
    time.plan_periods,
    counts.same,
    counts.orders,
    ground.members,
    words.needed,
)
OF_ROWS = (
    *OF_RELEASE,
    names.of_ground,
    names.of_pages,
    names.of_reach,
    counts.fills,
    ground.cells,
    ground.coverage,
    ground.positions,
    ground.lines,
    district.inside,
    district.rivers,
    district.line_ends,
    district.known_how,
    district.layer_kinds,
    district.sources,
    district.cells,
    shown.looks,
    shown.pages,
    shown.radii,
    shown.charts,
    shown.backgrounds,
    texts.in_its_language,
    texts.in_our_words,
    texts.bracketed,
    time.later,
    time.noted,
    stories.stops,
    readings.once,
    readings.used,
    uploads.rules,
    lights.rules,
    words.twins,
    words.fillable,
)


def problems_of(rows: Rows, hashes: Mapping[str, str], files: frozenset[str]) -> list[Problem]:
    """Every problem of the rows. `hashes` are the layers' SHA-256 by layer id, `files` what lies in data/geo/.

    Every release is held to OF_RELEASE, the newest, which is shown, to the rest too.
    """
    found = [problem for check in OF_ROWS for problem in check(rows)]
    found = found or list(stories.headlines(rows))  # a headline is held against figures that are right themselves
    found += [problem for earlier in rows.earlier for check in OF_RELEASE for problem in check(earlier)]
    return [*names.told_apart(rows, found), *layers.as_listed(rows, hashes, files)]
