"""Requests are checked against the settings before Streamlit sees them: their origin, their host, what they change."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from fengtai_map.server.hosts import is_address, is_loopback, name_of, own_page
from fengtai_map.server.json_log import REFUSED
from fengtai_map.server.permissions import why_not
from fengtai_map.server.settings import Settings

# Headers that proxies add: any one of them shows that the request was forwarded.
FORWARDED = {
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-host", "x-scheme", "cdn-loop",
    "x-original-forwarded-for", "true-client-ip", "cf-connecting-ip", "cf-ray", "fastly-client-ip", "x-azure-clientip",
    "x-envoy-external-address", "x-proxyuser-ip", "proxy-client-ip", "wl-proxy-client-ip",
}  # fmt: skip
FORWARD = ("x-forwarded", "forwarded-")  # how the others begin
UPLOAD = "/_stcore/upload_file/"
WATCHED = ("/healthz", "/readyz")  # polled by monitors and proxies, which may ask by IP address
READING = {"GET", "HEAD", "OPTIONS"}
LEAVING = "/auth/logout"  # a plain link of Streamlit's
OWN = ("none", "same-origin")  # what a browser says of a link that was typed, or stands on a page of ours


class AccessMiddleware:
    """Answers only what the settings allow. A refusal names its code, in JSON.

    `reach-untold` (503): a process that was told it serves this machine only does not know its readers, so what comes
    from elsewhere, or through a proxy, is not answered. `host-untold` (400): it was asked for by a name that is not its
    own. `origin-foreign` (403): a page of somebody else opens a session, sends something, or signs a reader out. A file
    of one who may not write is refused with 403 and the reason, whatever a page offers.

    Args:
        app: the ASGI application that answers what is let in.
        base: the path below which the dashboard lies, "" or "/fengtai".
        settings: who may reach this process, by which names, and who may write.
    """

    def __init__(self, app: ASGIApp, *, base: str, settings: Settings) -> None:
        self.app, self.base, self.settings = app, base, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        refusal = _refused(scope, self.base, self.settings) if scope["type"] in {"http", "websocket"} else None
        await (refusal or self.app)(scope, receive, send)


def _refused(scope: Scope, base: str, settings: Settings) -> ASGIApp | None:
    """The answer to a request that is not let in; None for one that is."""
    headers = Headers(scope=scope)
    if not settings.exposed and _from_afar(scope, headers):
        return _refusal(scope, 503, "reach-untold")
    if not _asked_for(scope, headers, base, settings):
        return _refusal(scope, 400, "host-untold")
    if _from_elsewhere(scope, headers, base):
        return _refusal(scope, 403, "origin-foreign")
    if _writes(scope, base) and (why := why_not(settings, claims(HTTPConnection(scope)))):
        return _refusal(scope, 403, why)
    return None


def _from_afar(scope: Scope, headers: Headers) -> bool:
    """Whether a request came to another address than this machine's own, or was forwarded."""
    here = scope.get("server")  # None where it is no network at all, but a socket file
    forwarded = any(name in FORWARDED or name.startswith(FORWARD) for name in headers)
    return forwarded or (here is not None and not is_loopback(here[0]))


def _asked_for(scope: Scope, headers: Headers, base: str, settings: Settings) -> bool:
    """Whether a request asks for this server by a name of its own."""
    names = {name_of(host) for host in headers.getlist("host")}
    if not settings.exposed:
        return bool(names) and all(map(is_loopback, names))
    if scope["path"].removeprefix(base) in WATCHED and all(is_loopback(name) or is_address(name) for name in names):
        return True
    return bool(names) and names <= set(settings.hosts)


def _from_elsewhere(scope: Scope, headers: Headers, base: str) -> bool:
    """Whether a page of somebody else opens a session, sends something, or signs its reader out here."""
    if scope["type"] == "http" and scope["method"] in READING:
        leads_out = scope["path"].removeprefix(base) == LEAVING
        return leads_out and headers.get("sec-fetch-site", OWN[0]) not in OWN
    return not all(own_page(origin, headers.get("host")) for origin in headers.getlist("origin"))


def claims(asked: HTTPConnection) -> Mapping[str, Any]:
    """What the signed cookie that Streamlit gives at a sign-in says of a reader; empty without one."""
    cookie = get_cookie_with_chunks(lambda name: _signed(asked, name), USER_COOKIE_NAME)
    said = json.loads(cookie) if cookie is not None else {}
    return said if isinstance(said, dict) else {}


def _signed(asked: HTTPConnection, name: str) -> bytes | None:
    return decode_signed_value(get_cookie_secret(), name, asked.cookies.get(name, ""))


def _writes(scope: Scope, base: str) -> bool:
    path: str = scope["path"]
    return scope["type"] == "http" and path.startswith(base + UPLOAD) and scope["method"] not in READING


def _refusal(scope: Scope, status: int, code: str) -> ASGIApp:
    scope[REFUSED] = code
    if scope["type"] == "websocket":
        return WebSocketClose(code=1008, reason=code)
    return JSONResponse({"status": "refused", "code": code}, status)
