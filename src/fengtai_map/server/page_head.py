"""Adds our part to the head of Streamlit's page: our scripts run and our styles apply before Streamlit's own.

Who comes with an old browser has it filled up from Chromium 94 on; below that the page says what is needed, in itself,
in both languages and whatever becomes of the data: where it is read, nothing else runs.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fengtai_map.server.routes import ONE_FILE

HEAD, END, BODY = b"<head>", b"</head>", b"</body>"
WITHOUT_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)  # Streamlit's own, in English
FILES = ("/static/", "/component/", "/_stcore/")  # where no page of ours is
ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True)
class PageHeadParts:
    """What a page gains: at the `start` of its head, at its `end`, and at the end of its body, as HTML."""

    start: str = ""
    end: str = ""
    body: str = ""

    def put(self, page: bytes) -> bytes:
        """A page with these parts, without Streamlit's words for who has no scripts."""
        plain = WITHOUT_SCRIPT.sub(b"", page) if self.body else page
        for before, part, after in ((HEAD, self.start, b""), (b"", self.end, END), (b"", self.body, BODY)):
            plain = plain.replace(before + after, before + part.encode() + after, 1)
        return plain


class PageHeadMiddleware:
    """Pages hold these parts; all else is left as it is.

    Args:
        app: the ASGI application that sends Streamlit's page.
        base: the path below which the dashboard lies, "" or "/fengtai".
        parts: what each page gains.
    """

    def __init__(self, app: ASGIApp, *, base: str, parts: PageHeadParts) -> None:
        self.app, self.base, self.parts = app, base, parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a page with its parts."""
        if not _page(scope, self.base):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Whole(send, self.parts))


def _page(scope: Scope, base: str) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    wanted = "text/html" in Headers(scope=scope).get("accept", "")
    return wanted and not scope["path"].removeprefix(base).startswith(FILES)


class _Whole:
    """Sends an answer when it is whole; a page with its parts."""

    def __init__(self, send: Send, parts: PageHeadParts) -> None:
        self.send, self.parts = send, parts
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self.start)
        page = headers.get("content-type", "").startswith("text/html")
        if page and self.start["status"] == HTTPStatus.OK:
            self.body = self.parts.put(self.body)
            headers["Content-Length"] = str(len(self.body))
        await self.send(self.start)
        await self.send({**message, "body": self.body})


def page_head_parts(base: str, style: str) -> PageHeadParts:
    """What Streamlit's page gains below a base path: two scripts before its own, our style, and the plain words."""
    scripts = "".join(f"<script>{_read(name)}</script>" for name in ("floor.js", "fills.js"))
    words = _read("floor.html").replace("{file}", f"{base}/{ONE_FILE}")
    return PageHeadParts(start=scripts, end=f"<style>{style}</style>", body=words)


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
