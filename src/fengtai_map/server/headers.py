"""What every answer says to the browser: what a page may load, who may frame it, how long it may be kept."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fengtai_map.server.settings import Settings

# A file whose name changes with its content: Streamlit's own, those of its components, our script of the map.
FINGERPRINTED = re.compile(r"/static/.*\.[\w-]{8}\.\w+|/component/.*(\.[0-9a-f]{8}\.\w+|/[0-9a-f]{16}\.(js(on)?|jpg))")
YEAR = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"
KEPT = {200, 206, 304}
# Streamlit's front end and the maps evaluate text as script, and style in place.
SOURCES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",  # the WebSocket of the same host is 'self' too
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), fullscreen=(self)",
}


def origins(tiles: Iterable[str]) -> tuple[str, ...]:
    """The origins of tile addresses, each once, in order."""
    parts = [urlsplit(address) for address in tiles]
    return tuple(dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts))


def policy(settings: Settings, tiles: Iterable[str]) -> str:
    """The Content-Security-Policy: all from here; tiles from elsewhere and foreign frames only where set."""
    more = {"img-src": origins(tiles) if settings.online_maps else (), "frame-ancestors": settings.frames}
    return "; ".join(" ".join((name, value, *more.get(name, ()))) for name, value in SOURCES.items())


def cache_control(path: str, status: int, kind: str) -> str:
    """How long an answer may be kept, by its path below the base path, its status and its media type.

    A page in the place of a file that is gone has the file's name but not its content, so it is never kept.
    """
    if status not in KEPT or kind.startswith("text/html"):
        return "no-store"
    if FINGERPRINTED.fullmatch(path):
        return YEAR
    return DAY if path.startswith("/component/") else "no-store"


class CacheControlMiddleware:
    """Every answer says how long it may be kept, see `cache_control`.

    Args:
        app: the ASGI application whose answers are sent.
        base: the path below which the dashboard lies, "" or "/fengtai".
    """

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with Cache-Control."""

        async def send_with_cache_control(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers, path = MutableHeaders(scope=message), scope["path"].removeprefix(self.base)
                headers["Cache-Control"] = cache_control(path, message["status"], headers.get("content-type", ""))
            await send(message)

        await self.app(scope, receive, send_with_cache_control if scope["type"] == "http" else send)


class SecurityHeadersMiddleware:
    """Every answer has these headers, unless it brings its own: one that needs another rule says so.

    Args:
        app: the ASGI application whose answers are sent.
        headers: what each answer says, by name.
    """

    def __init__(self, app: ASGIApp, *, headers: Mapping[str, str]) -> None:
        self.app, self.headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    given.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
