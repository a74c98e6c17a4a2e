"""Places as rows: which are shown, which have no position, how well each is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from fengtai_map.model import Atlas, Place
from fengtai_map.panels.hubs import lines_at
from fengtai_map.view import View


@dataclass(frozen=True)
class PlaceRow:
    """A place in one language.

    `precision` says how far off the point may be, `error` the same as briefly as a table needs it, `doubt` what is
    unsure about its cluster.
    """

    id: str
    name: str
    kind: str
    kind_name: str
    cluster: str
    status: str
    status_name: str
    precision: str
    error: str
    basis: str
    source: str
    lines: str
    doubt: str
    note: str


def visible(view: View, places: Sequence[Place], kinds: Sequence[str]) -> tuple[Place, ...]:
    """The places that a View shows on a page of these kinds, with or without a position."""
    return tuple(
        place
        for place in places
        if place.kind in kinds
        and place.kind not in view.hidden
        and place.status not in view.without
        and (not view.clusters or place.cluster in view.clusters or place.lon is None)
    )


def located(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those with a position."""
    return tuple(place for place in places if place.lon is not None)


def unlocated(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those without: they are listed, never drawn and never dropped."""
    return tuple(place for place in places if place.lon is None)


def row(atlas: Atlas, place: Place, lang: str) -> PlaceRow:
    """A place in the reader's language."""
    words = atlas.words[lang]
    return PlaceRow(
        id=place.id,
        name=place.name[lang],
        kind=place.kind,
        kind_name=words(f"kind.{place.kind}"),
        cluster=atlas.name(place.cluster or "", lang),
        status=place.status,
        status_name=words(f"status.{place.status}"),
        precision=precision(atlas, place, lang),
        error=f"±{place.error_m:,.0f} m" if place.error_m else words("table.unknown"),
        basis=words(f"basis.{place.basis}"),
        source=atlas.name(place.source, lang),
        lines=words("list.comma").join(line.name[lang] for line in lines_at(atlas, place) if line.name),
        doubt=doubt(atlas, place, lang),
        note=place.note[lang] if place.note else "",
    )


def precision(atlas: Atlas, place: Place, lang: str) -> str:
    """How precisely a place is known, in words."""
    words = atlas.words[lang]
    if place.lon is None:
        return words("place.unlocated")
    if place.error_m is None:
        return words("place.error-unstated")
    return words("place.error", n=f"{place.error_m:,.0f}")


def doubt(atlas: Atlas, place: Place, lang: str) -> str:
    """What is unsure about the cluster a place is shown in; empty where nothing is."""
    words = atlas.words[lang]
    parts = [words("place.outside")] if place.joined == "within-error" else []
    if place.reaches:
        names = words("list.and").join(atlas.name(name, lang) for name in place.reaches)
        parts.append(words("place.reaches", clusters=names))
    return " ".join(parts)


def kinds_of(places: Sequence[Place], kinds: Sequence[str]) -> dict[str, tuple[Place, ...]]:
    """The places by kind, in the order of `kinds`; a kind without places is left out."""
    groups = {kind: tuple(place for place in places if place.kind == kind) for kind in kinds}
    return {kind: group for kind, group in groups.items() if group}
