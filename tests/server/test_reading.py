"""Files that take their time, brought to a server that runs: everybody else goes on, and nothing is left."""

import asyncio
import statistics
import time
from contextlib import asynccontextmanager, suppress

import psutil
import pytest

from bench import session as browser
from bench.readers import warm
from fengtai_map.view.url import View
from tests import coroutines
from tests.sample_files import csv, plain
from tests.server.conftest import PATIENCE, get, replica

LONG = csv(  # as many rows as a file may have: it takes some seconds
    ("名称", "类型", "经度", "纬度"),
    *((f"试造园{n}", "公园", f"{116.2 + n / 2e5:.7f}", f"{39.8 + n % 100 / 2e3:.7f}") for n in range(25_000)),
)
pytestmark = pytest.mark.ci

READING, AHEAD = "正在读取", "前面还有 1 个文件"
QUICK = 0.1  # seconds: what a page of anybody else may take meanwhile


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr(browser, "SLOWEST", PATIENCE)


@pytest.fixture
def server(tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with replica(tmp_path, TMPDIR=str(temporary), FENGTAI_STORE=str(tmp_path / "own.gpkg")) as started:
        coroutines.run(warm(started.url))
        yield started, temporary


@asynccontextmanager
async def bringing(url):
    """A session on the page that takes files, and the texts it is shown."""
    async with browser.opened(url) as session:
        await session.run()
        await session.run("own")
        texts, drawn = [], session._drawn

        def noted(delta, answer):
            texts.append(delta.new_element.progress.text)
            drawn(delta, answer)

        session._drawn = noted
        yield session, texts


async def said(texts, word):
    async with asyncio.timeout(PATIENCE):
        while not any(word in text for text in texts):  # noqa: ASYNC110  # a list tells nobody that it has grown
            await asyncio.sleep(0.02)


def readers_of(replica):
    """The processes that a server has started."""
    return psutil.Process(replica.process.pid).children()


async def _gone(url):
    async with bringing(url) as (waits, shown):
        async with bringing(url) as (first, texts):
            long = asyncio.create_task(first.upload("w-file", "long.csv", LONG))
            await said(texts, READING)
            honest = asyncio.create_task(waits.upload("w-file", "a.csv", plain()))
            await said(shown, AHEAD)
            long.cancel()
            with suppress(asyncio.CancelledError):
                await long
        return await honest


def test_who_waits_is_told_and_served_as_soon_as_the_one_before_has_gone(server):
    answer = coroutines.run(_gone(server[0].url))
    assert (answer.failures, len(readers_of(server[0]))) == ([], 1)


async def _meanwhile(url, content, name):
    """How long the others waited while a file was read: seconds of /healthz and of changes of the language."""
    health, language = [], []
    async with browser.opened(url) as other, bringing(url) as (session, _):
        await other.run()
        reading = asyncio.create_task(session.upload("w-file", name, content))
        while not reading.done():
            began = time.monotonic()
            await asyncio.to_thread(get, f"{url}/healthz")
            health.append(time.monotonic() - began)
            began = time.monotonic()
            await other.commit(View(lang=("zh", "en")[len(language) % 2]).address())
            language.append(time.monotonic() - began)
        return health, language, await reading


def test_everybody_else_goes_on_while_a_long_file_is_read(server):
    health, language, answer = coroutines.run(_meanwhile(server[0].url, LONG, "long.csv"))
    assert answer.failures == []
    assert len(language) > 9
    assert statistics.median(health) < QUICK
    assert statistics.median(language) < QUICK
    assert [line["why"] for line in server[0].lines if line["event"] == "sandbox-ended"] == []
    assert psutil.Process(server[0].process.pid).memory_info().rss < 1_000_000_000


async def _stopped(server):
    async with bringing(server.url) as (session, texts):
        long = asyncio.create_task(session.upload("w-file", "long.csv", LONG))
        await said(texts, READING)
        readers = readers_of(server)
        assert await asyncio.to_thread(server.stop) == 0
        with pytest.raises(browser.BROKEN):
            await long
        return readers


def test_a_server_that_is_stopped_meanwhile_leaves_no_process_and_no_file(server):
    readers = coroutines.run(_stopped(server[0]))
    assert len(readers) == 1
    assert psutil.wait_procs(readers, PATIENCE)[1] == []
    assert list(server[1].iterdir()) == []
