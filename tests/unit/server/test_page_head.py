"""Streamlit's page gets our parts as it leaves the server; files and other answers stay as they are."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from fengtai_map.server.page_head import PageHeadMiddleware, PageHeadParts
from tests.asgi_client import ask

PAGE = "<html><head><title>x</title></head><body><noscript>\nturn on\n</noscript><p></p></body></html>"
PARTS = PageHeadParts(start="<script>1</script>", end="<style>p{color:red}</style>", body="<p>old</p>")
HTML = {"accept": "text/html,*/*", "accept-encoding": "gzip"}


@pytest.fixture
def app():
    def answer(request):
        kind = PlainTextResponse if request.url.path.endswith(".txt") else HTMLResponse
        return kind(PAGE, status_code=404 if "gone" in request.url.path else 200)

    return PageHeadMiddleware(Starlette(routes=[Route("/{path:path}", answer)]), base="/map", parts=PARTS)


@pytest.mark.parametrize("path", ["/map/", "/map/hubs"])
def test_a_page_holds_our_scripts_first_our_style_last_and_our_words_for_who_has_no_scripts(app, path):
    answer = ask(app, path, headers=HTML)
    head = "<head><script>1</script><title>x</title><style>p{color:red}</style></head>"
    assert answer.body.decode() == f"<html>{head}<body><p></p><p>old</p></body></html>"
    assert int(answer.headers["content-length"]) == len(answer.body)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/map/component/a/index.html", HTML),
        ("/map/static/index.html", HTML),
        ("/map/_stcore/health", HTML),
        ("/map/hubs", {"accept": "*/*"}),
        ("/map/a.txt", HTML),
        ("/map/gone", HTML),
    ],
)
def test_nothing_else_is_touched(app, path, headers):
    assert ask(app, path, headers=headers).body.decode() == PAGE
