"""Streamlit's page gets our style as it leaves the server; files and other answers stay as they are."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from fengtai_map.serving.styled import styled
from tests.asgi import ask

PAGE = "<html><head><title>x</title></head><body></body></html>"
HTML = {"accept": "text/html,*/*", "accept-encoding": "gzip"}


@pytest.fixture
def app():
    def told(request):
        kind = PlainTextResponse if request.url.path.endswith(".txt") else HTMLResponse
        return kind(PAGE, status_code=404 if "gone" in request.url.path else 200)

    return styled(Starlette(routes=[Route("/{path:path}", told)]), base="/map", style="p{color:red}")


@pytest.mark.parametrize("path", ["/map/", "/map/hubs"])
def test_a_page_holds_the_style_at_the_end_of_its_head(app, path):
    answer = ask(app, path, headers=HTML)
    assert answer.body.decode() == PAGE.replace("</head>", "<style>p{color:red}</style></head>")
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
