"""Where everything comes from, as plain rows: the release, the layers, the origins of points, what is not known."""

from fengtai_map.content import places
from fengtai_map.content.figures import released
from fengtai_map.content.statements import Json
from fengtai_map.i18n import tied
from fengtai_map.model import Atlas, Place, PointColumns
from fengtai_map.model.user_points import SOURCE


def sources(atlas: Atlas, lang: str, many: PointColumns | None = None) -> Json:
    """The sources page. Rows are lists of words; those of places carry their id, to be chosen."""
    return {
        "release": release(atlas, lang),
        "layers": _layers(atlas, lang),
        "origins": _origins(atlas, lang, len(many) if many else 0),
        **_unknown(atlas, lang),
    }


def source_line(atlas: Atlas, lang: str) -> str:
    """The line that says where the figures come from: the release and its day."""
    return atlas.words[lang]("export.source-line", title=atlas.release.title[lang], date=released(atlas, lang))


def release(atlas: Atlas, lang: str) -> Json:
    """The release all figures come from, as a card."""
    about, words = atlas.release, atlas.words[lang]
    kept = words("source.kept-value", facts=len(atlas.facts), entries=len(atlas.entries))
    return {
        "title": about.title[lang],
        "kind": words("source.release"),
        "rows": [
            (words("source.event"), about.event[lang]),
            (words("source.date"), released(atlas, lang)),
            (words("source.speaker"), about.speaker[lang]),
            (words("source.publisher"), about.publisher[lang]),
            (words("source.kept"), kept),
            (words("source.licence"), about.licence[lang]),
        ],
        "notes": [about.note[lang]],
    }


def _layers(atlas: Atlas, lang: str) -> Json:
    """Every layer of the map with its accuracy and licence, and what is schematic."""
    words = atlas.words[lang]
    rows = [
        (one.name[lang], words(f"accuracy.{one.accuracy}"), tied(one.accuracy_note[lang]), one.licence[lang])
        for one in atlas.layers
    ]
    return {
        "title": words("source.layers"),
        "heads": [words(f"source.{name}") for name in ("layer", "accuracy", "precision", "licence")],
        "rows": rows,
        "schematic": {
            "title": words("source.schematic"),
            "notes": [atlas.outline.note[lang], atlas.scheme.note[lang], approval(atlas, lang)],
        },
    }


def approval(atlas: Atlas, lang: str) -> str:
    """The approval number of the map (审图号), or that it has none.

    >>> approval(atlas, "en")
    'This map carries no map approval number (审图号); for internal working reference only.'
    """
    words, number = atlas.words[lang], atlas.outline.approval_number
    return words("map.approval", number=number) if number else words("source.approval")


def _origins(atlas: Atlas, lang: str, many: int) -> Json:
    """Where positions come from, how many each, and under which terms; `many` of the office's own are a layer."""
    words = atlas.words[lang]
    points = [point.source for point in atlas.points]
    counts = {one.id: points.count(one.id) + (many if one.id == SOURCE else 0) for one in atlas.sources}
    rows = [(one.name[lang], f"{counts[one.id]:,}", one.licence[lang]) for one in atlas.sources if counts[one.id]]
    return {
        "title": words("source.origins"),
        "heads": [words(f"source.{name}") for name in ("origin", "points", "licence")],
        "rows": rows,
    }


def _unknown(atlas: Atlas, lang: str) -> Json:
    """What is not known, in three lists."""
    words = atlas.words[lang]
    nowhere = [places.row(atlas, place, lang) for place in places.unlocated(atlas.places)]
    doubtful = [places.row(atlas, place, lang) for place in atlas.places if _doubtful(place)]
    return {
        "unlocated": {
            "title": words("place.unlocated"),
            "text": words("place.unlocated-text"),
            "rows": [{"id": one.id, "name": one.name, "about": tied(one.note) or one.basis} for one in nowhere],
        },
        "doubtful": {
            "title": words("source.doubtful"),
            "text": "",
            "rows": [{"id": one.id, "name": one.name, "about": _why(atlas, one, lang)} for one in doubtful],
        },
        "unpublished": {
            "title": words("source.unpublished"),
            "text": "",
            "rows": [{"id": "", "name": "", "about": text} for text in words.below("unpublished").values()],
        },
    }


def _why(atlas: Atlas, one: places.PlaceRow, lang: str) -> str:
    """The cluster of a place, how well the place is known, and what speaks against the cluster."""
    words = atlas.words[lang]
    said = words("export.pair", label=one.cluster, value=words("source.sentence", text=one.precision))
    return words("list.sentence").join(part for part in (said, tied(one.doubt)) if part)


def _doubtful(place: Place) -> bool:
    return bool(place.maybe_clusters or place.doubt) or place.joined == "within-error"
