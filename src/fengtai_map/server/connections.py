"""How long a connection may keep the server waiting, and how many there may be.

uvicorn ends a connection that has been answered and is quiet, but waits for ever for one that has not said what it
wants, or does not take its answer. Open sessions (WebSockets) are asked every half minute whether they live; one that
says anything but bytes is ended, since Streamlit would fill the log with it.
"""

import asyncio
import ipaddress
from collections.abc import Sequence
from functools import partial
from typing import Any

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_server_config import (
    DEFAULT_WEBSOCKET_PING_INTERVAL,
    DEFAULT_WEBSOCKET_PING_TIMEOUT,
)
from uvicorn.protocols.http.h11_impl import H11Protocol

from fengtai_map.server.streamlit_options import MEGABYTE

HEAD = 10.0  # seconds in which a request has to have said what it wants, however it arrives
BODY = 300.0  # seconds for the whole of what it brings: 10 MB at 35 kB a second
ANSWER = 300.0  # seconds in which a full buffer of an answer has to have been taken
MAX_CONNECTIONS = 1000  # of one process; one that runs a page takes seven file descriptors, so all stay below 8,000
EACH = 600  # of one address that is no proxy of ours, as nginx has it
ENDED: Message = {"type": "websocket.disconnect", "code": 1003, "reason": ""}  # a kind of message that is not taken


class BoundedHttp(H11Protocol):
    """HTTP of uvicorn that ends a connection which keeps it waiting too long, or comes when there are too many.

    `proxies` are the addresses behind which others stand: these are not counted as one.
    """

    def __init__(self, *given: Any, proxies: Sequence[str] = (), **named: Any) -> None:  # noqa: ANN401  # uvicorn's own
        super().__init__(*given, **named)
        self._proxies = [ipaddress.ip_network(one) for one in proxies]
        self._clock: asyncio.TimerHandle | None = None
        self._untaken: asyncio.TimerHandle | None = None
        self._awaited: object = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A new connection, unless there are too many: then it is ended, and a proxy asks another replica."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS or self._is_crowd():
            transport.abort()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """More of a request."""
        super().data_received(data)
        self._wait()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """A session begins: from here on it is asked whether it lives."""
        self._awaited = self.conn.their_state
        _stop(self._clock)
        super().handle_websocket_upgrade(event)
        self._end_unreadable()

    def _end_unreadable(self) -> None:
        """What cannot be read, as a line that is too long, uvicorn would keep for ever, its refusal not sent."""
        session: Any = self.transport.get_protocol()
        if not session.handshake_initiated:
            self.transport.write(b"".join(session.conn.data_to_send()))
            self.transport.close()

    def pause_writing(self) -> None:
        """The reader does not take their answer as fast as it comes."""
        super().pause_writing()
        self._untaken = self.loop.call_later(ANSWER, self.transport.abort)

    def resume_writing(self) -> None:
        """They have taken it."""
        super().resume_writing()
        _stop(self._untaken)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        super().connection_lost(exc)
        _stop(self._clock)
        _stop(self._untaken)

    def _is_crowd(self) -> bool:
        """Whether one address holds more than its part. Where there is none it is this machine's own socket file."""
        address = _address_of(self)
        if not address or any(ipaddress.ip_address(address) in net for net in self._proxies):
            return False
        return sum(_address_of(one) == address for one in self.connections) > EACH

    def _wait(self) -> None:
        """Let the clock run for what is awaited now. Bytes that come meanwhile do not turn it back."""
        if self.conn.their_state is self._awaited:
            return
        self._awaited = self.conn.their_state
        _stop(self._clock)
        seconds = {h11.IDLE: HEAD, h11.SEND_BODY: BODY}.get(self._awaited)
        self._clock = self.loop.call_later(seconds, self.transport.abort) if seconds else None


def _address_of(one: object) -> str:
    client = getattr(one, "client", None)
    return client[0] if client else ""


def _stop(clock: asyncio.TimerHandle | None) -> None:
    if clock is not None:
        clock.cancel()


def options(proxies: Sequence[str] = ()) -> dict[str, Any]:
    """Uvicorn's options for connections. WebSockets are pinged as often as under Streamlit itself."""
    interval = config.get_option("server.websocketPingInterval")
    return {
        "http": partial(BoundedHttp, proxies=proxies),
        "ws": "websockets-sansio",  # as Streamlit starts it
        "ws_max_size": config.get_option("server.maxWidgetStateSize") * MEGABYTE,
        "ws_per_message_deflate": config.get_option("server.enableWebsocketCompression"),
        "ws_ping_interval": interval or DEFAULT_WEBSOCKET_PING_INTERVAL,
        "ws_ping_timeout": interval or DEFAULT_WEBSOCKET_PING_TIMEOUT,
    }


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
