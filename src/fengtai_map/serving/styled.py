"""Streamlit's page as it leaves the server: our style stands in it, so that nothing jumps while it loads."""

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

END = b"</head>"
FILES = ("/static/", "/component/", "/_stcore/")  # where no page of ours is


def styled(app: ASGIApp, *, base: str, style: str) -> ASGIApp:
    """An application whose pages hold this style before any script of theirs has run; all else is left as it is."""
    block = b"<style>" + style.encode() + b"</style>"

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if not _page(scope, base):
            await app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await app({**scope, "headers": plain}, receive, _Whole(send, block))

    return answer


def _page(scope: Scope, base: str) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    wanted = "text/html" in Headers(scope=scope).get("accept", "")
    return wanted and not scope["path"].removeprefix(base).startswith(FILES)


class _Whole:
    """Sends an answer when it is whole; a page with the style at the end of its head."""

    def __init__(self, send: Send, block: bytes) -> None:
        self.send, self.block = send, block
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
            self.body = self.body.replace(END, self.block + END, 1)
            headers["Content-Length"] = str(len(self.body))
        await self.send(self.start)
        await self.send({**message, "body": self.body})
