"""deploy/nginx.conf in a real nginx before two real replicas."""

import gzip
import re
from contextlib import ExitStack
from http.cookies import SimpleCookie
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.server.conftest import free_port, get, replica, until
from tests.server.test_process import INDEX, SCRIPT
from tools import nginx

pytestmark = pytest.mark.nginx
SETTINGS = {"FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_HOSTS": "127.0.0.1", "FENGTAI_WRITING": "off"}
COOKIE = "fengtai_door"
STYLE = re.search(r"static/css/index\.[\w-]+\.css", INDEX).group()


@pytest.fixture(scope="module")
def office(served, tmp_path_factory):
    """The address below which readers come, and the two replicas behind it."""
    replicas = [served("fengtai", **SETTINGS) for _ in range(2)]
    with ExitStack() as running:
        url, _ = door(running, tmp_path_factory.mktemp("nginx"), replicas)
        yield SimpleNamespace(url=url, replicas=replicas)


def door(running, folder, replicas):
    port = free_port()
    process = running.enter_context(nginx.running(folder, port, [urlsplit(one.url).port for one in replicas]))
    url = f"http://127.0.0.1:{port}/fengtai"
    until(lambda: get(f"{url}/healthz"), process)
    return url, process


def visit(url, replicas, path, **headers):
    """Which of the replicas answered a page, and the cookie that the reader got."""
    before = [seen(one, path) for one in replicas]
    status, answered, _ = get(url + path, **headers)
    assert status == 200
    until(lambda: changed(before, replicas, path), replicas[-1].process)
    after = [seen(one, path) for one in replicas]
    cookie = SimpleCookie(answered["set-cookie"]).get(COOKIE)
    (number,) = [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    return number, cookie.value if cookie else None


def seen(one, path):
    return sum(line.get("path") == f"/fengtai{path}" for line in one.lines)


def logged(office, path, times):
    """The logs say that the replicas were asked so often: a line comes after its answer."""
    if sum(seen(one, path) for one in office.replicas) < times:
        raise OSError("no line yet")


def changed(before, replicas, path):
    if before == [seen(one, path) for one in replicas]:
        raise OSError("no line yet")


def test_a_page_comes_through_with_its_headers_and_compressed_once(office):
    status, headers, body = get(f"{office.url}/clusters", Accept_Encoding="gzip")
    assert status == 200
    assert headers.get_all("content-encoding") == ["gzip"]
    assert b'<div id="root">' in gzip.decompress(body)
    assert len(headers.get_all("content-security-policy")) == len(headers.get_all("x-content-type-options")) == 1
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/_stcore/health"])
def test_health_comes_through(office, path):
    assert get(office.url + path)[0] == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_is_not_for_readers_does_not(office, path):
    assert get(office.url + path)[0] == 404


def test_the_front_door_leads_to_the_base_path(office):
    assert get(office.url.removesuffix("/fengtai"))[0] == 200


def test_a_file_of_the_front_end_is_asked_of_a_replica_once(office):
    for _ in range(3):
        status, headers, body = get(f"{office.url}/{SCRIPT}", Accept_Encoding="gzip")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert gzip.decompress(body)
        assert "set-cookie" not in headers
    assert sum(seen(one, f"/{SCRIPT}") for one in office.replicas) == 1


def test_who_cannot_unpack_does_not_spoil_it_for_others(office):
    """The first to ask for a file may be a scanner; what is kept for it is kept beside what browsers get."""
    plain = get(f"{office.url}/{STYLE}", Accept_Encoding="identity")
    browser = get(f"{office.url}/{STYLE}", Accept_Encoding="gzip")
    assert (plain[0], plain[1]["content-encoding"]) == (200, None)
    assert (browser[0], browser[1]["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(browser[2]) == plain[2]
    until(lambda: logged(office, f"/{STYLE}", 2), office.replicas[-1].process)  # once packed and once not
    for n in range(5):
        assert get(f"{office.url}/{STYLE}?n={n}", Accept_Encoding="gzip")[2] == browser[2]
        assert get(f"{office.url}/{STYLE}?n={n}", Accept_Encoding="identity")[2] == plain[2]
    assert sum(seen(one, f"/{STYLE}") for one in office.replicas) == 2


def test_only_a_file_may_be_large_and_not_larger_than_a_replica_takes(office):
    for path, megabytes, status in (
        ("/", 0.1, 413),
        ("/_stcore/stream", 0.1, 413),
        ("/_stcore/upload_file/a/b", 22, 413),
        ("/_stcore/upload_file/a/b", 0.1, 403),
        ("/_stcore/upload_file/a/b", 20.5, 403),
    ):
        assert get(office.url + path, method="PUT", data=b"." * int(megabytes * 1024 * 1024))[0] == status, path


def test_the_cookies_of_a_sign_in_come_through(office):
    """Streamlit answers with a line for each: here those of an old sign-in, which it takes away."""
    old = "; ".join(["_streamlit_user=old", *(f"_streamlit_user_{number}=old" for number in range(1, 41))])
    status, headers, _ = get(f"{office.url}/oauth2callback?state=x", redirect=False, Cookie=old)
    assert (status, headers["location"]) == (302, "/fengtai/")
    assert sum(len(cookie) for cookie in headers.get_all("set-cookie")) > 8_000


def test_a_name_that_no_setting_of_the_replicas_has_is_not_answered(office):
    assert get(f"{office.url}/", Host="evil.example")[0] == 400
    with pytest.raises(InvalidStatus):
        connect(f"{office.url.replace('http', 'ws')}/_stcore/stream", origin="https://evil.example")


def test_a_reader_stays_with_a_replica_and_readers_spread(office):
    firsts = [visit(office.url, office.replicas, "/hubs") for _ in range(8)]
    assert {number for number, _ in firsts} == {0, 1}
    for number, cookie in firsts:
        assert visit(office.url, office.replicas, "/schools", Cookie=f"{COOKIE}={cookie}") == (number, None)


def test_the_websocket_comes_through(office):
    origin = office.url.removesuffix("/fengtai")
    address = f"{office.url.replace('http', 'ws')}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=origin) as socket:
        assert socket.subprotocol == "streamlit"


def test_the_readers_of_a_replica_that_died_are_taken_in_and_come_back_to_it(tmp_path, office):
    with ExitStack() as running:
        mortal = running.enter_context(replica(tmp_path, "fengtai", **SETTINGS))
        replicas = [mortal, office.replicas[0]]
        folder = tmp_path / "nginx"
        folder.mkdir()
        (tmp_path / "again").mkdir()
        url, _ = door(running, folder, replicas)
        visits = (visit(url, replicas, "/hubs") for _ in range(40))
        cookie = next(cookie for number, cookie in visits if number == 0)
        mortal.process.kill()
        mortal.process.wait()
        reader = {"Cookie": f"{COOKIE}={cookie}"}
        assert visit(url, replicas, "/figures", **reader)[0] == 1
        port = urlsplit(mortal.url).port
        replicas[0] = running.enter_context(replica(tmp_path / "again", "fengtai", port, **SETTINGS))
        # A session that lasts comes first: nothing may wait for its end.
        with connect(f"{url.replace('http', 'ws')}/_stcore/stream", additional_headers=reader):
            assert visit(url, replicas, "/figures", **reader)[0] == 0
