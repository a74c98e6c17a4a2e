"""The store of own points: one suite, on SQLite and on PostgreSQL."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import geopandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import event, text

from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import Conflict, StaleVersion, StoreError, open_store
from fengtai_map.user_points.store import connection as engine
from fengtai_map.user_points.store.connection import engine_of, read_url
from tests import data_rows, fuzz
from tests.every import every
from tests.problem_codes import CODES
from tests.user_points import SIGNED, codes, draft, point

HOSTILE = [
    "'; DROP TABLE points; --",
    "<script>alert(1)</script>",
    "%s {x} :y ? \\ \n\t",
    "丰台🗺️é\u202e",
    "\\u0000",
    " ",
]
TABLES = "touched, changes, points, store, own_lists, own_kinds, own_photos, own_stories, own_story_changes"
CHILD = """
import os, signal, sys
from sqlalchemy import event
from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import ChangeDraft, open_store
from fengtai_map.i18n import Text

url, when = sys.argv[1], sys.argv[2]
store = open_store(url)
seen = []
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def count(connection, cursor, statement, *_):
    seen.append(statement)
    if when == str(len(seen)):
        die()
name = Text(zh="新", en="new")
def point(n, lat):
    return UserPoint(id=f"p-{n}", name=name, kind="school", lon=116.3, lat=lat, error_m=9, basis="mapped",
                    status="planned")
draft = ChangeDraft(added=[point(n, 1) for n in range(10, 2010)], changed=[point(1, 2)], removed=["p-2"],
              who="x", reason="y", when="2026-11-25T08:00:00Z")
version = store.version()
event.listen(store.engine, "after_cursor_execute", count)
if when == "commit":
    event.listen(store.engine, "commit", die)
store.apply(draft, version)
die()
"""
RACER = """
import sys
from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import ChangeDraft, StaleVersion, open_store
from fengtai_map.i18n import Text

url, who = sys.argv[1:]
store = open_store(url)
for n in range(5):
    p = UserPoint(id=f"{who}-{n}", name=Text(zh="a", en="b"), kind="school", lon=1, lat=2, error_m=3, basis="mapped",
                 status="existing")
    version = store.version()
    while True:
        try:
            store.apply(ChangeDraft(added=[p], who=who, reason="race", when="2026-11-25T08:00:00Z"), version)
            break
        except StaleVersion as stale:
            version = stale.version
store.close()
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(data_rows.ROOT / "src")}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The address of a store that is not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'own.gpkg'}"
    server = request.getfixturevalue("postgres")
    first = engine_of(read_url(server))
    with first.begin() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
        connection.execute(text(f"DROP TABLE IF EXISTS {TABLES}"))
    first.dispose()
    return server


@pytest.fixture
def opened():
    """Opens stores, and closes them when the test is over."""
    stores = []

    def open_(url):
        stores.append(open_store(str(url)))
        return stores[-1]

    yield open_
    for one in stores:
        one.close()


@pytest.fixture
def store(url, opened):
    return opened(url)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The bytes of a SQLite store that holds 30 points and a history."""
    file = tmp_path_factory.mktemp("filled") / "own.gpkg"
    with closing(open_store(str(file))) as store:
        store.apply(draft(added=[point(f"p-{n}", note="x" * 50) for n in range(30)]), 0)
    return file.read_bytes()


def alter(store, statement):
    """Do what no other program should."""
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text(statement))


def child(script, *arguments):
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=ENVIRONMENT, stderr=subprocess.PIPE)


def counts(line):
    return line.added, line.changed, line.removed


def test_a_new_store_is_empty_and_whole(store):
    assert (store.version(), store.points(), store.lines(9)) == (0, (), ())
    store.check()


def test_a_change_is_seen_by_every_other_session(store, url, opened):
    other = opened(url)
    change = store.apply(draft(added=[point("b"), point("a")]), 0)
    assert change.id == 1
    assert counts(other.lines()[0]) == (2, 0, 0)
    assert other.version() == 1
    assert other.points() == (point("a"), point("b"))


def test_history_tells_who_when_why_and_what_newest_first(store):
    store.apply(draft(added=[point("a"), point("b")]), 0)
    store.apply(draft(added=[point("c")], changed=[point("a", lat=1)], removed=["b"], who="李", reason="改"), 1)
    newest, first = store.lines(9)
    assert (newest.id, newest.who, newest.reason, newest.when, newest.undoes) == (2, "李", "改", SIGNED["when"], None)
    assert [(one.id, one.before, one.after) for one in store.touched(newest.id)] == [
        ("a", point("a"), point("a", lat=1)),
        ("b", point("b"), None),
        ("c", None, point("c")),
    ]
    assert counts(newest) == (1, 1, 1)
    assert first.id == 1
    assert store.lines(1) == (newest,)


def test_who_was_overtaken_is_told_and_changes_nothing(store):
    store.apply(draft(added=[point("a")]), 0)
    with pytest.raises(StaleVersion) as error:
        store.apply(draft(added=[point("b")]), 0)
    assert (error.value.version, codes(error)) == (1, ["store-stale"])
    assert store.points() == (point("a"),)


def test_what_is_refused_is_said_with_its_particulars(store):
    """As the words of the catalogue name them: the version that is current, the change and what was changed since."""
    store.apply(draft(added=[point(f"p{number}") for number in range(9)]), 0)
    store.apply(draft(changed=[point(f"p{number}", lat=1) for number in range(9)]), 1)
    with pytest.raises(StaleVersion) as stale:
        store.apply(draft(added=[point("b")]), 1)
    assert stale.value.problems[0].particulars == {"version": "2"}
    with pytest.raises(Conflict) as conflict:
        store.undo(1, **SIGNED)
    particulars = conflict.value.problems[0].particulars
    assert (particulars["change"], particulars["n"], particulars["later"]) == ("1", "9", "2")
    assert particulars["names"].startswith("点、点")
    assert particulars["names"].endswith("、…")
    assert len(conflict.value.ids) == 9


def test_an_undo_can_be_undone_and_changes_go_in_order(store):
    before = (point("a"), point("b"))
    after = (point("a", lat=1), point("c"))
    far = point("z", lon=116.4)
    store.apply(draft(added=before), 0)
    change = store.apply(draft(added=[point("c")], changed=[point("a", lat=1)], removed=["b"]), 1)
    assert store.apply(draft(added=[far]), 2).id == 3  # another point is no obstacle
    undo = store.undo(change.id, **SIGNED)
    assert undo.undoes == 2
    assert counts(store.lines(1)[0]) == (1, 1, 1)
    assert store.points() == (*before, far)
    store.undo(undo.id, **SIGNED)
    assert store.points() == (*after, far)
    store.undo(change.id, **SIGNED)
    store.undo(1, **SIGNED)
    assert store.points() == (far,)
    store.check()


def test_an_undo_that_would_make_a_place_two_is_refused(store):
    there = point("d", lat=39.8501)  # as near as no file may have a place twice
    store.apply(draft(added=[point("a"), point("b", name=Text(zh="乙", en="B")), point("c", kind="hospital")]), 0)
    gone = store.apply(draft(removed=["a", "b", "c"]), 1)
    store.apply(draft(added=[there]), 2)
    with pytest.raises(Conflict) as error:
        store.undo(gone.id, **SIGNED)
    assert (error.value.ids, codes(error)) == (("a",), ["store-again"])
    assert error.value.problems[0].particulars["later"] == "3"
    store.undo(3, **SIGNED)
    store.undo(gone.id, **SIGNED)
    assert [one.id for one in store.points()] == ["a", "b", "c"]


def test_what_points_were_is_told_the_latest_first_with_the_change_that_ended_it(store):
    store.apply(draft(added=[point("a"), point("b")]), 0)
    store.apply(draft(changed=[point("a", note="一"), point("b", note="一")]), 1)
    store.apply(draft(removed=["a"]), 2)
    assert store.states(["a", "z"]) == ((3, point("a", note="一")), (2, point("a")))


def test_two_places_that_were_there_together_come_back_together(store):
    store.apply(draft(added=[point("a"), point("b")]), 0)
    store.apply(draft(removed=["a"]), 1)
    store.apply(draft(changed=[point("b", note="改")]), 2)
    store.undo(2, **SIGNED)
    assert store.points() == (point("a"), point("b", note="改"))


def test_what_was_changed_since_is_not_undone(store):
    store.apply(draft(added=[point("a"), point("b"), point("c")]), 0)
    store.apply(draft(changed=[point("b", lat=1)], removed=["c"]), 1)
    with pytest.raises(Conflict) as error:
        store.undo(1, **SIGNED)
    assert (error.value.ids, set(codes(error))) == (("b", "c"), {"store-conflict"})
    assert (store.version(), store.points()) == (2, (point("a"), point("b", lat=1)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"added": [point("a")]}, ["store-id-taken"]),
        ({"changed": [point("x")], "removed": ["y"]}, ["store-id-unknown", "store-id-unknown"]),
        ({"added": [point("x")], "removed": ["x"]}, ["store-id-twice", "store-id-unknown"]),
        ({"added": [point("x", note="\0")]}, ["store-text"]),
        ({"who": " ", "reason": ""}, ["store-unsigned", "store-unsigned"]),
        ({"added": [point("x")], "reason": "\0", "removed": ["y"]}, ["store-text", "store-id-unknown"]),
    ],
)
def test_a_draft_that_cannot_be_is_refused_whole_with_every_problem(store, values, expected):
    store.apply(draft(added=[point("a")]), 0)
    with pytest.raises(StoreError) as error:
        store.apply(draft(**values), 1)
    assert codes(error) == expected
    assert (store.version(), store.points()) == (1, (point("a"),))


def test_a_change_that_never_was_cannot_be_undone(store):
    with pytest.raises(StoreError) as error:
        store.undo(7, **SIGNED)
    assert codes(error) == ["store-change-unknown"]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_written_is_kept_as_text(store, words):
    one = point("a", name=Text(zh=words, en=words), note=words, origin=words)
    store.apply(draft(added=[one], who=words.strip() or "x", reason=words.strip() or "x"), 0)
    assert store.points() == (one,)
    assert store.touched(1)[0].after == one
    assert store.lines(1)[0].who == (words.strip() or "x")


def test_many_points_are_asked_for_as_columns_by_number_and_by_name(store):
    names = ("东门", "Gate 100%", "西门", "东门南")
    added = [point(f"p-{n}", lon=116 + n, error_m=n + 1.0, name=Text(zh=name, en=name)) for n, name in enumerate(names)]
    store.apply(draft(added=added), 0)
    found = store.columns(without=["p-2"])
    assert (len(found), store.count()) == (3, 4)
    assert (found.lon.tolist(), found.error_m.tolist()) == ([116, 117, 119], [1, 2, 4])
    assert [found.kinds[code] for code in found.kind] == [added[0].kind] * 3
    assert [one.id for one in store.numbered(found.number.tolist())] == ["p-0", "p-1", "p-3"]
    assert [one.id for one in store.named("门", 9)] == ["p-0", "p-2", "p-3"]
    assert [one.id for one in store.named("gate 100%", 9)] == ["p-1"]
    assert [one.id for one in store.odd([added[0].kind], [added[0].basis], ["p-3"], 9)] == ["p-3"]
    assert store.held(["p-1", "none"]) == (added[1],)


@pytest.mark.parametrize(
    "edit", ["UPDATE points SET name_zh = '改名' WHERE id = 'p-1'", "UPDATE points SET lon = 116 WHERE id = 'p-1'"]
)
def test_what_another_program_has_edited_is_told_by_the_check(store, edit):
    store.apply(draft(added=[point(f"p-{n}") for n in range(3)]), 0)
    store.apply(draft(changed=[point("p-1", note="changed")], removed=["p-2"]), 1)
    store.check()
    alter(store, edit)
    with pytest.raises(StoreError) as raised:
        store.check()
    assert [(one.code, one.particulars["names"]) for one in raised.value.problems] == [("store-edited", "p-1")]


def test_what_another_program_has_spoilt_is_a_problem_whatever_is_asked(store):
    store.apply(draft(added=[point("p-1")]), 0)
    alter(store, "UPDATE points SET fields = '{'")
    for ask in (store.points, store.check, lambda: store.held(["p-1"])):
        with pytest.raises(StoreError) as raised:
            ask()
        assert codes(raised) == ["store-broken"]


def test_a_value_that_another_program_wrote_is_named_with_its_point(store):
    for column, value in (("status", "完成"), ("fields", "{")):
        store.apply(draft(added=[point(f"p-{column}")]), store.version())
        alter(store, f"UPDATE points SET {column} = '{value}' WHERE id = 'p-{column}'")  # noqa: S608  # words of this test
        with pytest.raises(StoreError) as raised:
            store.held([f"p-{column}"])
        detail = raised.value.problems[0].particulars["detail"]
        assert (detail.startswith(f"p-{column} {column}"), detail.endswith(value)) == (True, True)


def test_twenty_five_thousand_points_come_change_and_go(store):
    added = [point(f"p-{n:05}", lon=116 + n / 1e5) for n in range(25_000)]
    store.apply(draft(added=added), 0)
    assert store.points() == tuple(added)
    store.undo(1, **SIGNED)
    assert store.points() == ()
    store.check()


numbers = some.floats(allow_nan=False, allow_infinity=False)
words = some.text(some.characters(codec="utf-8", exclude_characters="\0"))
points = some.builds(point, some.sampled_from("abcdef"), lon=numbers, lat=numbers, note=words, origin=words)
names = some.sampled_from("abcdef")
UNDO = None
steps = some.lists(some.one_of(points, names, some.just(UNDO)), max_size=12)


def change_of(held, one):
    """The draft that puts a point or takes the one of a name away, and what a dict holds then."""
    if isinstance(one, UserPoint):
        return draft(**{"changed" if one.id in held else "added": [one]}), held | {one.id: one}
    return draft(removed=[one] if one in held else []), {name: held[name] for name in held if name != one}


@settings(max_examples=15)
@given(steps)
def _sequence(store, sequence):
    states = [{one.id: one for one in store.points()}]
    for one in sequence:
        if one is not UNDO:
            change, after = change_of(states[-1], one)
            store.apply(change, store.version())
            states.append(after)
        elif len(states) > 1:
            store.undo(store.version(), **SIGNED)
            states.append(states[-2])
        assert store.points() == tuple(states[-1][name] for name in sorted(states[-1]))
    assert len(store.lines(10_000)) == store.version()
    store.check()


def test_any_sequence_of_changes_leaves_what_a_plain_dict_would_hold(store):
    _sequence(store)


def test_of_many_threads_with_one_version_one_wins(store):
    def attempt(n):
        try:
            return store.apply(draft(added=[point(f"p-{n}")]), 0).id
        except StaleVersion as stale:
            return -stale.version

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(attempt, range(8)))
    assert outcomes == [-1] * 7 + [1]
    assert len(store.points()) == 1


def test_processes_that_open_a_new_store_at_once_lose_nothing(url, opened):
    racers = [child(RACER, url, who) for who in ("a", "b", "c")]
    said = [racer.communicate()[1] for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0, 0], said
    store = opened(url)
    assert [one.id for one in store.points()] == [f"{who}-{n}" for who in "abc" for n in range(5)]
    assert store.version() == 15
    store.check()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_server_killed_in_the_middle_of_an_apply_leaves_all_or_nothing(url, opened):
    before = (point("p-1"), point("p-2"))
    first = opened(url)
    first.apply(draft(added=before), 0)
    # 1 locks, 2 asks, 3 and 4 write the history, 5 to 7 the points, 8 the version
    for when in ("2", "4", "6", "8", "commit"):
        killed = child(CHILD, url, when)
        _, said = killed.communicate()
        assert killed.returncode == -signal.SIGKILL, said
        assert (first.version(), first.points()) == (1, before), when
        opened(url).check()
    killed = child(CHILD, url, "afterwards")
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert (first.version(), len(first.points())) == (2, 2001)
    first.check()
    first.undo(2, **SIGNED)
    assert first.points() == before


@pytest.fixture
def impatient(monkeypatch):
    """Whoever finds a store locked gives up at once."""
    monkeypatch.setitem(engine.CONNECTING, "sqlite", {"timeout": 0, "isolation_level": None})
    monkeypatch.setattr(engine, "ON_WRITE", "SET LOCAL lock_timeout = '1ms'")


@pytest.mark.usefixtures("impatient")
def test_a_store_that_another_writes_says_it_is_busy_and_can_be_read(store, url):
    other = engine_of(read_url(url))
    with other.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE store SET version = 9"))
        with pytest.raises(StoreError) as error:
            store.apply(draft(added=[point("a")]), 0)
        assert codes(error) == ["store-busy"]
        assert (store.version(), store.points()) == (0, ())
        connection.rollback()
    other.dispose()
    store.apply(draft(added=[point("a")]), 0)


def test_a_full_disk_is_reported_and_nothing_is_half_applied(tmp_path, opened):
    store = opened(tmp_path / "own.gpkg")
    store.apply(draft(added=[point("a")]), 0)
    limit = event.listens_for(store.engine, "begin")
    limit(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 40"))
    with pytest.raises(StoreError) as error:
        store.apply(draft(added=[point(f"p-{n}", note="x" * 999) for n in range(500)]), 1)
    assert codes(error) == ["store-unwritable"]
    assert (store.version(), store.points()) == (1, (point("a"),))
    store.check()


def test_a_store_that_may_only_be_read_says_so(tmp_path, opened):
    store = opened(tmp_path / "own.gpkg")
    event.listen(store.engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
    with pytest.raises(StoreError) as error:
        store.apply(draft(added=[point("a")]), 0)
    assert codes(error) == ["store-unwritable"]


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(StoreError) as error:
        open_store(str(tmp_path / "none" / "own.gpkg"))
    assert codes(error) == ["store-unwritable"]


def test_a_file_that_goes_is_reported_and_not_begun_anew(tmp_path, opened):
    store = opened(tmp_path / "own.gpkg")
    store.apply(draft(added=[point("a")]), 0)
    (tmp_path / "own.gpkg").rename(tmp_path / "away.gpkg")
    for ask in (store.version, store.state, store.points, lambda: store.apply(draft(added=[point("b")]), 1)):
        with pytest.raises(StoreError) as error:
            ask()
        assert codes(error) == ["store-gone"]
    assert [path.name for path in tmp_path.iterdir()] == ["away.gpkg"]
    (tmp_path / "away.gpkg").rename(tmp_path / "own.gpkg")
    store.apply(draft(added=[point("b")]), 1)
    assert opened(tmp_path / "own.gpkg").points() == (point("a"), point("b"))


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_lets_nobody_write_says_so(store, url, opened):
    store.apply(draft(added=[point("a")]), 0)
    reader = opened(f"{url}&options=-c%20default_transaction_read_only%3Don")
    assert reader.points() == (point("a"),)
    with pytest.raises(StoreError) as error:
        reader.apply(draft(added=[point("b")]), 1)
    assert codes(error) == ["store-unwritable"]


def test_a_server_that_is_not_there_is_reported_without_its_password(tmp_path):
    with pytest.raises(StoreError) as error:
        open_store(f"postgresql://me:secret@/own?host={tmp_path}")
    assert codes(error) == ["store-unreachable"]
    assert "secret" not in str(error.value.problems)


@every("address", ["mysql://host/own", "sqlite://", "sqlite:///:memory:", "://", "http://host", ""])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(StoreError) as error:
        open_store(address)
    assert codes(error) == ["store-url"]


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("id,name\n" * 200)
    with pytest.raises(StoreError) as error:
        open_store(str(file))
    assert codes(error) == ["store-foreign"]
    assert file.read_text() == "id,name\n" * 200


def test_tables_of_another_program_are_refused(url):
    other = engine_of(read_url(url))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE points (id INTEGER)"))
    with pytest.raises(StoreError) as error:
        open_store(url)
    assert codes(error) == ["store-foreign"]
    other.dispose()


@pytest.mark.parametrize(
    ("statement", "code"),
    [("DELETE FROM points", "store-broken"), ("UPDATE store SET version = 7", "store-broken")],
)
def test_what_was_changed_behind_its_back_is_found(store, statement, code):
    store.apply(draft(added=[point("a")]), 0)
    alter(store, statement)
    with pytest.raises(StoreError) as error:
        store.check()
    assert codes(error) == [code]


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("UPDATE points SET status = 'gone'", "points"),
        ("UPDATE touched SET after = '{'", "touched"),
        ("DELETE FROM store", "version"),
    ],
)
def test_what_cannot_be_read_any_more_is_reported(store, statement, asked):
    store.apply(draft(added=[point("a")]), 0)
    alter(store, statement)
    with pytest.raises(StoreError) as error:
        getattr(store, asked)(*([1] if asked == "touched" else []))
    assert codes(error) == ["store-broken"]


def test_a_filled_store_has_no_problem(filled, tmp_path):
    (tmp_path / "own.gpkg").write_bytes(filled)
    assert faults_of(str(tmp_path / "own.gpkg")) == []


@given(some.lists(some.tuples(some.integers(0, 10**6), some.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=20 * fuzz.TIMES)
def test_any_bytes_in_its_file_give_points_or_a_problem(filled, tmp_path_factory, changes):
    content = bytearray(filled)
    for at, byte in changes:
        content[at % len(content)] = byte
    file = tmp_path_factory.mktemp("any") / "own.gpkg"
    file.write_bytes(content)
    assert set(faults_of(str(file))) <= set(CODES)


def faults_of(url):
    """The codes of what is wrong with a store, when everything in it is read."""
    try:
        with closing(open_store(url)) as store:
            assert len(store.points()) <= 30
            for line in store.lines(9):
                store.touched(line.id)
            store.check()
    except StoreError as error:
        return [problem.code for problem in error.problems]
    return []


def test_a_check_while_others_write_raises_no_false_alarm(store, url):
    racer = child(RACER, url, "a")
    while racer.poll() is None:
        store.check()
    _, said = racer.communicate()
    assert racer.returncode == 0, said
    assert store.version() == 5


def test_a_store_of_a_newer_schema_is_refused(store, url):
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE store SET schema = 4"))
    with pytest.raises(StoreError) as error:
        open_store(url)
    assert codes(error) == ["store-newer"]


@every("code", [code for code in CODES if code.startswith("store-") and code != "store-away"])  # see test_session
def test_every_problem_of_a_store_is_made_here(code):
    assert f'"{code}"' in Path(__file__).read_text(encoding="utf-8")


def test_the_file_is_a_geopackage_whose_layer_is_the_points(tmp_path, opened):
    store = opened(tmp_path / "own.gpkg")
    store.apply(draft(added=[point("a", lon=116.25), point("b"), point("c")]), 0)
    store.apply(draft(changed=[point("b", lat=39.5)], removed=["c"]), 1)
    layer = geopandas.read_file(tmp_path / "own.gpkg", layer="points")
    assert layer.crs == "EPSG:4326"
    assert list(zip(layer["id"], layer.geometry.x, layer.geometry.y, layer["name_zh"], strict=True)) == [
        ("a", 116.25, 39.85, "点"),
        ("b", 116.3, 39.5, "点"),
    ]
    with closing(sqlite3.connect(tmp_path / "own.gpkg")) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_postgis_keeps_a_geometry_in_step(store):
    store.apply(draft(added=[point("a")]), 0)
    store.apply(draft(changed=[point("a", lat=39.5)]), 1)
    with store.engine.connect() as connection:
        found = connection.execute(text("SELECT ST_X(geom), ST_Y(geom), ST_SRID(geom) FROM points")).all()
    assert found == [(116.3, 39.5, 4326)]


@every("options", ["sslmod=verify-full", "connect_timeout=soon"])
def test_an_option_in_an_address_that_is_none_is_a_problem(options):
    with pytest.raises(StoreError) as raised:
        open_store(f"postgresql://u@127.0.0.1:1/x?{options}")
    assert codes(raised) == ["store-unreachable"]


@every(
    "address",
    [
        "postgresql://u:long@secret@127.0.0.1:1/x", "postgresql://u:12/secret@127.0.0.1:1/x",
        "postgresql://u@127.0.0.1:1/x?password=secret", "postgresql://u@127.0.0.1:1/x?sslpassword=secret",
        "postgresql://u:secret@127.0.0.1:1/x?sslmode=secre",
    ],
)  # fmt: skip
def test_no_part_of_a_password_is_named_where_a_store_is_not_reached(address):
    with pytest.raises(StoreError) as raised:
        open_store(address)
    assert "secret" not in f"{raised.value} {[one.file for one in raised.value.problems]}"
