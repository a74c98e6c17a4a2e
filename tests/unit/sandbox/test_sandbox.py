"""The process that reads files: its bounds, its queue, and that nothing but values comes out of it."""

import io
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Event

import psutil
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.sandbox import Bounds, LimitReached, ProgressArgument, Sandbox, SharedArgument, process, queue
from fengtai_map.sandbox.codec import PIECE, AnswerReader, Writer, records_of
from fengtai_map.sandbox.frames import PART, RAW, REQUEST, ROOT, SHARED, receive
from fengtai_map.user_points.upload.parse import read_files
from tests import boxed, data_rows
from tests.user_points import point

MEGABYTE = 1_000_000
BOUNDS = Bounds(memory=200 * MEGABYTE, seconds=60, answer=MEGABYTE, scratch=2 * MEGABYTE)
SHORT = replace(BOUNDS, seconds=1)
PATIENCE = 60  # seconds; this machine may be busy with other things
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound, and no such signal")
SERVER = """
import sys
from fengtai_map.sandbox import Bounds, Sandbox
from tests import boxed

with Sandbox().asked(Bounds(10**9, 600, 10**6, 10**6), boxed.helped, sys.argv[2], sys.argv[1]) as job:
    job.wait(600)
"""
HELD = boxed.Held(
    point=point("a", note="丰台🗺️\ud800"),
    shape=shapely.LineString([(116.25, 39.75, 0), (116.5, 39.8, 7)]),
    photo=bytes(range(256)) * PIECE,
    rows=(*((f"{n}", "同", "x" * (n % 99)) for n in range(20_000)), ("长" * PIECE,), ()),
    more={"a": frozenset({1, 2}), "": frozenset()},
)


@pytest.fixture
def box():
    made = Sandbox()
    yield made
    made.close()


def call(box, function, *arguments, bounds=BOUNDS):
    with box.asked(bounds, function, *arguments) as job:
        assert job.wait(PATIENCE)
        return job.result()


def why(box, function, *arguments, bounds=BOUNDS):
    with pytest.raises(LimitReached) as ended:
        call(box, function, *arguments, bounds=bounds)
    return ended.value.why


def until(condition):
    """Wait until something is so; what it is."""
    pause = Event()
    for _ in range(PATIENCE * 50):
        if found := condition():
            return found
        pause.wait(0.02)
    raise AssertionError("it did not come")


def written(file):
    """The process that has left its number in a file."""
    return psutil.Process(int(until(lambda: file.exists() and file.read_text(encoding="utf-8"))))


def test_whatever_a_function_returns_comes_back_as_it_was(box):
    bounds = replace(BOUNDS, answer=40 * MEGABYTE)
    found, infinite = call(box, boxed.same, replace(HELD, less=(HELD,)), bounds=bounds)
    assert found == replace(HELD, less=(HELD,))
    assert infinite == float("inf")
    assert found.rows[1][1] is found.rows[2][1]  # a text that comes again is kept once


def test_what_a_page_asks_of_a_file_may_hold_just_these_records():
    names = {kind.__name__ for kind in records_of(read_files)}
    assert names == {"Question", "ParsedFile", "GivenFields", "Table", "AcceptedRow", "Problem", "UserPoint", "Text"}


def pieces(value, records):
    return list(Writer(records).pieces(value))


def test_no_piece_of_a_long_answer_holds_pythons_lock_for_long():
    sizes = [len(piece) for kind, piece in pieces(HELD, (boxed.Held, *records_of(boxed.same))) if kind != RAW]
    assert max(sizes) < 3 * PIECE


def test_what_no_function_says_it_returns_is_not_sent(box):
    assert why(box, boxed.foreign) == "crash"


trees = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 99) | st.floats() | st.text(max_size=3) | st.sampled_from("wltsfmpbxg"),
    lambda inner: st.lists(inner, max_size=4),
)


@given(st.lists(st.tuples(st.sampled_from([PART, RAW]), trees), max_size=3), trees)
def test_whatever_a_process_says_is_a_value_or_no_answer(parts, root):
    reader = AnswerReader(records_of(boxed.same))
    try:
        for kind, tree in parts:
            reader.take(kind, json.dumps(tree).encode())
        reader.root(json.dumps(root).encode())
    except process.WRONG:
        pass


def test_a_process_serves_one_call_after_another(box):
    assert len({call(box, boxed.pid) for _ in range(3)}) == 1


def test_a_value_that_calls_share_is_sent_once(box):
    call(box, boxed.pid)
    box._process._asks, pipe = io.BytesIO(), box._process._asks
    for key in ("a", "a", "b", "a"):
        box._process._send(None, {key: 1})
    box._process._asks, sent = pipe, box._process._asks
    sent.seek(0)
    assert [receive(sent)[0] for _ in range(6)] == [SHARED, REQUEST, REQUEST, SHARED, REQUEST, REQUEST]
    bounds = replace(BOUNDS, answer=20 * MEGABYTE)
    assert [call(box, boxed.same, SharedArgument("held", HELD), bounds=bounds)[0] == HELD for _ in range(2)] == [
        True,
        True,
    ]


def test_what_a_call_asks_for_is_there_however_often_its_other_half_changes(box):
    always = SharedArgument("always", "mark")
    for number in range(4):
        assert call(box, boxed.joined, always, SharedArgument(f"kept-{number}", str(number))) == f"mark{number}"


@pytest.mark.parametrize(
    ("function", "argument", "expected"),
    [
        (boxed.hog, MEGABYTE, "memory"),
        (boxed.spin, None, "time"),
        (boxed.deaf, 60, "time"),
        (boxed.fall, "a cell", "crash"),
        (boxed.long_answer, 2 * MEGABYTE, "answer"),
        pytest.param(boxed.leap, 2000 * MEGABYTE, "memory", marks=posix),
        pytest.param(boxed.break_off, signal.SIGSEGV, "crash", marks=posix),
    ],
)
def test_a_call_that_goes_too_far_ends_and_the_next_one_works(box, function, argument, expected):
    arguments = [] if argument is None else [argument]
    first = call(box, boxed.pid)
    assert why(box, function, *arguments, bounds=SHORT if expected == "time" else BOUNDS) == expected
    assert not psutil.pid_exists(first)
    assert call(box, boxed.pid) != first


@posix
def test_the_kernel_keeps_the_bounds_that_a_watch_may_be_too_late_for(box, monkeypatch):
    call(box, boxed.pid)
    monkeypatch.setattr(process, "TICK", PATIENCE)  # nobody watches
    assert why(box, boxed.leap, 2000 * MEGABYTE) == "memory"
    assert why(box, boxed.disk, 4 * MEGABYTE) == "crash"
    assert call(box, boxed.disk, MEGABYTE) == 1 << 20


def test_a_problem_is_reported_without_a_word_of_the_file(box, caplog):
    assert why(box, boxed.fall, "a cell") == "crash"
    (said,) = (record.carried for record in caplog.records if record.msg == "sandbox-ended")
    assert "KeyError" in said["where"]
    assert "boxed.py" in said["where"]
    assert "a cell" not in json.dumps(said)


def test_what_a_library_prints_is_no_answer(box):
    assert call(box, boxed.chatter) == 0


SLEEPS = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(600)"
HOGS = "import os, sys, time; held = os.urandom(170_000_000); time.sleep(600)"


def test_what_a_function_has_done_by_another_python_counts_and_ends_with_it(box, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "GRACE", 0)
    assert call(box, boxed.helped, "raise SystemExit(7)", "") == 7
    assert why(box, boxed.helped, HOGS, "") == "memory"
    with box.asked(BOUNDS, boxed.helped, SLEEPS, str(tmp_path / "mark")):
        helper = written(tmp_path / "mark")
    helper.wait(PATIENCE)


def test_the_process_knows_no_secret_of_the_server(box, monkeypatch):
    monkeypatch.setenv("FENGTAI_STORE", "postgresql://a:secret@b/c")
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert "secret" not in json.dumps(call(box, boxed.environment))


@pytest.mark.parametrize("way", ["socket", "name", "program", "shell"])
def test_the_process_opens_no_network_and_no_program(box, way):
    assert call(box, boxed.outside, way)


def test_who_waits_is_told_how_far_it_is(box, tmp_path):
    mark = tmp_path / "mark"
    with box.asked(BOUNDS, boxed.stepwise, report=ProgressArgument(), mark=str(mark)) as job:
        written(mark)
        until(lambda: job.done == 0.25)
        mark.unlink()
        assert job.wait(PATIENCE)
        assert job.result() == 0.5


def test_those_who_wait_know_their_place_and_come_in_order(box, tmp_path):
    with ExitStack() as open_:
        first = open_.enter_context(box.asked(BOUNDS, boxed.pid, 60.0, str(tmp_path / "first")))
        others = [open_.enter_context(box.asked(BOUNDS, boxed.pid, 0.0, f"{tmp_path / name}")) for name in "abc"]
        written(tmp_path / "first")
        assert [job.ahead for job in (first, *others)] == [0, 1, 2, 3]
        assert not any(job.over.is_set() for job in (first, *others))


def test_who_goes_away_is_dropped_and_what_runs_is_ended(box, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "GRACE", 0)
    with box.asked(BOUNDS, boxed.pid, 60.0, f"{tmp_path / 'a'}"):
        running = written(tmp_path / "a")
        with box.asked(BOUNDS, boxed.pid, 0.0, f"{tmp_path / 'b'}"):
            assert len(box._queue) == 2
        assert len(box._queue) == 1
    running.wait(PATIENCE)
    assert call(box, boxed.pid) != running.pid
    assert not (tmp_path / "b").exists()


def test_who_comes_back_at_once_finds_the_same_call(box, tmp_path):
    asked = (BOUNDS, boxed.pid, 0.5, f"{tmp_path / 'a'}")
    with box.asked(*asked) as job:
        running = written(tmp_path / "a")
    with box.asked(*asked) as again:
        assert again is job
        assert again.wait(PATIENCE)
        assert again.result() == running.pid


def test_who_comes_back_while_it_is_ended_is_served_all_the_same(box, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "GRACE", 0)
    asked = (BOUNDS, boxed.pid, 0.3, f"{tmp_path / 'a'}")
    with ExitStack() as first, ExitStack() as again:
        first.enter_context(box.asked(*asked))
        running = written(tmp_path / "a")
        with box._turn:  # nobody takes the call out of the queue yet
            first.close()
            running.wait(PATIENCE)
            job = again.enter_context(box.asked(*asked))
        assert job.wait(PATIENCE)
        assert job.result() != running.pid


def test_many_who_ask_at_once_share_one_process(box):
    with ThreadPoolExecutor(8) as pool:
        pids = set(pool.map(lambda n: call(box, boxed.pid, n / 1000), range(16)))
    assert len(pids) == 1
    assert box._queue == []


def test_a_process_that_nobody_needs_gives_its_memory_back(box, monkeypatch):
    monkeypatch.setattr(queue, "IDLE", 0.05)
    found = psutil.Process(call(box, boxed.pid))
    found.wait(PATIENCE)
    assert call(box, boxed.pid) != found.pid


def test_what_a_process_put_aside_goes_with_it(box):
    found = call(box, boxed.environment)["TMPDIR"]
    assert Path(found).is_dir()
    box.close()
    assert not Path(found).exists()


@posix
def test_a_server_that_is_killed_leaves_no_process_behind(tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": f"{data_rows.ROOT / 'src'}{os.pathsep}{data_rows.ROOT}",
        "TMPDIR": str(tmp_path),
    }
    with subprocess.Popen([sys.executable, "-c", SERVER, tmp_path / "mark", SLEEPS], env=environment) as server:
        reading = written(tmp_path / "mark")
        server.kill()
    reading.wait(PATIENCE)
    assert [path.name for path in tmp_path.iterdir()] == ["mark"]


def test_a_root_alone_is_an_answer():
    assert pieces((1, None, "a", 2.5, [True]), ()) == [(ROOT, b'["t",1,null,"a",2.5,["l",true]]')]
