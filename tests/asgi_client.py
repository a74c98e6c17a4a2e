"""An ASGI application asked without a server: one request, one answer."""

from dataclasses import dataclass

from starlette.datastructures import Headers

from tests import coroutines

HERE = ("127.0.0.1", 8501)
HOST = "127.0.0.1:8501"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


def ask(app, path, *, method="GET", headers=None, server=HERE):
    """What an application answers to one HTTP request; it is asked for by HOST unless a header says otherwise."""
    scope = {"type": "http", "http_version": "1.1", "scheme": "http", "query_string": b"", "root_path": ""}
    scope |= {"method": method, "path": path, "headers": _pairs(headers), "server": server, "client": None}
    sent = _run(app, scope, {"type": "http.request", "body": b"", "more_body": False})
    start = sent[0]
    return Answer(start["status"], Headers(raw=start["headers"]), b"".join(one.get("body", b"") for one in sent[1:]))


def knock(app, path, *, headers=None, server=HERE):
    """The types of what an application sends to one WebSocket handshake; headers as of `ask`."""
    scope = {"type": "websocket", "path": path, "headers": _pairs(headers), "server": server, "client": None}
    return [message["type"] for message in _run(app, scope, {"type": "websocket.connect"})]


def _pairs(headers):
    """Headers as ASGI has them. A list of pairs is sent as it is, with no Host of ours."""
    named = headers if isinstance(headers, list) else [*({"Host": HOST} | (headers or {})).items()]
    return [(name.lower().encode(), value.encode()) for name, value in named]


def _run(app, scope, message):
    sent = []

    async def receive():
        return message

    async def send(one):
        sent.append(one)

    coroutines.run(app(scope, receive, send))
    return sent
