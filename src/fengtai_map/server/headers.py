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


def keeping(path: str, status: int, kind: str) -> str:
    """How long an answer may be kept, by its path below the base path, its status and its media type.

    A page in the place of a file that is gone has the file's name but not its content, so it is never kept.
    """
    if status not in KEPT or kind.startswith("text/html"):
        return "no-store"
    if FINGERPRINTED.fullmatch(path):
        return YEAR
    return DAY if path.startswith("/component/") else "no-store"


def headed(app: ASGIApp, *, base: str, always: Mapping[str, str]) -> ASGIApp:
    """An application whose every answer has these headers, and says how long it may be kept."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                path = scope["path"].removeprefix(base)
                headers["Cache-Control"] = keeping(path, message["status"], headers.get("content-type", ""))
                for name, value in always.items():
                    headers.setdefault(name, value)  # an answer that needs another rule brings its own
            await send(message)

        await app(scope, receive, send_headed if scope["type"] == "http" else send)

    return answer
