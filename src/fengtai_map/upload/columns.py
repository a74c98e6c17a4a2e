"""Which column is which field, and which word means which kind, status or cluster."""

import unicodedata
from collections.abc import Iterable, Mapping

from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.upload.table import Table

IGNORED = str.maketrans("", "", " _-()[]°:*")
Mapped = Mapping[str, str]


def key(word: str) -> str:
    """A word without what people write differently: case, width, blanks, brackets."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().translate(IGNORED).split())


def recognised(table: Table, atlas: Atlas) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The column of each field that a table has, and a notice for each column that is left out."""
    mapping: dict[str, str] = {}
    by_key = {key(head): head for head in reversed(table.head)}
    for column in atlas.upload.columns:
        found = next((by_key[key(name)] for name in column.names if key(name) in by_key), None)
        if found is not None:
            mapping[column.id] = found
    if "lon" in mapping and "lat" in mapping:
        mapping.pop("position", None)
    return mapping, tuple(unread(table, mapping))


def unread(table: Table, mapping: Mapped) -> Iterable[Problem]:
    """A notice for each column that no field is read from."""
    for head in table.head:
        if head not in mapping.values():
            yield Problem("upload-column-unknown", table.file, head[:40], {"column": head[:40]})


def needed(table: Table, mapping: Mapped) -> Iterable[Problem]:
    """What forbids to read any row: a field nobody knows, a column that is not there, no name, no position."""
    for field, head in mapping.items():
        if head not in table.head:
            yield Problem("upload-mapping", table.file, head[:40], {"field": field, "column": head[:40]})
    for fields in (("name",), ("lon", "position"), ("lat", "position")):
        if not any(field in mapping for field in fields):
            yield Problem("upload-column-missing", table.file, fields[0], {"field": fields[0]})


def kinds(atlas: Atlas) -> dict[str, str]:
    """Every word for a kind -> its id."""
    rows = [(kind.id, kind.names) for kind in atlas.upload.kinds]
    return _meanings(atlas, "kind", rows)


def statuses(atlas: Atlas) -> dict[str, str]:
    """Every word for a status -> its id."""
    rows = [(status.id, status.names) for status in atlas.upload.statuses]
    return _meanings(atlas, "status", rows)


def clusters(atlas: Atlas) -> dict[str, str]:
    """Every name of a cluster -> its id."""
    return {key(name): one.id for one in atlas.clusters for name in (one.id, one.name.zh, one.name.en, *one.aliases)}


def _meanings(atlas: Atlas, heading: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    catalogues = atlas.words.values()
    said = {id_: (id_, *(words(f"{heading}.{id_}") for words in catalogues), *names) for id_, names in rows}
    return {key(name): id_ for id_, names in said.items() for name in names}
