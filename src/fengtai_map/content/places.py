"""Places as rows: which are shown, which have no position, how well each is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from fengtai_map.content.facets import meets
from fengtai_map.content.figures import period
from fengtai_map.content.status_at import stated
from fengtai_map.geo.hubs import lines_at
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Place
from fengtai_map.view.url import View


@dataclass(frozen=True)
class PlaceRow:
    """A place in one language.

    `status` is that of the time that was asked for, `as_of` its day. `precision` says how far off the point may be,
    `error` the same as briefly as a table needs it, `doubt` what is unsure about its cluster.
    """

    id: str
    name: str
    kind: str
    kind_name: str
    cluster: str
    status: str
    status_name: str
    as_of: str
    precision: str
    error: str
    basis: str
    source: str
    lines: str
    doubt: str
    note: str


def visible(view: View, places: Sequence[Place], kinds: Sequence[str]) -> tuple[Place, ...]:
    """The places that a View shows on a page of these kinds, with or without a position.

    One without a position is in no cluster's list: only a filter without clusters shows it.

    >>> kinds = ("school", "hospital")
    >>> {place.kind for place in visible(View(hidden=("hospital",)), atlas.places, kinds)}
    {'school'}
    """
    return tuple(
        place
        for place in places
        if place.kind in kinds
        and place.kind not in view.hidden
        and stated(place, view) not in view.without
        and meets(place, view.where)
        and (not view.lights or (place.light is not None and place.light.level in view.lights))
        and (not view.clusters or not {*place.clusters}.isdisjoint(view.clusters))
    )


def located(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those with a position.

    >>> all(place.lon is not None for place in located(atlas.places))
    True
    """
    return tuple(place for place in places if place.lon is not None)


def unlocated(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those without: they are listed, never drawn and never dropped.

    >>> {place.lon for place in unlocated(atlas.places)} <= {None}
    True
    """
    return tuple(place for place in places if place.lon is None)


def kind_of_several(words: Words, kind: str, n: int = 2) -> str:
    """What so many places of a kind are called; by the name of the kind where nobody wrote it.

    >>> kind_of_several(atlas.words["en"], "hub"), kind_of_several(atlas.words["en"], "hub", 1)
    ('Transport hubs', 'Transport hub')
    """
    several = f"kinds.{kind}"
    return words(several if several in words and n != 1 else f"kind.{kind}")


def row(atlas: Atlas, place: Place, lang: str, time: str = "release") -> PlaceRow:
    """A place in the reader's language, its status as of one of view.url.TIMES.

    >>> place = next(place for place in atlas.places if place.id == "beijing-west-railway-station")
    >>> row(atlas, place, "en").status_name, row(atlas, place, "en").lines
    ('Completed', 'Line 7, Line 9')
    """
    words, status = atlas.words[lang], str(stated(place, View(time=time)))
    day = place.later[-1].as_of if place.later and time == "now" else place.as_of
    return PlaceRow(
        id=place.id,
        name=place.name[lang],
        kind=place.kind,
        kind_name=words(f"kind.{place.kind}"),
        cluster=words("place.abroad") if place.outside else atlas.name(place.cluster or "", lang),
        status=status,
        status_name=words(f"status.{status}"),
        as_of=period(atlas, day, lang) if day else "",
        precision=precision(atlas, place, lang),
        error=_error(words, place),
        basis=words(f"basis.{place.basis}"),
        source=atlas.name(place.source, lang),
        lines=words("list.comma").join(line.name[lang] for line in lines_at(atlas, place) if line.name),
        doubt=doubt(atlas, place, lang),
        note=place.note[lang] if place.note else "",
    )


def precision(atlas: Atlas, place: Place, lang: str) -> str:
    r"""How precisely a place is known, in words.

    >>> place = next(place for place in atlas.places if place.id == "lize-city-air-terminal")
    >>> precision(atlas, place, "en")
    'within 300\xa0m'
    """
    words = atlas.words[lang]
    if place.lon is None:
        return words("place.unlocated")
    if place.error_m is None:
        return words("place.error-unstated")
    return words("place.error", n=f"{place.error_m:,.0f}")


def _error(words: Words, place: Place) -> str:
    """The error in short, or why there is none."""
    if place.error_m:
        return words("place.error-short", n=f"{place.error_m:,.0f}")
    return words("place.unlocated" if place.lon is None else "place.error-unstated")


def doubt(atlas: Atlas, place: Place, lang: str) -> str:
    """What is unsure about the cluster a place is shown in; empty where nothing is.

    >>> doubt(atlas, atlas.stations[0], "en")
    ''
    """
    words = atlas.words[lang]
    parts = [words("place.outside")] if place.joined == "within-error" else []
    if place.maybe_clusters:
        names = words("list.and").join(atlas.name(name, lang) for name in place.maybe_clusters)
        parts.append(words("place.reaches", clusters=names))
    parts += [place.doubt[lang]] if place.doubt else []
    parts += [words("place.beyond")] if place.outside else []
    return words("list.sentence").join(parts)
