"""The file of a store that is cut, replaced, locked or cannot grow in use: reported, and nothing is lost."""

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from sqlalchemy import text

from fengtai_map.user_points.store import StoreError, is_begun, open_store
from tests.full_disk import read_only, said
from tests.user_points import codes, draft, point

BEFORE = tuple(point(f"p-{n:03}", note="x" * 300) for n in range(200))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits and no such owner")
TRIED = """
from tests.user_points import draft, point
from fengtai_map.user_points.store import StoreError, open_store

file, size = sys.argv[1], int(sys.argv[2])
many = [point(f"q-{n}", note="y" * 300) for n in range(2000)]


def tried(ask):
    try:
        return ask()
    except StoreError as error:
        return [problem.code for problem in error.problems]


if size == 0:
    full(0)
    say(tried(lambda: open_store(file + ".new").version()))
    roomy()
    say(tried(lambda: open_store(file + ".new").version()))
store = open_store(file)
powerless() if size < 0 else full(size)
say(tried(lambda: len(store.points())))
say(tried(lambda: len(open_store(file).points())))  # by a server that starts just now
say(tried(lambda: store.apply(draft(added=many), 1).id))
say(tried(lambda: store.version()))
if size >= 0:
    roomy()
    say(tried(lambda: store.apply(draft(added=many), 1).id))
    store.check()
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "own.gpkg"


@pytest.fixture
def store(file):
    opened = open_store(str(file))
    opened.apply(draft(added=BEFORE), 0)
    yield opened
    opened.close()


def other(path, *points):
    """A store of other points at the same version."""
    made = open_store(str(path))
    made.apply(draft(added=points, who="李"), 0)
    made.close()
    return path


def without_tables(file):
    file.unlink()
    with closing(sqlite3.connect(file)) as empty:
        empty.execute("CREATE TABLE other (x)")
        empty.commit()


BROKEN = {
    "emptied": (lambda file: file.write_bytes(b""), "store-broken"),
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:20_000]), "store-broken"),
    "garbage": (lambda file: file.write_bytes(b"no database " * 9000), "store-foreign"),
    "another's": (without_tables, "store-broken"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_broken_under_an_open_store_is_reported_and_can_be_put_back(store, file, tmp_path, name):
    backup = shutil.copy(file, tmp_path / "backup.gpkg")
    breaks, code = BROKEN[name]
    breaks(file)
    for ask in (store.points, lambda: store.apply(draft(added=[point("a")]), 1)):
        with pytest.raises(StoreError) as error:
            ask()
        assert codes(error) == [code]
    shutil.copy(backup, file)
    store.check()
    assert store.points() == BEFORE
    store.apply(draft(added=[point("a")]), 1)
    store.check()


@pytest.mark.parametrize("put", [shutil.copy, shutil.move])
def test_another_store_in_its_place_is_another_state_and_is_written_from_then_on(store, file, tmp_path, put):
    state = store.state()
    put(other(tmp_path / "other.gpkg", point("z")), file)
    assert store.version() == 1
    assert store.state() != state
    assert store.points() == (point("z"),)
    store.apply(draft(added=[point("a")]), 1)
    with closing(sqlite3.connect(file)) as found:
        assert found.execute("SELECT id FROM points ORDER BY id").fetchall() == [("a",), ("z",)]


def test_a_point_that_another_program_spoilt_is_reported(store):
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE points SET status = 'flying' WHERE id = 'p-007'"))
    with pytest.raises(StoreError) as error:
        store.points()
    assert codes(error) == ["store-broken"]


def test_a_file_that_another_locked_as_a_whole_is_reported_and_free_again_afterwards(store, file, monkeypatch):
    monkeypatch.setattr("fengtai_map.user_points.store.connection.READER_TIMEOUT_S", 0)
    with closing(sqlite3.connect(file)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError) as error:
            store.points()
        assert codes(error) == ["store-busy"]
    assert store.points() == BEFORE


@posix
@pytest.mark.parametrize("size", [0, 60_000], ids=["nothing more", "a few pages more"])
def test_on_a_full_disk_points_are_read_a_change_is_refused_whole_and_made_when_there_is_room(store, file, size):
    store.close()
    full = size + file.stat().st_size if size else 0
    before = len(BEFORE)
    new = [] if size else [["store-unwritable"], 0]  # one that cannot be made, and can
    assert said(TRIED, file, full) == [*new, before, before, ["store-unwritable"], 1, 2]


@posix
def test_in_a_folder_that_is_read_only_points_are_read_and_a_change_is_refused(store, file):
    store.close()
    with read_only(file) as folder:
        assert said(TRIED, folder / file.name, -1) == [len(BEFORE), len(BEFORE), ["store-unwritable"], 1]
        assert [one.name for one in folder.iterdir()] == [file.name]


KILLED = """
import os, signal
from tests.user_points import draft, point
from fengtai_map.user_points.store import StoreError, open_store

file = sys.argv[1]
store = open_store(file)
held = store.engine.raw_connection()  # whoever is the last to close would empty the log
store.apply(draft(added=[point("late")]), 1)
say(os.stat(file + "-wal").st_size > 0)
os._exit(0)
"""
AFTER = """
from tests.user_points import draft, point
from fengtai_map.user_points.store import StoreError, open_store

full(0)
store = open_store(sys.argv[1])
say([len(store.points()), store.version(), [one.id for one in store.held(["late"])]])
try:
    store.apply(draft(added=[point("more")]), 2)
except StoreError as error:
    say([problem.code for problem in error.problems])
say(len(store.points()))
roomy()
say(open_store(sys.argv[1]).apply(draft(added=[point("more")]), 2).id)
open_store(sys.argv[1]).check()
"""


@posix
def test_a_server_started_on_a_full_disk_reads_the_points_of_one_that_was_killed(store, file):
    store.close()
    assert said(KILLED, file) == [True]
    assert (file.parent / f"{file.name}-wal").stat().st_size > 0
    n = len(BEFORE) + 1
    assert said(AFTER, file) == [[n, 2, ["late"]], ["store-unwritable"], n, 3]


@pytest.mark.parametrize("name", ["away/own.gpkg", "file/own.gpkg"])
def test_whether_a_store_was_made_is_not_known_where_its_folder_is_away(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as raised:
        is_begun(str(tmp_path / name))
    assert codes(raised) == ["store-unwritable"]


CLOSED = """
from fengtai_map.user_points.store import StoreError, is_begun

powerless()
try:
    say(is_begun(sys.argv[1]))
except StoreError as error:
    say([dict(problem.particulars) for problem in error.problems])
"""


@posix
def test_whether_a_store_was_made_is_not_known_where_its_folder_may_not_be_entered(tmp_path):
    (tmp_path / "closed").mkdir(0)
    assert said(CLOSED, str(tmp_path / "closed" / "own.gpkg")) == [[{"reason": "forbidden"}]]


@posix
def test_a_link_to_a_store_that_is_away_is_no_new_beginning(tmp_path):
    (tmp_path / "own.gpkg").symlink_to(tmp_path / "away" / "own.gpkg")
    assert is_begun(str(tmp_path / "own.gpkg"))
    assert not is_begun(str(tmp_path / "other.gpkg"))


@pytest.mark.parametrize("moving", ["UPDATE points SET geom = x'00'", "UPDATE shapes SET geom = x'00'"])
def test_a_geometry_that_was_moved_in_another_program_is_told_by_the_check(tmp_path, moving):
    line = '{"type":"LineString","coordinates":[[116.3,39.8],[116.4,39.9]]}'
    store = open_store(str(tmp_path / "own.gpkg"))
    store.apply(draft(added=[point("p-1"), point("p-2", shape=line)]), 0)
    store.check()
    with closing(sqlite3.connect(tmp_path / "own.gpkg")) as other, other:
        other.execute(moving)
    with pytest.raises(StoreError) as raised:
        store.check()
    assert codes(raised) == ["store-edited"]
    store.close()
