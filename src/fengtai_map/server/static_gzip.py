"""The files of Streamlit's front end, compressed once instead of for every reader.

Streamlit sends them as they are, several megabytes at a first visit, and leaves compression to a proxy. Everything
else it compresses itself.
"""

import gzip
from functools import cache
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
LEVEL = 6


class StaticGzipMiddleware:
    """Sends the text files of a folder compressed; all else is left to the application.

    Whoever keeps answers for others has to know that there are two of each, so both say it (Vary).

    A file that is not there is a 404: Streamlit would send its page in the file's place, and a browser that still
    holds the page of the last version would take that for a script.

    Args:
        app: the ASGI application for everything else, and for a browser that cannot unpack.
        base: the path below which the dashboard lies, "" or "/fengtai".
        folder: Streamlit's front end; its files are asked for below its name.
    """

    def __init__(self, app: ASGIApp, *, base: str, folder: Path) -> None:
        self.app, self.below = app, f"{base}/{folder.name}/"
        self.files = {f"{base}/{path.relative_to(folder.parent).as_posix()}": path for path in folder.rglob("*.*")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file, or let the application answer."""
        if scope["type"] != "http" or not scope["path"].startswith(self.below):
            await self.app(scope, receive, send)
        elif (path := self.files.get(scope["path"])) is None:
            await Response(status_code=404)(scope, receive, send)
        elif path.suffix in MEDIA_TYPES and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            response = _response(await run_sync(_gzipped, path), MEDIA_TYPES[path.suffix])
            await response(scope, receive, send)
        else:
            await self._as_it_is(scope, receive, send)

    async def _as_it_is(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's answer, which says that it depends on what the browser can unpack."""

        async def send_with_vary(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        await self.app(scope, receive, send_with_vary)


def _response(body: bytes, media_type: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, media_type=media_type, headers=headers)


@cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), LEVEL)
