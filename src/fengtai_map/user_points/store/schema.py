"""The tables of a store, the same on SQLite and PostgreSQL, and the rows of a point."""

import json
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Column, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, RowMapping, Table
from sqlalchemy import Text as Words

from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint

SCHEMA = 3  # counts up when a table changes; a store of a newer one is refused

ADDED: dict[int, dict[str, str]] = {  # columns of points, by the schema they came with
    2: {"shape": "", "fields": "[]", "photos": "[]", "list": ""},
    3: {},  # tables of stories only
}

METADATA = MetaData()
STORE = Table(  # one row; a writer locks it
    "store",
    METADATA,
    Column("schema", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # the id of the latest change
)
POINTS = Table(  # as they are now
    "points",
    METADATA,
    Column("fid", Integer, primary_key=True),  # a GeoPackage wants a number
    Column("id", Words, nullable=False, unique=True),
    *(Column(name, Words, nullable=False) for name in ("name_zh", "name_en", "kind")),
    *(Column(name, Double, nullable=False) for name in ("lon", "lat", "error_m")),
    *(Column(name, Words, nullable=False) for name in ("basis", "status", "note", "origin")),
    *(Column(name, Words, nullable=False, server_default=empty) for name, empty in ADDED[2].items()),
    Index("points_position", "lon", "lat"),
)
CHANGES = Table(
    "changes",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Words, nullable=False) for name in ("who", "reason", "when")),
    Column("undoes", Integer, ForeignKey("changes.id")),
)
TOUCHED = Table(  # points before and after a change as JSON, NULL where there was or is none
    "touched",
    METADATA,
    Column("change", Integer, ForeignKey("changes.id"), primary_key=True),
    Column("id", Words, primary_key=True),
    Column("before", Words),
    Column("after", Words),
)


LISTS = Table("own_lists", METADATA, Column("name", Words, primary_key=True), Column("kept", Words, nullable=False))
KINDS = Table("own_kinds", METADATA, Column("name", Words, primary_key=True), Column("kept", Words, nullable=False))
PHOTOS = Table(
    "own_photos", METADATA, Column("name", Words, primary_key=True), Column("content", LargeBinary, nullable=False)
)
STORIES = Table("own_stories", METADATA, Column("name", Words, primary_key=True), Column("kept", Words, nullable=False))
STORY_CHANGES = Table(  # a story before and after a change as JSON, NULL where there was or is none; numbered by itself
    "own_story_changes",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Words, nullable=False) for name in ("who", "reason", "when", "story")),
    Column("undoes", Integer, ForeignKey("own_story_changes.id")),
    *(Column(name, Words) for name in ("before", "after")),
)
FIRST = frozenset({"store", "points", "changes", "touched"})  # what a store of schema 1 has


def row(point: UserPoint) -> dict[str, Any]:
    """The row of a point."""
    listed = {name: json.dumps(getattr(point, name), ensure_ascii=False) for name in ("fields", "photos")}
    return point.model_dump(exclude={"name"}) | listed | {"name_zh": point.name.zh, "name_en": point.name.en}


def point(row: RowMapping) -> UserPoint:
    """The point of a row. Raises ValueError, which names the point and its value, where another program wrote it."""
    own = {name: row[name] for name in UserPoint.model_fields if name != "name"}
    try:
        listed = {name: json.loads(own[name]) for name in ("fields", "photos")}
        return UserPoint(name=Text(zh=row["name_zh"], en=row["name_en"]), **own | listed)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where, value = ".".join(map(str, first["loc"])), first["input"]
    except json.JSONDecodeError as error:
        where, value = "fields, photos", error.doc
    raise ValueError(f"{row['id']} {where}: {value}")
