"""A brief: what one page says of a cluster, a 街镇 or any View: map, figures, places, plans, sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from shapely import Point
from shapely.geometry import shape

from fengtai_map.content import figures, pages
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.content.places import row
from fengtai_map.export.layout.headings import foot
from fengtai_map.export.layout.tiles import EntryLine, entry_line
from fengtai_map.export.sheet import Sheet, listed, of_district, of_view
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas, Place, Subdistrict
from fengtai_map.view.url import View

FIGURES, PLANS, PLACES = 6, 8, 16  # that one page has room for; what is left out is counted
MAP = (1160.0, 560.0)  # pixels


@dataclass(frozen=True)
class Brief:
    """One page. `figures` are (amount, what it counts, when), `places` (name, kind, status), `pairs` (what, value).

    `where` heads the places, `more` says how many are not listed; `lines` stand at the foot: days, source, and the
    address, if any.
    """

    title: str
    above: str
    lang: str
    sheet: Sheet
    alt: str
    pairs: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str], ...]
    plans: tuple[EntryLine, ...]
    places: tuple[tuple[str, str, str], ...]
    where: str
    more: str
    lines: tuple[str, ...]


def brief(atlas: Atlas, sheet: Sheet, day: str) -> Brief:
    """The brief of a sheet; `day` (ISO 8601) is the date of the export."""
    words, lang = atlas.words[sheet.view.lang], sheet.view.lang
    chosen = atlas.index.get(sheet.view.selected)
    card = sheet.content.table("card")
    seen = _seen(atlas, sheet)
    shown = [row(atlas, place, lang, sheet.view.time) for place in seen[:PLACES]]
    return Brief(
        title=sheet.title,
        above=words("app.title"),
        lang=lang,
        sheet=sheet,
        alt=words("export.map-alt", title=sheet.title),
        pairs=tuple((f"{what}", f"{said}") for what, said, *_ in card.rows if said) if card else (),
        figures=tuple(_figures(atlas, sheet)),
        plans=tuple(entry_line(atlas, [one], sheet) for one in sheet.entries[:PLANS]),
        places=tuple((one.name, one.kind_name, one.status_name) for one in shown),
        where=words("export.brief-inside" if isinstance(chosen, Subdistrict) else "export.sheet-places"),
        more=words("export.more", n=len(seen) - len(shown)) if len(seen) > len(shown) else "",
        lines=(*foot(atlas, sheet, day), *([sheet.address] if sheet.address else [])),
    )


def _seen(atlas: Atlas, sheet: Sheet) -> list[Place]:
    """The places of its map without the stations; of a 街镇 those whose position lies in it."""
    seen = [place for place in listed(atlas, sheet) if place.kind != STATION]
    if not isinstance(atlas.index.get(sheet.view.selected), Subdistrict):
        return seen
    body = shape(atlas.geometry[sheet.view.selected])
    return [place for place in seen if place.lon is not None and body.contains(Point(place.lon, place.lat or 0))]


def _figures(atlas: Atlas, sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Its own figures; those of the whole district are no cluster's."""
    own = [fact for fact in sheet.figures if not of_district(atlas, sheet, fact)]
    for fact in own[:FIGURES]:
        one = figures.figure(atlas, fact, sheet.view.lang)
        yield one.amount, one.label, " · ".join(part for part in (one.period, one.rank) if part)


def of_each(atlas: Atlas, lang: str, base: str = "") -> Iterator[tuple[str, Sheet]]:
    """The sheet of each cluster and each 街镇, by the name of its file; the clusters in their order, first."""
    kinds = pages.kinds(atlas, OVERVIEW)
    for cluster in atlas.clusters:
        view = View(lang=lang, clusters=(cluster.id,), selected=cluster.id)
        yield f"{cluster.order}-{cluster.short[lang]}", of_view(atlas, view, kinds, base=base)
        for subdistrict in atlas.subdistricts:
            if subdistrict.cluster == cluster.id:
                one = View(lang=lang, clusters=(cluster.id,), selected=subdistrict.id)
                name = f"{cluster.order}-{cluster.short[lang]}-{subdistrict.name[lang]}"
                yield name, of_view(atlas, one, kinds, base=base)


def heads(atlas: Atlas, lang: str) -> dict[str, str]:
    """What stands above the parts of a brief."""
    words = atlas.words[lang]
    return {part: words(f"export.sheet-{part}") for part in ("facts", "entries")}
