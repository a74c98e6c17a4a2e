"""The files of data/ as they stand, read without the loader: what the tests compare the loader with."""

import json
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
RELEASE = max((DATA / "release").iterdir())
TEXT = ROOT.parent / "shared" / "release" / f"{RELEASE.name}.tsv"
NEXT = ROOT / "tests" / "releases" / "2025-06-10"  # an invented release
TEXTS_OF_OTHERS = {"source", "clusters", "facts", "numerals"}


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def features(layer):
    return json.loads((DATA / "geo" / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]


def paragraphs():
    """The release by paragraph, empty where its text is not at hand."""
    if not TEXT.is_file():
        return {}
    lines = (line.split("\t") for line in TEXT.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {line[0]: line[-1] for line in lines}


def ids(rows):
    return [row["id"] for row in rows]


FACTS = toml(RELEASE / "facts.toml")["fact"]
CLUSTERS = toml(RELEASE / "clusters.toml")["cluster"]
SCHEME = toml(RELEASE / "clusters.toml")["scheme"]
NUMERALS = toml(RELEASE / "numerals.toml")["name"]
ENTRIES = [
    entry
    for path in sorted(RELEASE.glob("*.toml"))
    if path.stem not in TEXTS_OF_OTHERS
    for entry in toml(path)["entry"]
]
MANIFEST = toml(DATA / "geo" / "manifest.toml")
LAYERS = MANIFEST["layer"]
SOURCES = MANIFEST["source"]
BASEMAPS = toml(DATA / "basemaps.toml")["basemap"]
PAGES = toml(DATA / "pages.toml")["page"]
CHARTS = toml(DATA / "charts.toml")["chart"]
STORIES = toml(DATA / "tour.toml")["story"]
REACH = toml(DATA / "reach.toml")
SUBDISTRICTS = features("subdistricts")
PLACES = features("places")
STATIONS = features("metro-stations")
WORDS = {lang: toml(DATA / "text" / f"{lang}.toml") for lang in ("zh", "en")}  # of the data
