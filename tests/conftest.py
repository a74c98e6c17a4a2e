import functools
import gc
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import configuration, settings

from fengtai_map.data.load import load, syntax
from tests import data_rows
from tools import nginx, node, pgbouncer
from tools import postgres as server

SERVERS = ("nginx", "pgbouncer", "postgres")  # programs that a contributor's machine need not have
LONGEST = "test_laptop_bundle"  # some four minutes
BROWSER = data_rows.ROOT / "tests" / "browser"
FOR_CI = pytest.StashKey[int]()  # how many tests were left out because they are for continuous integration

gc.disable()  # while tests are collected: what they import stays, and looking through it again and again takes a fifth

# Every run tries the same values, asks no clock, and leaves nothing behind but what `make clean` takes away.
settings.register_profile("fengtai", deadline=None, derandomize=True, database=None)
settings.register_profile("mutants", settings.get_profile("fengtai"), max_examples=20)  # make mutants: hundreds of runs
settings.load_profile("fengtai")
configuration.set_hypothesis_home_dir(data_rows.ROOT / ".pytest_cache" / "hypothesis")


def pytest_report_header():
    return [_text_at_hand(), *left_out().values()]


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    for item in items:
        if any(map(item.get_closest_marker, SERVERS)):
            item.add_marker(pytest.mark.ci)
        for name, reason in left_out().items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))
    many = Counter(item.path for item in items)
    items.sort(key=lambda item: _turn(item, many[item.path]))


def _turn(item, many):
    """The longest first, else one worker ends long after the others; last what leaves an event loop running.

    A worker takes a file at a time, and those of the browser are long: the fullest of them first.
    """
    in_browser = item.path.is_relative_to(BROWSER)
    return LONGEST not in item.nodeid, in_browser, in_browser and -many


def pytest_collection_finish():
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # tests make much and keep little: it is looked through seldom
    gc.enable()


def pytest_deselected(items):
    stash = items[0].config.stash
    stash[FOR_CI] = stash.get(FOR_CI, 0) + sum(item.get_closest_marker("ci") is not None for item in items)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # one of several processes, which tells the one that sums up
        session.config.workeroutput["for_ci"] = session.config.stash.get(FOR_CI, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    found = getattr(node, "workeroutput", {}).get("for_ci", 0)  # each of the processes chose from all tests
    node.config.stash[FOR_CI] = max(found, node.config.stash.get(FOR_CI, 0))


def pytest_terminal_summary(terminalreporter, config):
    for reason in left_out().values():
        terminalreporter.write_line(f"NOT TESTED: {reason}", red=True, bold=True)
    if n := config.stash.get(FOR_CI, 0):
        terminalreporter.write_line(
            f"LEFT OUT: {n} tests that want other programs or a whole machine (marker ci); `make test-all` runs them, "
            "as continuous integration does",
            bold=True,
        )


@functools.cache
def left_out():
    """The marks of the tests that cannot be tried on this machine, each with the reason; none where CI runs."""
    reasons = {} if node.find() else {"node": node.MISSING}
    if not server.wanted():
        reasons["postgres"] = f"{server.ENVIRONMENT}=0: nothing is tried on PostgreSQL"
    for name, program in {"postgres": server, "pgbouncer": pgbouncer, "nginx": nginx}.items():
        if name not in reasons and not program.here():
            reasons[name] = f"{name} is not on this machine: `make machine` installs it on Debian and Ubuntu"
    return reasons


def _text_at_hand():
    if data_rows.TEXT.is_file():
        return f"release text: {data_rows.TEXT}; every quote is proven against it"
    return f"release text: not at {data_rows.TEXT}; quotes are checked for their number and length only, not proven"


@pytest.fixture(scope="session")
def data():
    """The data folder of this checkout."""
    return data_rows.DATA


@pytest.fixture(scope="session")
def atlas(data):
    """All that is known, as the dashboard loads it."""
    return load(data)


@pytest.fixture(scope="session", autouse=True)
def _parsed_once():
    """A text of the data is parsed once: tests that break a copy of the data leave all files but one as they are."""
    with pytest.MonkeyPatch.context() as patch:
        for parser in (syntax.toml, syntax.json_value):
            patch.setattr(syntax, parser.__name__, functools.lru_cache(maxsize=200)(parser))
        yield


@pytest.fixture(scope="session")
def postgres():
    """The URL of a PostgreSQL with PostGIS that belongs to these tests."""
    with server.running() as started:
        yield started.url


@pytest.fixture(scope="session")
def next_release(data, tmp_path_factory):
    """A copy of data/ to which an invented release was added, with the pages and stories that go with it."""
    folder = Path(shutil.copytree(data, tmp_path_factory.mktemp("next") / "data"))
    shutil.copytree(data_rows.NEXT, folder / "release" / data_rows.NEXT.name)
    shutil.copytree(data_rows.NEXT.parent / "beside", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def later(next_release):
    """All that is known once the invented release is there."""
    return load(next_release)
