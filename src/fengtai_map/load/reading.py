"""Reading every file of data/ once, into Rows."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from fengtai_map.load import ground
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
    Radii,
    Reading,
    Release,
    Scheme,
    Source,
    Story,
    Subject,
    Target,
)
from fengtai_map.rows import ENTRY_FILES, LAYERS, Rows
from fengtai_map.text import LANGUAGES

MANIFEST = "geo/manifest.toml"


def read_rows(folder: Folder) -> Rows:
    """Every file of data/, each read once. The newest release is the folder whose name sorts last."""
    release = max((path.name for path in (folder.root / "release").glob("*-*-*")), default="release")
    layers = folder.tables(Layer, MANIFEST, "layer")
    features = {one.id: folder.features(LAYERS[one.id], f"geo/{one.file}") for one in layers if one.id in LAYERS}
    rows = Rows(
        release=release,
        **_release(folder, f"release/{release}"),
        sources=folder.tables(Source, MANIFEST, "source"),
        layers=layers,
        outline=folder.table(Outline, MANIFEST, "outline"),
        features=features,
        places=tuple(ground.place(row) for row in features.get("places", ())),
        stations=tuple(ground.place(row) for row in features.get("metro-stations", ())),
        basemaps=folder.tables(Basemap, "basemaps.toml", "basemap"),
        pages=folder.tables(Subject, "pages.toml", "page"),
        charts=folder.tables(Chart, "charts.toml", "chart"),
        stories=folder.tables(Story, "tour.toml", "story"),
        readings=folder.tables(Reading, "readings.toml", "reading"),
        targets=folder.tables(Target, "reach.toml", "target"),
        radii=folder.table(Radii, "reach.toml", "radii"),
        words={lang: folder.words(lang) for lang in LANGUAGES},
    )
    folder.strangers()
    lost = frozenset(Path(problem.file).name for problem in folder.problems)
    return replace(rows, broken=lost | {f"{name}.geojson" for name in LAYERS.keys() - features.keys()})


def _release(folder: Folder, below: str) -> dict[str, Any]:
    about = folder.toml(f"{below}/source.toml")
    return {
        "about": None if about is None else folder.record(Release, f"{below}/source.toml", about, "source"),
        "scheme": folder.table(Scheme, f"{below}/clusters.toml", "scheme"),
        "clusters": folder.tables(ClusterRow, f"{below}/clusters.toml", "cluster"),
        "facts": folder.tables(Fact, f"{below}/facts.toml", "fact"),
        "numerals": folder.tables(NamedNumeral, f"{below}/numerals.toml", "name"),
        "entries": tuple(
            (file, entry)
            for file in (f"{below}/{stem}.toml" for stem in ENTRY_FILES)
            for entry in folder.tables(Entry, file, "entry")
        ),
    }
