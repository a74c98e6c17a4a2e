"""Hosting: what every answer carries, how the process is, and what it logs."""

import gzip
import json
import logging
import re
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.websockets import WebSocketClose

from fengtai_map.clock import today
from fengtai_map.content.figures import period
from fengtai_map.data.load.reload import loaded_data
from fengtai_map.server import routes
from fengtai_map.server.headers import (
    DAY,
    SAFE,
    YEAR,
    CacheControlMiddleware,
    SecurityHeadersMiddleware,
    cache_control,
    policy,
)
from fengtai_map.server.json_log import JsonLines, RequestLogMiddleware
from fengtai_map.server.settings import Settings
from fengtai_map.server.static_gzip import StaticGzipMiddleware
from tests.asgi_client import ask, knock
from tests.data_rows import BASEMAPS, DATA
from tests.every import every

FRONT_END = Path(streamlit.__file__).parent / "static" / "static"
UPLOAD = "/_stcore/upload_file/session/file"
TILES = [address for basemap in BASEMAPS for address in basemap.get("tiles", [])]
LOCAL = Settings()
fine = PlainTextResponse("fine")
every_base = pytest.mark.parametrize("base", ["", "/map"])


async def failing(_scope, _receive, _send):
    raise RuntimeError("broken")


# What a page may load, and who may frame it


def directives(text):
    return {name: sources.split() for name, _, sources in (part.partition(" ") for part in text.split("; "))}


def test_without_leave_nothing_comes_from_elsewhere_and_nobody_frames():
    found = directives(policy(LOCAL, TILES))
    assert found["default-src"] == found["connect-src"] == found["frame-ancestors"] == ["'self'"]
    assert not [source for sources in found.values() for source in sources if "//" in source or "*" in source]


def test_online_backgrounds_open_the_way_for_their_tiles_only():
    opened = directives(policy(Settings(online_maps=True), TILES))
    hosts = {urlsplit(address).netloc for address in TILES}
    assert {urlsplit(source).netloc for source in opened["img-src"] if "//" in source} == hosts
    assert opened | {"img-src": None} == directives(policy(LOCAL, TILES)) | {"img-src": None}


def test_a_frame_is_allowed_where_it_is_set():
    found = directives(policy(Settings(frames=("https://oa.example", "https://*.gov.example")), TILES))
    assert found["frame-ancestors"] == ["'self'", "https://oa.example", "https://*.gov.example"]


# How long an answer may be kept


@every("path", sorted(path for path in FRONT_END.rglob("*") if path.is_file())[::20])
def test_a_file_of_the_front_end_is_kept_for_a_year(path):
    assert cache_control(f"/static/{path.relative_to(FRONT_END).as_posix()}", 200, "text/javascript") == YEAR


@every(
    "path, status, kind, kept",
    [
        ("/component/fengtai_map.ui.script_files.built/0123456789abcdef.js", 200, "text/javascript", YEAR),
        ("/component/streamlit_folium.st_folium/static/js/main.521860b0.js", 200, "text/javascript", YEAR),
        ("/component/fengtai_map.ui.map_component.leaflet/leaflet.js", 200, "text/javascript", DAY),
        ("/component/streamlit_folium.st_folium/index.html", 200, "text/html", "no-store"),
        ("/static/js/index.DormvYxC.js", 200, "text/html; charset=utf-8", "no-store"),
        ("/static/js/index.DormvYxC.js", 404, "text/javascript", "no-store"),
        ("/component/fengtai_map.ui.script_files.built/0123456789abcdef.js", 404, "text/plain", "no-store"),
        ("/", 200, "text/html", "no-store"),
        ("/clusters", 200, "text/html", "no-store"),
        ("/_stcore/health", 200, "text/plain", "no-store"),
        ("/media/0123456789abcdef.js", 200, "text/javascript", "no-store"),
        ("/x/static/js/index.DormvYxC.js", 200, "text/javascript", "no-store"),
    ],
)
def test_only_what_has_its_content_in_its_name_is_kept_for_long(path, status, kind, kept):
    assert cache_control(path, status, kind) == kept


@every_base
def test_every_answer_is_headed_whatever_its_status(base):
    for inner, status in ((fine, 200), (PlainTextResponse("", 500), 500), (HTMLResponse(""), 200)):
        answer = ask(
            CacheControlMiddleware(SecurityHeadersMiddleware(inner, headers=SAFE), base=base),
            f"{base}/component/a/b.css",
        )
        assert answer.status == status
        assert SAFE.items() <= {name: answer.headers[name] for name in SAFE}.items()
        assert answer.headers["cache-control"] == (DAY if inner is fine else "no-store")


# Compression


@every_base
@pytest.mark.parametrize("kind", ["js", "css"])
def test_a_file_of_the_front_end_is_sent_compressed_and_whole(base, kind):
    path = next(FRONT_END.rglob(f"index.*.{kind}"))
    app = StaticGzipMiddleware(failing, base=base, folder=FRONT_END)
    address = f"{base}/static/{path.relative_to(FRONT_END).as_posix()}"
    answer = ask(app, address, headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(answer.body) == path.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(path.read_bytes()) / 2


@every("path", ["/static/js/index.DormvYxC.js", "/static/media/x", "/", "/map", "/statics/a.js"])
def test_who_cannot_unpack_gets_a_file_as_it_is(path):
    answer = ask(StaticGzipMiddleware(fine, base="", folder=FRONT_END), path)
    known = not path.startswith("/static/") or (FRONT_END.parent / path[1:]).is_file()
    assert answer.status == (200 if known else 404)
    assert "content-encoding" not in answer.headers


@every_base
@pytest.mark.parametrize("accepted", ["gzip", "identity", ""])
def test_a_file_says_that_there_are_two_of_it_whichever_is_sent(base, accepted):
    path = next(FRONT_END.rglob("index.*.js")).relative_to(FRONT_END).as_posix()
    app = StaticGzipMiddleware(fine, base=base, folder=FRONT_END)
    answer = ask(app, f"{base}/static/{path}", headers={"Accept-Encoding": accepted})
    assert answer.headers["vary"] == "Accept-Encoding"


@every("path", ["/static/js/index.gone1234.js", "/static/../index.html", "/static/"])
def test_a_file_that_is_not_there_is_no_page(path):
    assert (
        ask(StaticGzipMiddleware(fine, base="", folder=FRONT_END), path, headers={"Accept-Encoding": "gzip"}).status
        == 404
    )


# Health


@every_base
def test_a_process_with_good_data_lives_and_is_ready(base):
    app = Starlette(routes=routes.routes(base, DATA))
    for path, status in (("/healthz", "alive"), ("/readyz", "ready")):
        answer = ask(app, base + path)
        assert (answer.status, json.loads(answer.body)) == (200, {"status": status})


def test_readiness_follows_the_data_without_a_restart(tmp_path):
    for path in (path for path in DATA.rglob("*") if path.is_file()):
        copy = tmp_path / path.relative_to(DATA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    app = Starlette(routes=routes.routes("", tmp_path))
    charts = tmp_path / "charts.toml"
    good = charts.read_bytes()
    charts.unlink()
    answer = ask(app, "/readyz")
    assert (answer.status, json.loads(answer.body)) == (503, {"status": "unready", "codes": ["file-missing"]})
    assert ask(app, "/healthz").status == 200
    charts.write_bytes(good)
    assert ask(app, "/readyz").status == 200


def test_data_that_are_slow_to_read_keep_nobody_else_waiting(monkeypatch):
    reading = []

    def read(*given):
        reading.append(threading.current_thread())
        return loaded_data(*given)

    monkeypatch.setattr(routes, "loaded_data", read)
    for path in ("/help.html", "/readyz"):
        assert ask(Starlette(routes=routes.routes("", DATA)), path).status == 200
    assert threading.main_thread() not in reading  # where the loop runs that answers everybody
    assert len(reading) > 1


def test_no_data_at_all_is_a_reason_not_a_failure(tmp_path):
    answer = ask(Starlette(routes=routes.routes("", tmp_path / "gone")), "/readyz")
    assert answer.status == 503
    assert json.loads(answer.body)["codes"] == ["folder-missing"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot move a process to another zone")
def test_the_one_file_is_of_the_day_where_the_machine_stands(monkeypatch, request, atlas):
    request.addfinalizer(lambda: (monkeypatch.undo(), time.tzset()))
    app, days = Starlette(routes=routes.routes("", DATA)), set()
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):  # 26 hours apart, so never of one day
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        days.add(today())
        line = atlas.words["zh"]("export.exported-line", date=period(atlas, today(), "zh"))
        assert line in ask(app, f"/{routes.ONE_FILE}").body.decode()
    assert len(days) == 2


# The log


def lines(caplog):
    return [record.carried | {"event": record.getMessage(), "level": record.levelname} for record in caplog.records]


def test_a_request_is_one_line_without_its_query(caplog):
    caplog.set_level(logging.DEBUG, "fengtai_map.server.json_log")
    ask(RequestLogMiddleware(fine), "/clusters")
    ask(RequestLogMiddleware(fine), "/healthz")
    assert knock(RequestLogMiddleware(WebSocketClose()), "/_stcore/stream") == ["websocket.close"]
    page, watch, session = lines(caplog)
    assert page.pop("milliseconds") >= 0
    assert page == {"event": "request", "level": "INFO", "method": "GET", "path": "/clusters", "status": 200}
    assert watch["level"] == "DEBUG"
    assert (session["event"], session["status"]) == ("session", 403)


def test_a_failure_is_a_line_too(caplog):
    caplog.set_level(logging.INFO, "fengtai_map.server.json_log")
    with pytest.raises(RuntimeError, match="broken"):
        ask(RequestLogMiddleware(failing), "/")
    assert [line["status"] for line in lines(caplog)] == [500]


def test_the_key_of_a_session_is_not_logged(caplog):
    caplog.set_level(logging.INFO, "fengtai_map.server.json_log")
    ask(RequestLogMiddleware(fine), f"/map{UPLOAD}", method="PUT")
    assert [line["path"] for line in lines(caplog)] == ["/map/_stcore/upload_file"]


@given(st.text(), st.text())
def test_any_event_is_one_line_of_json(event, value):
    record = logging.makeLogRecord({"msg": event.replace("%", "%%"), "levelname": "INFO", "carried": {"path": value}})
    line = JsonLines().format(record)
    assert not re.search(r"[\r\n]", line)
    found = json.loads(line)
    assert (found["event"], found["path"], found["level"]) == (record.getMessage(), value, "info")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", found["time"])


def test_a_failure_carries_its_trace():
    try:
        {}["小错"]
    except KeyError as error:
        record = logging.makeLogRecord({"msg": "x", "exc_info": (type(error), error, error.__traceback__)})
    assert "小错" in json.loads(JsonLines().format(record))["trace"]
