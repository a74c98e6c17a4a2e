"""A store that the first version made: opened by this one it has its points, its history, and room for what is new.

tests/stores/schema-1.sql is the file that the code of that version made, as SQLite writes it down.
"""

import re
import sqlite3
from contextlib import closing

import geopandas
import pytest
from sqlalchemy import text

from fengtai_map.i18n import Text
from fengtai_map.model import Stop, Story, UserKind, UserList
from fengtai_map.user_points.store import StoryDraft, open_store
from fengtai_map.user_points.store.connection import engine_of, read_url
from tests.data_rows import ROOT
from tests.user_points import SIGNED, draft, point

OLD = (ROOT / "tests" / "stores" / "schema-1.sql").read_text(encoding="utf-8")
TABLES = "touched, changes, points, store, own_lists, own_kinds, own_photos, own_stories, own_story_changes"
LINE = '{"type":"LineString","coordinates":[[116.3,39.83],[116.31,39.84]]}'


def on_sqlite(path):
    with closing(sqlite3.connect(path)) as file:
        file.executescript("PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;" + OLD)
    return str(path)


def on_postgresql(url):
    """The same tables and rows as PostgreSQL had them: without what makes a file a GeoPackage."""
    kept = [
        one
        for one in re.split(r";\n", OLD)
        if "gpkg_" not in one and one.strip("; \n") not in ("COMMIT", "BEGIN TRANSACTION")
    ]
    script = ";\n".join(kept).replace("BEGIN TRANSACTION;", "").replace("COMMIT;", "")
    script = re.sub(r",\s*X'[0-9A-F]+'", "", script).replace("\tgeom POINT NOT NULL, \n", "")
    script = script.replace("DOUBLE", "DOUBLE PRECISION").replace("fid INTEGER", "fid SERIAL")
    engine = engine_of(read_url(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
        connection.execute(text(f"DROP TABLE IF EXISTS {TABLES}"))
        order = sorted(script.split(";\n"), key=lambda one: ("INSERT" in one or "INDEX" in one, "touched" in one))
        for statement in order:
            if statement.strip():
                connection.exec_driver_sql(statement.replace("%", "%%"))
        connection.exec_driver_sql("SELECT setval('points_fid_seq', 10)")
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old(request, tmp_path):
    """The address of a store of the first version."""
    if request.param == "sqlite":
        return on_sqlite(tmp_path / "own.gpkg")
    return on_postgresql(request.getfixturevalue("postgres"))


def test_points_and_history_are_as_they_were_and_lines_lists_kinds_and_pictures_can_be_kept(old):
    store = open_store(old)
    store.check()
    assert (store.version(), store.points(), store.lists(), store.kinds()) == (2, (point("a", note="新"),), (), ())
    second, first = store.lines(2)
    assert (first.added, second.changed, second.removed) == (2, 1, 1)
    store.undo(2, **SIGNED)
    assert store.points() == (point("a", note="旧"), point("b"))
    kind, picture = UserKind(id="own-lane", name=Text(zh="步道", en="Path"), symbol="green-space"), "ab" * 32
    lane = point("c", kind=kind.id, shape=LINE, fields=(("责任单位", "园林局"),), photos=(picture,), list="绿道")
    store.apply(draft(added=[lane], kinds=[kind], photos={picture: b"jpeg"}), 3)
    store.close()
    again = open_store(old)
    again.check()
    assert (again.points()[2], again.kinds(), again.photo(picture)) == (lane, (kind,), b"jpeg")
    assert again.shaped(9) == (lane,)
    again.close()


def test_the_file_stays_a_geopackage_and_shows_its_lines(tmp_path):
    path = tmp_path / "own.gpkg"
    store = open_store(on_sqlite(path))
    store.apply(draft(added=[point("c", shape=LINE)]), 2)
    store.close()
    layers = set(geopandas.list_layers(path)["name"])
    assert {"points", "shapes"} <= layers
    assert list(geopandas.read_file(path, layer="shapes").geometry.geom_type) == ["LineString"]


(MOVE,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/store.md").read_text(encoding="utf-8"), re.DOTALL)


def test_what_the_manual_says_moves_all_that_is_kept_from_one_store_to_the_other(old, tmp_path):
    kind, picture = UserKind(id="own-lane", name=Text(zh="步道", en="Path"), symbol="green-space"), "ab" * 32
    listed = UserList(name="绿道", owner="园林局")
    lane = point("c", kind=kind.id, shape=LINE, photos=(picture,), list="绿道")
    told = Story(id="own-story-1", name=kind.name, stop=(Stop(headline=kind.name, notes=kind.name),))
    with closing(open_store(old)) as before:
        before.apply(draft(added=[lane], kinds=[kind], lists=[listed], photos={picture: b"jpeg"}), 2)
        before.tell(StoryDraft(story=told.id, after=told, **SIGNED), 0)
        points = before.points()
    new = str(tmp_path / "new.gpkg")
    exec(MOVE.replace("own.gpkg", old).replace("postgresql://user:password@host/database", new), done := {})  # noqa: S102  # ours
    with closing(done["old"]), closing(done["new"]) as after:
        after.check()
        assert (after.points(), after.kinds(), after.lists()) == (points, (kind,), (listed,))
        assert (after.photo(picture), [one.story for one in after.stories()]) == (b"jpeg", [told])
