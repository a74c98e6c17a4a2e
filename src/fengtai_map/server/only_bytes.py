"""Sessions speak in bytes. One that says anything else is ended: Streamlit would fill the log with it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDED: Message = {"type": "websocket.disconnect", "code": 1003, "reason": ""}  # a kind of message that is not taken


class BytesOnlyMiddleware:
    """Sessions receive bytes only: a text is received as the end of the session.

    Args:
        app: the ASGI application that holds the sessions.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; end a session that receives text."""

        async def receive_bytes() -> Message:
            message = await receive()
            is_text = message["type"] == "websocket.receive" and message.get("bytes") is None
            return ENDED if is_text else message

        await self.app(scope, receive_bytes if scope["type"] == "websocket" else receive, send)
