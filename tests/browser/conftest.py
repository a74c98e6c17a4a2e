import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partialmethod
from itertools import chain
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Frame, Page, expect, sync_playwright
from sqlalchemy import delete
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from fengtai_map.user_points.store import StoryDraft, open_store
from fengtai_map.user_points.store.schema import KINDS, LISTS, PHOTOS
from tests.browser.reader import VISIT, Reader
from tests.data_rows import ROOT
from tests.user_points import SIGNED, draft
from tools.browser import find

ARTEFACTS = ROOT / "tests" / "artefacts"
PATIENCE = 30  # seconds; this machine may be busy with other things
ENOUGH = 10  # seconds that a server has to end
HINTS_SEEN = "try { localStorage.setItem('fengtai-hints', 'filter map talk') } catch {}"
# Milliseconds between two looks at what a test waits for. Playwright looks at each frame, and has each drawn for that.
LOOK = 50
for seen in (Page, Frame):
    seen.wait_for_function = partialmethod(seen.wait_for_function, polling=LOOK)
SIZE = {"width": 1440, "height": 900}
# No name leads anywhere but to this machine: a request that would leave it fails at once, even from a worker.
ALONE = [
    "--no-sandbox",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # All tabs of this machine share one process, which one tab keeps: a second visit does not read the scripts anew.
    "--process-per-site",
]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What is tried once more has its module's servers and stores anew: what the first try left there would fail it."""
    if getattr(item, "execution_count", 1) > 1:
        for made in chain.from_iterable(item._fixtureinfo.name2fixturedefs.values()):
            if made.scope == "module":
                made.finish(item._request)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.when == "call" and report.failed and "page" in getattr(item, "funcargs", {}):
        ARTEFACTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", item.name).strip("-")
        item.funcargs["page"].screenshot(path=ARTEFACTS / f"{name}.png")
        item.funcargs["page"].goto("about:blank")  # so that whoever shares the tab begins anew
    return report


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _answers(address, server):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
                return answer.status == 200
        except OSError:
            try:
                server.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            return False
    return False


def _stop(server):
    """End a server, also one that was halted; one that waits for a browser that is still open is ended without it."""
    if hasattr(signal, "SIGCONT"):
        server.send_signal(signal.SIGCONT)
    server.terminate()
    try:
        server.wait(ENOUGH)
    except subprocess.TimeoutExpired:
        server.kill()


@dataclass
class Running:
    """A dashboard as a process of its own."""

    address: str
    process: subprocess.Popen


@contextmanager
def running(folder, *command, port=None, **environment):
    """A dashboard, under `streamlit run` unless another command is given; it ends with the block.

    Its log and the office's own points are kept in the folder.
    """
    port = port or _free_port()
    log = folder / f"{port}.txt"
    address = f"http://127.0.0.1:{port}"
    store = {"FENGTAI_STORE": str(folder / "own.gpkg"), "STREAMLIT_SERVER_PORT": str(port)}
    usual = ("-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.address", "127.0.0.1")
    with (
        log.open("a", encoding="utf-8") as out,
        subprocess.Popen(
            [sys.executable, *(command or usual)], cwd=ROOT, stdout=out, stderr=out,
            env=os.environ | store | environment,
        ) as server,
    ):  # fmt: skip
        try:
            assert _answers(address, server), log.read_text(encoding="utf-8")
            yield Running(address, server)
        finally:
            _stop(server)


def warm(address):
    """Let a server read its data and make a page before a browser comes, which draws frame after frame as it waits."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(f"{address.replace('http', 'ws')}/_stcore/stream", max_size=None) as session:
        session.send(asked.SerializeToString())
        while not ForwardMsg.FromString(session.recv(PATIENCE)).HasField("script_finished"):
            pass


@contextmanager
def served(folder, *command, **environment):
    """The address of a dashboard, which ends with the block."""
    with running(folder, *command, **environment) as server:
        warm(server.address)
        yield server.address


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory):
    """The address of the dashboard that all tests share, under serve.py."""
    with served(tmp_path_factory.mktemp("dashboard"), "serve.py", FENGTAI_ONLINE_MAPS="on") as address:
        yield address


@pytest.fixture
def serve(tmp_path):
    """Starts a dashboard of its own, on other data if a folder is given."""
    with ExitStack() as running:
        yield lambda folder=None: running.enter_context(
            served(tmp_path, **({"FENGTAI_DATA": str(folder)} if folder else {}))
        )


@pytest.fixture(scope="session")
def clerks_dashboard(tmp_path_factory):
    """The address of the dashboard that all modules with a store share, and that store."""
    folder = tmp_path_factory.mktemp("office")
    with served(folder, "serve.py") as address:
        store = open_store(str(folder / "own.gpkg"))
        yield address, store
        store.close()


@pytest.fixture(scope="module")
def office(clerks_dashboard, profiles):
    """The address of a dashboard with a store that is empty for each module but for its history, and that store."""
    yield clerks_dashboard
    profiles.leave()  # no tab is to draw the map of what now goes
    _empty(clerks_dashboard[1])


def _empty(store):
    """Let go all that is kept, as a change of its own, so that the server sees it."""
    with store._writing() as connection:
        for table in (KINDS, LISTS, PHOTOS):
            connection.execute(delete(table))
    for kept in store.stories():
        store.tell(StoryDraft(story=kept.story.id, after=None, **SIGNED), kept.change)
    store.apply(draft(removed=tuple(one.id for one in store.points())), store.version())


@pytest.fixture(scope="session")
def chromium():
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=find(), args=ALONE)
        yield browser
        browser.close()


@pytest.fixture
def outside():
    """Every request that tried to leave this machine. A test that expects some takes them out of the list."""
    return []


@pytest.fixture
def motion():
    """Whether the map flies ("no-preference") or jumps ("reduce"); most tests need not watch it fly."""
    return "reduce"


class Profiles:
    """A browser that has been here before, for each way that the map may move: it keeps the files it fetched."""

    def __init__(self, chromium, address):
        self._chromium, self._address = chromium, address
        self._made = {}

    def of(self, motion):
        """The profile; its first tab keeps the process of all others, and is the one that stays for who reads."""
        if motion not in self._made:
            made = self._made[motion] = self._chromium.new_context(viewport=SIZE, reduced_motion=motion, locale="zh-CN")
            made.add_init_script(HINTS_SEEN)
            made.set_default_timeout(PATIENCE * 1000)
            made.new_page()
            self.leave()
        return self._made[motion]

    def leave(self):
        """Lead the tabs that stay away from the dashboard: whoever reads next loads it anew."""
        for made in self._made.values():
            made.pages[0].goto(f"{self._address}/healthz")


@pytest.fixture(scope="session")
def profiles(chromium, dashboard):
    return Profiles(chromium, dashboard)


@pytest.fixture
def reads(request):
    """Whether the test only reads: then it shares the tab that stays open."""
    return request.node.get_closest_marker("reads") is not None


@pytest.fixture
def page(profiles, outside, motion, reads):
    """A new tab, or the one that stays. No request may leave this machine, no script of a page may fail."""
    context = profiles.of(motion)
    failures = []
    ours = re.compile(r"(https?|ws)://127\.0\.0\.1:|data:|blob:")

    def asked(request):
        if not ours.match(request.url):
            outside.append(request.url)

    def failed(error):
        failures.append(str(error.error))

    context.on("request", asked)
    context.on("weberror", failed)
    tab = context.pages[0] if reads else context.new_page()
    tab.on("websocket", asked)
    yield tab
    tab.remove_listener("websocket", asked)
    if reads:
        _left_as_found(tab)
    for open_tab in context.pages[1:]:
        open_tab.close()
    context.remove_listener("request", asked)
    context.remove_listener("weberror", failed)
    context.unroute_all()
    context.clear_permissions()
    context.clear_cookies()
    assert outside == []
    assert failures == []


def _left_as_found(tab):
    """The tab that stays, as its next reader expects it: no talk, nothing chosen, nothing kept."""
    tab.set_viewport_size(SIZE)
    tab.emulate_media(media="null")
    if tab.evaluate(VISIT, tab.url.split("?")[0]):  # not where a test failed, which left nothing open
        tab.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
        tab.evaluate(HINTS_SEEN)


@pytest.fixture
def reader(page, dashboard, reads):
    """A reader of the dashboard that all tests share."""
    return Reader(page, dashboard, stays=reads)
