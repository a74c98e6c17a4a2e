"""Sessions speak in bytes. One that says anything else is ended: Streamlit would fill the log with it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDED: Message = {"type": "websocket.disconnect", "code": 1003, "reason": ""}  # a kind of message that is not taken


def in_bytes(app: ASGIApp) -> ASGIApp:
    """An application whose sessions hear bytes only: a text is heard as the end of the session."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def hear() -> Message:
            message = await receive()
            is_text = message["type"] == "websocket.receive" and message.get("bytes") is None
            return ENDED if is_text else message

        await app(scope, hear if scope["type"] == "websocket" else receive, send)

    return answer
