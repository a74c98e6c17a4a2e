"""Reading every file of data/ once, into Rows."""

from collections.abc import Mapping
from typing import Any

from fengtai_map.load.files import Folder
from fengtai_map.model import (
    Basemap,
    Chart,
    ClusterRow,
    Entry,
    Fact,
    Layer,
    NamedNumeral,
    Outline,
    Place,
    Release,
    Scheme,
    Source,
    Story,
    Subject,
)
from fengtai_map.rows import Features, Rows
from fengtai_map.text import LANGUAGES, Words

ENTRY_FILES = [
    "spirits",
    "plans",
    "measures",
    "industries",
    "organisations",
    "places",
    "projects",
    "policies",
    "results",
    "next-steps",
]


def read_rows(folder: Folder) -> Rows:
    """Every file of data/, each read once. The newest release is the folder whose name sorts last."""
    release = max((path.name for path in (folder.root / "release").glob("*-*-*")), default="release")
    manifest = folder.toml("geo/manifest.toml")
    layers = folder.tables(Layer, "geo/manifest.toml", "layer")
    features = {layer.id: tuple(folder.features(f"geo/{layer.file}")) for layer in layers}
    return Rows(
        release=release,
        **_release(folder, f"release/{release}"),
        sources=folder.tables(Source, "geo/manifest.toml", "source"),
        layers=layers,
        outline=folder.record(Outline, "geo/manifest.toml", manifest.get("outline", {}), "outline"),
        features=features,
        places=_points(folder, "geo/places.geojson", features.get("places", ())),
        stations=_points(folder, "geo/metro-stations.geojson", features.get("metro-stations", ())),
        basemaps=folder.tables(Basemap, "basemaps.toml", "basemap"),
        pages=folder.tables(Subject, "pages.toml", "page"),
        charts=folder.tables(Chart, "charts.toml", "chart"),
        stories=folder.tables(Story, "tour.toml", "story"),
        words={lang: Words(lang, folder.toml(f"text/{lang}.toml")) for lang in LANGUAGES},
    )


def _release(folder: Folder, below: str) -> dict[str, Any]:
    source = dict(folder.toml(f"{below}/source.toml"))
    clusters = folder.toml(f"{below}/clusters.toml")
    return {
        "about": folder.record(Release, f"{below}/source.toml", source, "source"),
        "scheme": folder.record(Scheme, f"{below}/clusters.toml", clusters.get("scheme", {}), "scheme"),
        "clusters": folder.tables(ClusterRow, f"{below}/clusters.toml", "cluster"),
        "facts": folder.tables(Fact, f"{below}/facts.toml", "fact"),
        "numerals": folder.tables(NamedNumeral, f"{below}/numerals.toml", "name"),
        "entries": tuple(
            (file, entry)
            for file in (f"{below}/{stem}.toml" for stem in ENTRY_FILES)
            for entry in folder.tables(Entry, file, "entry")
        ),
    }


def _points(folder: Folder, file: str, features: Features) -> tuple[Place, ...]:
    rows = [_point(feature) for feature in features]
    return folder.records(Place, file, rows)


def _point(feature: Mapping[str, Any]) -> dict[str, Any]:
    """A Place's values from a GeoJSON feature. A station's position is the object itself, error not stated."""
    values = dict(feature.get("properties") or {})
    position = (feature.get("geometry") or {}).get("coordinates", (None, None))
    values["name"] = {"zh": values.pop("name_zh", None), "en": values.pop("name_en", None)}
    note = {"zh": values.pop("note_zh", None), "en": values.pop("note_en", None)}
    station = {"kind": "metro-station", "basis": "mapped", "status": "existing", "error_m": None}
    defaults = station if "lines" in values else {}
    return {**defaults, **values, "id": feature["id"], "lon": position[0], "lat": position[1]} | (
        {"note": note} if note["zh"] else {}
    )
