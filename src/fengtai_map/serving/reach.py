"""Requests held to the settings: how far they come from, and whether they may write."""

import json

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from fengtai_map.serving.settings import Settings, is_loopback, may_write

FORWARDED = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
UPLOAD = "/_stcore/upload_file/"
READING = {"GET", "HEAD", "OPTIONS"}


def held(app: ASGIApp, *, base: str, settings: Settings) -> ASGIApp:
    """An application that answers only what the settings allow.

    A process that was told it serves this machine only does not know its readers: what nevertheless comes from
    elsewhere, or through a proxy, is refused with 503 and the code "reach-untold". A file that is uploaded by one
    who may not write is refused with 403, whatever a page offers.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        answering = app
        if scope["type"] in {"http", "websocket"}:
            if not settings.reached and _from_afar(scope):
                answering = _refusal(scope, 503, "reach-untold")
            elif _writes(scope, base) and not may_write(settings, signed_in=signed_in(HTTPConnection(scope))):
                answering = _refusal(scope, 403, "sign-in-needed")
        await answering(scope, receive, send)

    return answer


def signed_in(asked: HTTPConnection) -> bool:
    """Whether a request carries the signed cookie that Streamlit gives at a sign-in."""
    cookie = get_cookie_with_chunks(lambda name: _signed(asked, name), USER_COOKIE_NAME)
    return cookie is not None and json.loads(cookie).get("is_logged_in") is True


def _signed(asked: HTTPConnection, name: str) -> bytes | None:
    return decode_signed_value(get_cookie_secret(), name, asked.cookies.get(name, ""))


def _from_afar(scope: Scope) -> bool:
    """Whether a request came to another address than this machine's own, or was forwarded."""
    here = scope.get("server")  # None where it is no network at all, but a socket file
    return bool(FORWARDED & set(Headers(scope=scope))) or (here is not None and not is_loopback(here[0]))


def _writes(scope: Scope, base: str) -> bool:
    path: str = scope["path"]
    return scope["type"] == "http" and path.startswith(base + UPLOAD) and scope["method"] not in READING


def _refusal(scope: Scope, status: int, code: str) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(code=1008, reason=code)
    return JSONResponse({"status": "refused", "code": code}, status)
