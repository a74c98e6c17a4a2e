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


def packed(app: ASGIApp, *, base: str, folder: Path) -> ASGIApp:
    """An application that sends the text files of `folder`, below `base`, compressed; all else is left to `app`.

    Whoever keeps answers for others has to know that there are two of each, so both say it (Vary).

    A file that is not there is a 404: Streamlit would send its page in the file's place, and a browser that still
    holds the page of the last version would take that for a script.
    """
    files = {f"{base}/{path.relative_to(folder.parent).as_posix()}": path for path in folder.rglob("*.*")}

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        answering = app
        if scope["type"] == "http" and scope["path"].startswith(f"{base}/{folder.name}/"):
            path = files.get(scope["path"])
            if path is None:
                answering = Response(status_code=404)
            elif path.suffix in MEDIA_TYPES and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                answering = _response(await run_sync(_gzipped, path), MEDIA_TYPES[path.suffix])
            else:
                answering = _varying(app)
        await answering(scope, receive, send)

    return answer


def _varying(app: ASGIApp) -> ASGIApp:
    """An application whose answers say that they depend on what the browser can unpack."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            await send(message)

        await app(scope, receive, send_varying)

    return answer


def _response(body: bytes, media_type: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, media_type=media_type, headers=headers)


@cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), LEVEL)
