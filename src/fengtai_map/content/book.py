"""The book: everything the browser must know of an Atlas in one language, as one value that JSON can carry.

All words in it are final: the browser chooses, hides and counts, and says nothing of its own. The subjects stand in
the modules beside this one.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from shapely.geometry import shape

from fengtai_map.content import lights, pages, records, statements, stories, timeline
from fengtai_map.content.comparison_measures import measures
from fengtai_map.content.distances import distances, radii, rings
from fengtai_map.content.facets import facets
from fengtai_map.content.figures import period
from fengtai_map.content.places import kind_of_several
from fengtai_map.content.release_diff_words import release_changes
from fengtai_map.content.small_maps import pictures
from fengtai_map.content.sources import approval, sources
from fengtai_map.content.statements import Json
from fengtai_map.i18n import Words, tied
from fengtai_map.model import Atlas, Basemap, LaterStatus, PointColumns, Source
from fengtai_map.search.index import index
from fengtai_map.search.shipped import shipped
from fengtai_map.view.url import STATUSES
from fengtai_map.webmap import style
from fengtai_map.webmap.build import sketch

URL = "problem.url-"  # the only problems that the browser itself can find


def book(atlas: Atlas, lang: str, point_layer: PointColumns | None = None) -> Json:
    """What there is to say of an Atlas in a language of LANGUAGES; `point_layer` are own points that are no records.

    The same Atlas gives the same book: no clock, no chance. It takes about a second of the processor: keep it.

    >>> sorted(book(atlas, "zh"))[:4]
    ['basemaps', 'charts', 'clusters', 'district']
    """
    return {
        "lang": lang,
        "title": atlas.words[lang]("app.title"),
        "words": _words(atlas, lang),
        "district": _district(atlas, lang),
        "release": _release(atlas, lang),
        "groups": [{"id": group, "name": atlas.words[lang](f"group.{group}")} for group in pages.GROUPS],
        "pages": pages.values(atlas, lang),
        "kinds": _kinds(atlas, lang),
        "statuses": [{"id": status, "name": atlas.words[lang](f"status.{status}")} for status in STATUSES],
        **_ground(atlas, lang),
        **_said(atlas, lang),
        **_space(atlas, lang),
        "sources": [_source(source, lang) for source in atlas.sources],
        "sources_page": sources(atlas, lang, point_layer),
        "facets": [asdict(one) for one in facets(atlas)],
        "lights": lights.looks(atlas, lang),
        "photos": {},
        "basemaps": [_basemap(one, lang) for one in atlas.basemaps],
        "search": shipped(index(atlas)),
        "layer": {"total": len(point_layer), "kinds": point_layer.kinds, "statuses": point_layer.statuses}
        if point_layer is not None
        else None,
    }


def data_uri(photo: bytes) -> str:
    """A picture (JPEG) as an address that holds itself."""
    return f"data:image/jpeg;base64,{b64encode(photo).decode()}"


def book_bytes(made: Mapping[str, Any]) -> bytes:
    """A book as compact JSON in UTF-8. The same book gives the same bytes."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _words(atlas: Atlas, lang: str) -> Mapping[str, str]:
    """The patterns of the catalogue by their keys, without the problems that only the server tells of."""
    words = atlas.words[lang]
    wanted = sorted(key for key in words.keys() if not key.startswith("problem.") or key.startswith(URL))  # noqa: SIM118
    return {key: words.pattern(key) for key in wanted}


def _district(atlas: Atlas, lang: str) -> Json:
    outline = atlas.geometry["district"]
    return {
        "name": atlas.words[lang]("district.name"),
        "area_km2": atlas.area_km2,
        "published_area_km2": atlas.outline.published_area_km2,
        "note": atlas.outline.note[lang],
        "centre": records.centroid(outline),
        "bounds": shape(outline).bounds,
    }


def _release(atlas: Atlas, lang: str) -> Json:
    about = atlas.release
    return {
        "id": about.id,
        "date": about.date.isoformat(),
        **{name: getattr(about, name)[lang] for name in ("title", "event", "speaker", "publisher", "licence", "note")},
        "schematic": atlas.scheme.note[lang],
        "since": [_since(atlas, one, lang) for one in atlas.scheme.since],
        "approval": approval(atlas, lang),
        "sketch": sketch(atlas, lang),
    }


def _since(atlas: Atlas, one: LaterStatus, lang: str) -> Json:
    """What became of the scheme of the clusters after the release."""
    stated = {"as_of": period(atlas, one.as_of, lang), "what": tied(one.what[lang]), "source": one.source[lang]}
    return {**stated, "confidence": atlas.words[lang](f"confidence.{one.confidence}")}


def _kinds(atlas: Atlas, lang: str) -> list[Json]:
    """The kinds of points in the order of the data, with their looks."""
    return [_kind(kind, look, atlas.words[lang]) for kind, look in atlas.looks.items()]


def _kind(kind: str, like: str, words: Words) -> Json:
    look = style.look(like)
    looks = {key: getattr(look, key) for key in ("colour", "path", "stroke", "small")}
    return {"id": kind, "name": words(f"kind.{kind}"), "several": kind_of_several(words, kind), **looks}


def _ground(atlas: Atlas, lang: str) -> Json:
    """What lies on the ground."""
    tied = statements.ties(atlas)
    return {
        "clusters": records.clusters(atlas, lang, tied),
        "subdistricts": records.subdistricts(atlas, lang, tied),
        "points": records.points(atlas, lang, tied),
        "rivers": records.rivers(atlas, lang),
        "lines": records.lines(atlas, lang),
    }


def _said(atlas: Atlas, lang: str) -> Json:
    """What the release says, and the stories that show it."""
    return {
        "facts": statements.facts(atlas, lang),
        "entries": statements.entries(atlas, lang),
        "topics": statements.topic_names(atlas, lang),
        "charts": statements.charts(atlas, lang),
        "timeline": timeline.values(atlas, lang),
        "editions": release_changes(atlas, lang),
        "stories": stories.values(atlas, lang),
    }


def _space(atlas: Atlas, lang: str) -> Json:
    """How far things are from each other, and how clusters compare."""
    return {
        "near": distances(atlas, lang),
        "rings": rings(atlas),
        "radii": radii(atlas),
        "measures": measures(atlas, lang),
        "smallmaps": pictures(atlas, lang),
    }


def _source(source: Source, lang: str) -> Json:
    return {"id": source.id, "name": source.name[lang], "licence": source.licence[lang], "url": source.url or ""}


def _basemap(one: Basemap, lang: str) -> Json:
    """A background; one that needs a `key` is offered where the map's own configuration has it."""
    return {"id": one.id, "name": one.name[lang], "online": bool(one.tiles), "key": bool(one.key_variable)}
