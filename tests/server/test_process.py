"""The process as an administrator starts it, asked over its port."""

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
import streamlit
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bench.readers import warm
from fengtai_map import manual
from fengtai_map.client.bundle import fingerprint
from fengtai_map.server.headers import DAY, SAFE, YEAR
from fengtai_map.server.routes import FRAMED
from tests import coroutines
from tests.server.conftest import PATIENCE, get, replica, start, until

BASE = "district/map"
PROXIED = {"FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_HOSTS": "127.0.0.1 map.example"}
INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
SCRIPT = re.search(r"static/js/index\.[\w-]+\.js", INDEX).group()
ADDRESSES = {  # path: status, how long it may be kept
    "/": (200, "no-store"),
    "/clusters?lang=en": (200, "no-store"),
    "/help.html?lang=en": (200, "no-store"),
    "/fengtai-map.html": (200, "no-store"),
    "/healthz": (200, "no-store"),
    "/readyz": (200, "no-store"),
    "/_stcore/health": (200, "no-store"),
    "/_stcore/host-config": (200, "no-store"),
    f"/{SCRIPT}": (200, YEAR),
    "/static/js/index.gone1234.js": (404, "no-store"),
    "/component/fengtai_map.ui.map_component.leaflet/gone.js": (404, "no-store"),
    "/media/gone.png": (404, "no-store"),
    "/..%2f..%2fetc/passwd": (400, "no-store"),
}

FILES = {  # of components, and how long they may be kept
    "streamlit_folium.st_folium/index.html": "no-store",
    "fengtai_map.ui.map_component.leaflet/leaflet.js": DAY,
    f"fengtai_map.ui.script_files.built/{fingerprint()}.js": YEAR,
}


@pytest.fixture(scope="module")
def here(served):
    """A replica for this machine only, below a base path."""
    return served(BASE)


@pytest.fixture(scope="module")
def hosted(served):
    """A replica behind a proxy, for reading only."""
    return served(**PROXIED, FENGTAI_WRITING="off", FENGTAI_FRAMES="https://oa.example")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_its_headers(here, path):
    status, headers, _ = get(here.url + path)
    assert (status, headers["cache-control"]) == ADDRESSES[path]
    assert {name: headers[name] for name in SAFE} == SAFE
    assert headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert "server" not in headers


@pytest.mark.parametrize(
    ("path", "lang"),
    [("help.html", "zh"), ("help-en.html", "en"), ("help.html?lang=en", "en"), ("help.html?lang=x", "zh")],
)
def test_the_manual_is_there_in_both_languages_and_may_load_nothing(here, path, lang):
    _, headers, body = get(f"{here.url}/{path}", accept="text/html")
    assert f'<html lang="{lang}">' in body.decode()
    assert headers["content-security-policy"] == f"{manual.policy()}; {FRAMED}"
    assert "unsafe" not in manual.policy()


@pytest.mark.parametrize("path", ["fengtai-map.html", "help.html"])
def test_who_comes_with_an_old_browser_reads_the_one_file_page_and_the_manual_as_they_are(here, path):
    words = 'id="ft-floor"'
    assert words in get(f"{here.url}/", accept="text/html")[2].decode()
    assert words not in get(f"{here.url}/{path}", accept="text/html")[2].decode()


@pytest.mark.parametrize("file", FILES)
def test_what_a_page_needs_is_there_before_the_first_reader(here, file):
    def kept():
        status, headers, _ = get(f"{here.url}/component/{file}")
        if status != 200:
            raise OSError(file)
        return headers["cache-control"]

    assert until(kept, here.process) == FILES[file]


def test_outside_its_base_path_there_is_no_health(here):
    assert get(here.url.removesuffix(f"/{BASE}") + "/healthz")[0] == 404


@pytest.mark.parametrize("path", ["/clusters", f"/{SCRIPT}"])
def test_an_answer_is_compressed_once(here, path):
    _, headers, body = get(here.url + path, Accept_Encoding="gzip")
    assert headers.get_all("content-encoding") == ["gzip"]
    assert gzip.decompress(body) == get(here.url + path)[2]


def test_the_websocket_of_the_base_path_answers(here):
    address = here.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=here.url.removesuffix(f"/{BASE}")) as socket:
        assert socket.subprotocol == "streamlit"
        assert socket.response.headers.get("Sec-WebSocket-Extensions") is None
    with pytest.raises(InvalidStatus):
        connect(address, origin="https://elsewhere.example")


def test_a_proxy_that_no_setting_names_is_refused(here):
    status, headers, body = get(f"{here.url}/", X_Forwarded_For="192.0.2.1")
    assert (status, json.loads(body)) == (503, {"status": "refused", "code": "reach-untold"})
    assert headers["x-content-type-options"] == "nosniff"


def test_a_proxy_that_a_setting_names_is_answered_and_nothing_is_taken(hosted):
    status, headers, _ = get(f"{hosted.url}/", X_Forwarded_For="192.0.2.1")
    assert status == 200
    assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://oa.example")
    assert get(f"{hosted.url}/_stcore/upload_file/a/b", method="PUT")[0] == 403


def test_the_log_is_json_and_says_nothing_of_readers(hosted):
    get(f"{hosted.url}/hubs?selected=secret-thing", X_Forwarded_For="192.0.2.99")
    assert {"time", "level", "event", "logger"} <= set.intersection(*map(set, hosted.lines))
    asked = until(lambda: hosted.asked("/hubs"), hosted.process)
    assert [(line["event"], line["status"]) for line in asked] == [("request", 200)]
    with connect(hosted.url.replace("http", "ws") + "/_stcore/stream?selected=secret-thing"):
        pass
    until(lambda: hosted.asked("/_stcore/stream"), hosted.process)
    text = hosted.log.read_text(encoding="utf-8")
    assert "secret-thing" not in text
    assert "192.0.2" not in text


def test_what_is_made_before_the_first_reader_warns_of_no_missing_run(hosted):
    coroutines.run(warm(hosted.url))
    assert [line["event"] for line in hosted.lines if "ScriptRunContext" in line["event"]] == []


@pytest.mark.ci
def test_told_to_stop_it_stops_and_leaves_no_file(tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with replica(tmp_path, TMPDIR=str(temporary), FENGTAI_STORE=str(tmp_path / "own.gpkg")) as short:
        coroutines.run(warm(short.url))
        assert list(temporary.rglob("*.js"))  # the map that was drawn
        with connect(short.url.replace("http", "ws") + "/_stcore/stream"):
            assert short.stop() == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.ci
@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, ["hosts-missing", "sign-in-missing"]),  # noqa: S104  # the case
        (PROXIED, ["sign-in-missing"]),
        ({"FENGTAI_WRITING": "signed-in"}, ["sign-in-missing"]),
        ({"FENGTAI_WRITNG": "off", "FENGTAI_FRAMES": "*"}, ["value-refused", "key-unknown"]),
        ({"FENGTAI_STOER": "own.gpkg"}, ["key-unknown"]),
        ({"STREAMLIT_SERVER_PORT": "http"}, ["value-refused"]),
        ({"STREAMLIT_SERVER_PORT": "99999", "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "99999"}, ["value-refused"] * 2),
        ({"STREAMLIT_SERVER_ADDRESS": "192.0.2.55", "FENGTAI_HOSTS": "x", "FENGTAI_WRITING": "off"}, ["start-listen"]),
    ],
    ids=str,
)
def test_it_does_not_start_where_anybody_could_write_or_a_setting_is_wrong(settings, codes):
    assert refused(**settings) == [*codes, *codes]  # in two languages


def refused(**settings):
    """The codes that a process says which does not start; it says nothing else, and no traceback."""
    ended = subprocess.run(**start(**settings), check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert ended.returncode == 2
    found = [re.search(r" \(([\w-]+)\)$", line) for line in ended.stderr.splitlines()]
    assert all(found), ended.stderr
    return [one.group(1) for one in found]


@pytest.mark.ci
@pytest.mark.parametrize(
    ("file", "content", "codes"),
    [
        ("secrets.toml", '[auth]\ncookie_secret = ""\n', ["key-missing"] * 5),
        ("secrets.toml", "[auth]\nx = 1\n", ["key-missing"] * 5),
        ("secrets.toml", 'auth = "x"\n', ["key-missing"] * 5),
        ("secrets.toml", "[auth\n", ["file-unreadable"]),
        ("config.toml", "[server\n", ["file-unreadable"]),
        ("config.toml", "[server]\nport = 'http'\nenableXsrfProtection = false\n", ["value-refused"] * 2),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_it_does_not_start_with_half_a_file_of_settings(tmp_path, file, content, codes):
    """`~` holds them: what stands in the checkout is not touched."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / file).write_text(content, encoding="utf-8")
    found = refused(HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    assert found == [*codes, *codes]


@pytest.mark.ci
def test_a_home_that_cannot_be_entered_is_no_reason_not_to_start(tmp_path):
    """As under the unit, which closes the homes; here it is a file, which nobody can enter either."""
    home = tmp_path / "home"
    home.write_text("")
    with replica(tmp_path, HOME=str(home), USERPROFILE=str(home), FENGTAI_STORE=str(tmp_path / "own.gpkg")) as server:
        assert get(f"{server.url}/readyz")[0] == 200


def test_at_a_port_of_somebody_else_it_says_so(here):
    port = here.url.split(":")[2].split("/")[0]
    assert refused(STREAMLIT_SERVER_PORT=port) == ["start-listen"] * 2
