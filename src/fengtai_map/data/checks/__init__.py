"""Every check is a small generator of Problems; this is the list of them."""

from collections.abc import Mapping

from fengtai_map.data.checks import (
    catalogues,
    counts,
    dates,
    district,
    geometry,
    looks,
    manifest,
    quotes,
    references,
    rules,
    stories,
    wording,
)
from fengtai_map.data.raw import Rows
from fengtai_map.problems import Problem

OF_RELEASE = (
    references.dated,
    references.unique,
    references.of_release,
    references.located,
    references.ancestors,
    references.mentioned,
    quotes.short,
    quotes.carried,
    quotes.bounded,
    quotes.named,
    dates.ahead,
    dates.plan_periods,
    counts.same,
    counts.orders,
    geometry.members,
    catalogues.needed,
)
OF_ROWS = (
    *OF_RELEASE,
    references.of_ground,
    references.names,
    references.of_pages,
    references.of_reach,
    geometry.valid,
    geometry.coverage,
    geometry.positions,
    geometry.station_lines,
    district.inside,
    district.rivers,
    district.line_ends,
    district.known_how,
    manifest.kinds,
    references.of_sources,
    district.subdistrict_names,
    looks.looks,
    looks.fills,
    looks.pages,
    looks.radii,
    looks.charts,
    looks.backgrounds,
    wording.of_texts,
    wording.of_words,
    wording.bracketed,
    dates.later,
    dates.noted,
    stories.stops,
    wording.readings_once,
    wording.readings_used,
    rules.uploads,
    rules.lights,
    catalogues.ours,
    catalogues.twins,
    catalogues.said,
    catalogues.fillable,
    catalogues.scales,
)


def problems_of(rows: Rows, hashes: Mapping[str, str], files: frozenset[str]) -> list[Problem]:
    """Every problem of the rows. `hashes` are the layers' SHA-256 by layer id, `files` what lies in data/geo/.

    Every release is held to OF_RELEASE, the newest, which is shown, to the rest too.
    """
    found = [problem for check in OF_ROWS for problem in check(rows)]
    found = found or list(stories.headlines(rows))  # a headline is held against figures that are right themselves
    found += [problem for earlier in rows.earlier for check in OF_RELEASE for problem in check(earlier)]
    return [*references.earlier_references(rows, found), *manifest.as_listed(rows, hashes, files)]
