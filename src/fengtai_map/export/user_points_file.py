"""The office's own records alone, as a file that can be brought in again without any difference.

Its columns are `own.head.*` of the catalogue, then those of the office's own as they are. One of these that is called
as one of ours has `own.beside` behind its name: the reader takes that away again.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import geopandas
import shapely
from openpyxl import Workbook
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from fengtai_map.export.table_rows import DATUM
from fengtai_map.geo.projection import DEGREES
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, UserKind, UserPoint
from fengtai_map.safe_cells import MAX_CELL_CHARS, csv_bytes, write_text

NUMBERS = ("lon", "lat", "error_m")  # a clerk reckons with them
HEADS = (
    *("id", "name", "name_en", "kind", "status", "lon", "lat", "datum", "error_m", "basis", "note", "shape"),
    *("photos", "list"),
)
Row = dict[str, str]
Photo = Callable[[str], bytes | None]


def forms(points: Sequence[UserPoint]) -> tuple[str, ...]:
    """The forms that can hold these records: a cell of a workbook holds no long line; `zip` has the pictures."""
    long = any(len(point.shape) > MAX_CELL_CHARS or len(point.note) > MAX_CELL_CHARS for point in points)
    bare = not any(point.photos for point in points)
    return tuple(form for form in (*FORMS, PACKED) if not (long and form == "xlsx") and not (bare and form == PACKED))


def own_file(  # noqa: PLR0913, PLR0917  # what is in it, and in whose words
    points: Sequence[UserPoint],
    kinds: Sequence[UserKind],
    atlas: Atlas,
    lang: str,
    form: str,
    photo: Photo | None = None,
) -> bytes:
    """The file of these records in a form of `forms`, its heads and words in a language; WGS-84.

    `kinds` are those of the office's own. A `zip` holds a list and the pictures, which `photo` gives by their ids; the
    other forms are without them. Raises KeyError for another form. Example:
    `own_file(store.points(), store.kinds(), atlas, "zh", "xlsx")`.
    """
    words, named = atlas.words[lang], _kinds(kinds, atlas, lang)
    if form == PACKED:
        return _packed(points, named, words, photo or (lambda _: None))
    return FORMS[form](_rows(points, named, words, ()), points, words)


def _rows(points: Sequence[UserPoint], kinds: Mapping[str, str], words: Words, pictured: Sequence[str]) -> list[Row]:
    """The records by the names of their columns; `pictured` are the ids of the pictures that go with the file."""
    heads = _beside(points, words)
    return [_row(point, kinds, words, pictured) | {heads[h]: said for h, said in point.fields} for point in points]


def _row(point: UserPoint, kinds: Mapping[str, str], words: Words, pictured: Sequence[str]) -> Row:
    said = {
        "id": point.id,
        "name": point.name.zh,
        "name_en": point.name.en,
        "kind": kinds.get(point.kind, point.kind),
        "status": words(f"status.{point.status}"),
        "lon": repr(point.lon),
        "lat": repr(point.lat),
        "datum": DATUM,
        "error_m": repr(point.error_m),
        "basis": words(f"basis.{point.basis}") if f"basis.{point.basis}" in words else point.basis,
        "note": point.note,
        "shape": point.shape,
        "photos": "; ".join(f"{name}.jpg" for name in point.photos if name in pictured),
        "list": point.list,
    }
    return {words(f"own.head.{name}"): said[name] for name in HEADS if name != "photos" or pictured}


def _kinds(own: Sequence[UserKind], atlas: Atlas, lang: str) -> dict[str, str]:
    """The word of each kind, but for one that another kind has too, in any spelling we read: it would say neither."""
    named = {one.id: {one.name.zh, one.name.en} for one in own}
    for name in atlas.words[lang].below("kind").keys() - named.keys():
        named[name] = {words(f"kind.{name}") for words in atlas.words.values()}
    for one in atlas.upload.kinds:
        named[one.id] = {*named.get(one.id, ()), *one.names, one.id}
    often = Counter(said for all_names in named.values() for said in {*map(_key, all_names)})
    ours = {one.id: one.name[lang] for one in own}
    spoken = {name: ours.get(name) or atlas.words[lang](f"kind.{name}") for name in named}
    return {name: said for name, said in spoken.items() if often[_key(said)] == 1}


def _beside(points: Sequence[UserPoint], words: Words) -> dict[str, str]:
    """The head of each column of the office's own: its name, unless one of ours or another has it but for its case."""
    used = {_key(words(f"own.head.{name}")) for name in HEADS}
    heads: dict[str, str] = {}
    for name in dict.fromkeys(head for point in points for head, _ in point.fields):
        head = name
        while _key(head) in used:
            head += words("own.beside")
        used.add(_key(head))
        heads[name] = head
    return heads


def _key(head: str) -> str:
    """A name without what neither a reader nor a database tells apart."""
    return "".join(unicodedata.normalize("NFKC", head).casefold().split())


def _heads(rows: Sequence[Row], words: Words) -> list[str]:
    """All columns; of an empty file ours."""
    ours = dict.fromkeys(words(f"own.head.{name}") for name in HEADS if name != "photos" or not rows)
    return list(ours | dict.fromkeys(head for row in rows for head in row))


def _xlsx(rows: Sequence[Row], _: Sequence[UserPoint], words: Words) -> bytes:
    book, packed = Workbook(), BytesIO()
    page, heads = book.worksheets[0], _heads(rows, words)
    numbers = {words(f"own.head.{name}") for name in NUMBERS}
    for x, head in enumerate(heads, 1):
        for y, text in enumerate((head, *(row.get(head, "") for row in rows)), 1):
            cell = page.cell(y, x)
            if head in numbers and y > 1:
                cell.value = float(text)
                continue
            cell.number_format = "@"
            write_text(cell, text)
    page.freeze_panes, page.auto_filter.ref = "A2", page.dimensions
    book.save(packed)
    return packed.getvalue()


def _csv(rows: Sequence[Row], _: Sequence[UserPoint], words: Words) -> bytes:
    heads = _heads(rows, words)
    return csv_bytes((heads, *([row.get(head, "") for head in heads] for row in rows)))


def _geojson(rows: Sequence[Row], points: Sequence[UserPoint], words: Words) -> bytes:
    made = zip(_properties(rows, words), points, strict=True)
    features = [{"type": "Feature", "properties": row, "geometry": mapping(_geometry(point))} for row, point in made]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1).encode()


def _gpkg(rows: Sequence[Row], points: Sequence[UserPoint], words: Words) -> bytes:
    packed, heads = BytesIO(), [head for head in _heads(rows, words) if head != words("own.head.shape")]
    table = [[row.get(head, "") for head in heads] for row in rows]
    frame = geopandas.GeoDataFrame(table, columns=heads, geometry=[_geometry(one) for one in points], crs=DEGREES)
    declared = "Unknown" if any(point.shape for point in points) else "Point"
    frame.to_file(packed, driver="GPKG", layer="own", engine="pyogrio", geometry_type=declared)
    return packed.getvalue()


def _properties(rows: Sequence[Row], words: Words) -> Iterator[Row]:
    """The columns beside a geometry, which says itself where a record lies."""
    return ({head: said for head, said in row.items() if head != words("own.head.shape")} for row in rows)


def _geometry(point: UserPoint) -> BaseGeometry:
    return shapely.from_geojson(point.shape) if point.shape else Point(point.lon, point.lat)


def _packed(points: Sequence[UserPoint], kinds: Mapping[str, str], words: Words, photo: Photo) -> bytes:
    """A list and the folder of its pictures."""
    names = sorted({name for point in points for name in point.photos})
    there = {name: content for name in names if (content := photo(name)) is not None}
    form = next(form for form in forms(points) if form in ("xlsx", "csv"))
    files = {f"{words('own.file')}.{form}": FORMS[form](_rows(points, kinds, words, tuple(there)), points, words)}
    files |= {f"{words('own.head.photos')}/{name}.jpg": content for name, content in there.items()}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content)
    return packed.getvalue()


PACKED = "zip"
FORMS: Mapping[str, Callable[[Sequence[Row], Sequence[UserPoint], Words], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "geojson": _geojson,
    "gpkg": _gpkg,
}
