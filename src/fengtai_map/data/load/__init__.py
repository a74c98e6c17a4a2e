"""data/ -> Atlas. Nothing else reads these files; `data.replace` writes some."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import shapely

from fengtai_map.data.checks import problems_of
from fengtai_map.data.load import joins
from fengtai_map.data.load.folder import Folder
from fengtai_map.data.load.read_files import read_rows
from fengtai_map.data.raw import CELLS, POINT_LAYERS, Rows
from fengtai_map.i18n import interface_words, readable
from fengtai_map.model import Atlas, Edition, Entry, Feature, FeatureRow, Later, Place
from fengtai_map.problems import DataError, Problem


def data_folder(said: str | Path) -> Path:
    """A data folder from its root on: what lies beside `.` or `..` is then known. A link stays one.

    >>> data_folder("data/../data").is_absolute(), data_folder(".").name == Path.cwd().name
    (True, True)
    """
    return Path(os.path.abspath(said))  # noqa: PTH100  # resolve() would follow the link


DATA = data_folder(os.environ.get("FENGTAI_DATA") or Path(__file__).parents[4] / "data")
TEXT = Path(os.environ["FENGTAI_RELEASE_TEXT"]) if os.environ.get("FENGTAI_RELEASE_TEXT") else None
COLUMNS = 3  # of the text of a release
R = TypeVar("R", Place, Entry)
T = TypeVar("T")


def read(root: Path) -> tuple[Rows, Folder]:
    """The rows of a data folder and, in the Folder, every problem found in them.

    >>> rows, folder = read(data)
    >>> folder.problems
    []
    """
    folder = Folder(root)
    rows = read_rows(folder)
    if not root.is_dir():
        folder.problems = [Problem("folder-missing", root.name, "")]
        return rows, folder
    hashes = {layer.id: folder.sha256(f"geo/{layer.file}") for layer in rows.layers}
    files = frozenset(path.name for path in (root / "geo").glob("*.geojson"))
    folder.problems = list(dict.fromkeys([*folder.problems, *problems_of(rows, hashes, files)]))
    return rows, folder


def load(root: Path, text: Path | None = None) -> Atlas:
    """The Atlas of a data folder, with the paragraphs of the release where its text is at hand and can be read.

    Raises DataError with all problems when there is any.

    >>> load(data).release.date.isoformat()
    '2023-06-13'
    """
    rows, folder = read(root)
    if folder.problems:
        raise DataError(tuple(folder.problems))
    return made(rows, text)


def made(rows: Rows, text: Path | None) -> Atlas:
    """The Atlas of rows without problems, with the paragraphs of the release where its text can be read."""
    return assemble(rows).model_copy(update={"paragraphs": release_text(text)[0] if text else {}})


def release_text(file: Path) -> tuple[dict[str, str], list[Problem]]:
    r"""The paragraphs of a release by id, from lines of id, section and text with tabs between; # begins a comment.

    >>> file = folder / "text.tsv"
    >>> _ = file.write_text("c02\tc\t丰台区……\n", encoding="utf-8")
    >>> release_text(file)
    ({'c02': '丰台区……'}, [])
    """
    folder = Folder(file.parent)
    text = readable(folder.text(file.name) or "")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    if not folder.problems and {len(line) for line in lines} != {COLUMNS}:
        odd = next((line[0][:40] for line in lines if len(line) != COLUMNS), "")
        return {}, [Problem("file-unreadable", file.name, "", {"detail": f"id<TAB>section<TAB>text: “{odd}”"})]
    return {line[0]: line[-1] for line in lines}, folder.problems


def assemble(rows: Rows) -> Atlas:
    """The Atlas of rows without problems: dissolve, join, index."""
    cluster_of = {name: row.id for row in rows.clusters for name in row.members}
    subdistricts = joins.subdistrict_rows(rows.features[CELLS], cluster_of)
    cells = joins.shapes(rows.features[CELLS])
    clusters, outline = joins.clusters_of(rows.clusters, subdistricts, cells)
    district = shapely.coverage_union_all(list(cells.values()))
    base = {layer: joins.shapes(features) for layer, features in rows.features.items() if layer not in POINT_LAYERS}
    later = later_of(rows)
    words = {lang: interface | rows.words[lang] for lang, interface in interface_words().items()}
    return Atlas(
        **rows.as_read() | {"words": words},
        entries=tuple(_since(entry, later) for _, entry in rows.entries),
        clusters=clusters,
        subdistricts=subdistricts,
        places=joins.joined((_since(_dated(place, rows), later) for place in rows.places), outline),
        stations=joins.joined(
            (_since(_dated(station, rows), later) for station in rows.stations), outline, _there(rows.outline).error_m
        ),
        ground={
            layer: tuple(_feature(feature) for feature in rows.features[layer]) for layer in base if layer != CELLS
        },
        geometry=joins.geometries(*base.values(), outline, {"district": district}),
        area_km2=joins.area_km2(district),
        radii=_there(rows.radii).metres,
        earlier=tuple(_edition(earlier) for earlier in rows.earlier),
    )


def _there(record: T | None) -> T:
    """What a file gives that has no problem. Raises ValueError for one that has."""
    if record is None:
        raise ValueError("rows with problems make no Atlas")
    return record


def later_of(rows: Rows) -> Mapping[str, tuple[Later, ...]]:
    """What became known later, by the id of the place or entry, in the order of the data."""
    known: dict[str, tuple[Later, ...]] = {}
    for row in rows.later:
        for name in row.of:
            known[name] = (*known.get(name, ()), Later(**row.model_dump(exclude={"of"})))
    return known


def _since(record: R, later: Mapping[str, tuple[Later, ...]]) -> R:
    """A place or an entry with what became known of it later."""
    return record.model_copy(update={"later": later[record.id]}) if record.id in later else record


def _dated(place: Place, rows: Rows) -> Place:
    """A place with the day of its status: its own, its layer's, or that of the release."""
    layer = next(layer for layer in rows.layers if layer.id == ("metro-stations" if place.lines else "places"))
    return place.model_copy(update={"as_of": place.as_of or layer.as_of or rows.day})


def _edition(rows: Rows) -> Edition:
    """What is kept of an earlier release."""
    in_order = sorted(rows.clusters, key=lambda cluster: cluster.order)
    return Edition(release=_there(rows.release), scheme=_there(rows.scheme), clusters=tuple(in_order), facts=rows.facts)


def _feature(row: FeatureRow[Any, Any]) -> Feature:
    about = row.properties
    special = {key: getattr(about, key, None) for key in ("colour", "label")}
    return Feature(id=row.id, name=about.name, kind=getattr(about, "kind", ""), **special)
