"""What bench/watch.js sees in a page that is made to behave in a known way; no time is asserted."""

import os
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bench.clicks import change
from bench.servers import Server
from bench.visits import LATE, visited
from bench.ways import OURS

PAGE = """<!doctype html><link rel="icon" href="data:,"><div class="stApp" data-test-script-state="notRunning"></div>
<button>one</button><p class="ft-notices"><span class="ft-count">8 of 8</span></p><iframe src="st_folium"></iframe>
<script>
  const frame = () => document.querySelector("iframe");
  const panel = () => { document.querySelector(".ft-count").textContent = "3 of 8"; };
  const map = () => { frame().contentWindow.clusters = ["one"]; };
  const say = () => fetch("said?" + "x".repeat(100));
  const another = () => { frame().outerHTML = frame().outerHTML.replace('st_folium', 'st_folium?one'); };
  window.ftView = () => ({});
  document.querySelector("button").onclick = () => { HOW };
</script>"""
MAP = """<!doctype html><div class="leaflet-overlay-pane"><canvas width="9" height="9"></canvas></div><script>
  document.querySelector("canvas").getContext("2d").fillRect(0, 0, 9, 9);
  var map = { getZoom: () => 11, getCenter: () => ({ lat: 0, lng: 0 }) };
  var clusters = location.search ? ["one"] : [];
  var ftState = () => ({ ready: true, labels: ["one"], clusters });
</script>"""
ALL, ONE = {"n": 8, "points": 8, "clusters": []}, {"n": 3, "points": 3, "clusters": ["one"]}


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, how, *given):
        self.how = how
        super().__init__(*given)

    def do_GET(self):
        body = (MAP if "st_folium" in self.path else PAGE.replace("HOW", self.how)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def served(how):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, how)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def pressed(chromium):
    def press(how):
        with served(how) as url, visited(chromium, Server(OURS, url, os.getpid(), Path()), ALL) as opened:
            assert opened.first().shown != LATE
            return change(opened, "button", ONE)

    return press


def test_what_is_shown_at_once_takes_one_paint_and_says_nothing(pressed):
    seen = pressed("panel(); map();")
    assert (seen.paints, seen.early, seen.sent, seen.received, seen.kept) == (1, 0, 0, 0, True)
    assert seen.shown == max(seen.map, seen.panel) >= 0


def test_what_the_server_hears_later_is_not_early(pressed):
    seen = pressed("panel(); map(); setTimeout(say, 300);")
    assert (seen.paints, seen.early) == (1, 0)
    assert seen.sent > 100
    assert seen.received > 100


def test_what_is_asked_at_once_is_early(pressed):
    assert pressed("panel(); map(); say();").early > 100


@pytest.mark.parametrize("how", ["setTimeout(panel, 100); map();", "panel(); setTimeout(map, 100);"])
def test_what_comes_later_takes_more_paints(pressed, how):
    seen = pressed(how)
    assert seen.paints > 1
    assert (seen.map > seen.panel) == how.startswith("panel")


def test_another_map_is_not_the_same(pressed):
    assert not pressed("panel(); another();").kept
