"""An ASGI application asked without a server: one request, one answer."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers

HERE = ("127.0.0.1", 8501)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


def ask(app, path, *, method="GET", headers=None, server=HERE):
    """What an application answers to one HTTP request."""
    scope = {"type": "http", "http_version": "1.1", "scheme": "http", "query_string": b"", "root_path": ""}
    pairs = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope |= {"method": method, "path": path, "headers": pairs, "server": server, "client": None}
    sent = _run(app, scope, {"type": "http.request", "body": b"", "more_body": False})
    start = sent[0]
    return Answer(start["status"], Headers(raw=start["headers"]), b"".join(one.get("body", b"") for one in sent[1:]))


def knock(app, path, *, headers=None, server=HERE):
    """The types of what an application sends to one WebSocket handshake."""
    pairs = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "websocket", "path": path, "headers": pairs, "server": server, "client": None}
    return [message["type"] for message in _run(app, scope, {"type": "websocket.connect"})]


def _run(app, scope, message):
    sent = []

    async def receive():
        return message

    async def send(one):
        sent.append(one)

    asyncio.run(app(scope, receive, send))
    return sent
