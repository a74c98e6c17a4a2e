"""Connections that keep the server waiting come to an end; those of honest readers do not."""

import asyncio
import socket
import struct
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from streamlit.web.server.starlette.starlette_server import _get_websocket_settings
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.sync.client import connect

from fengtai_map.server import connections
from fengtai_map.server.connections import options
from tests.server.conftest import PATIENCE, get

SHORT = 0.3  # seconds that the clocks of these tests run
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HANDSHAKE = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
LONG = 50_000_000  # bytes of an answer, more than any buffer on the way takes
MEGABYTE = 1024 * 1024


async def program(scope, receive, send):
    """It reads all of a request, then answers; in a session it says again what it hears."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                await send({"type": "websocket.send", "text": message["text"]})
    else:
        while (await receive()).get("more_body"):
            pass
        body = b"." * (LONG if scope["path"] == "/long" else 4)
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def server(monkeypatch):
    """That program, served by the same protocol as ours with shorter clocks."""
    for clock in ("HEAD", "BODY", "ANSWER"):
        monkeypatch.setattr(connections, clock, SHORT)
    with serving(ws_ping_interval=SHORT, ws_ping_timeout=SHORT) as found:
        yield found


@pytest.fixture
def port(server):
    return port_of(server)


def port_of(server):
    return server.servers[0].sockets[0].getsockname()[1]


@contextmanager
def serving(**more):
    given = options() | {"log_config": None, "access_log": False, "lifespan": "off", "port": 0} | more
    server = uvicorn.Server(uvicorn.Config(program, **given))
    thread = threading.Thread(target=asyncio.run, args=(server.serve(),), daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield server
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


@contextmanager
def exposed(port):
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
        yield one


def answered(one):
    """The whole of a short answer."""
    one.sendall(HEAD + b"\r\n")
    answer = b""
    while not answer.endswith(b"...."):
        answer += one.recv(1000)
    return answer


def ended(one, drop=b""):
    """Wait until the other side ends a connection; a byte is sent now and then meanwhile. The seconds it took."""
    began = time.monotonic()
    one.settimeout(SHORT / 10)
    while time.monotonic() < began + PATIENCE:
        try:
            if not one.recv(1000):
                break
        except TimeoutError:
            try:
                one.sendall(drop)
            except OSError:
                break
        except OSError:
            break
    return time.monotonic() - began


@pytest.mark.parametrize("drop", [b"", b"a"], ids=["silent", "byte by byte"])
@pytest.mark.parametrize("begun", [b"", b"GET", HEAD, HEAD + b"Cookie: "], ids=["nothing", "word", "host", "cookie"])
def test_a_request_that_does_not_get_to_its_point_is_ended(port, begun, drop):
    with exposed(port) as one:
        one.sendall(begun)
        assert SHORT * 0.9 < ended(one, drop) < PATIENCE / 2


@pytest.mark.parametrize("drop", [b"", b"a"], ids=["silent", "byte by byte"])
def test_a_file_that_does_not_come_is_ended(port, drop):
    with exposed(port) as one:
        one.sendall(HEAD.replace(b"GET", b"PUT") + b"Content-Length: 1000000\r\n\r\nbegun")
        assert SHORT * 0.9 < ended(one, drop) < PATIENCE / 2


def test_the_second_request_of_a_connection_is_awaited_no_longer(port):
    with exposed(port) as one:
        answered(one)
        one.sendall(HEAD)
        assert SHORT * 0.9 < ended(one, b"a") < PATIENCE / 2


def test_an_answer_that_nobody_takes_is_given_up(server):
    with exposed(port_of(server)) as one:
        one.sendall(HEAD.replace(b"/ ", b"/long ") + b"\r\n")
        until(lambda: server.server_state.total_requests)
        assert server.server_state.connections
        until(lambda: not server.server_state.connections)


def test_an_answer_that_is_taken_is_whole(port):
    assert len(get(f"http://127.0.0.1:{port}/long")[2]) == LONG


def test_who_was_answered_may_ask_again_after_a_while(port):
    with exposed(port) as one:
        for _ in range(3):
            assert answered(one).endswith(b"....")
            one.settimeout(SHORT * 1.5)
            with pytest.raises(TimeoutError):
                one.recv(1000)
            one.settimeout(PATIENCE)


def test_a_session_lasts_longer_than_any_clock(port):
    with connect(f"ws://127.0.0.1:{port}/") as session:
        with pytest.raises(TimeoutError):
            session.recv(SHORT * 5)
        session.send("still here")
        assert session.recv(PATIENCE) == "still here"


def test_a_session_whose_browser_is_gone_without_a_word_is_ended(port):
    with exposed(port) as one:
        one.sendall(HEAD + HANDSHAKE + b"\r\n")
        assert one.recv(1000).startswith(b"HTTP/1.1 101")
        assert SHORT < ended(one) < PATIENCE / 2


@pytest.mark.parametrize("more", [b"Cookie: a=" + b"." * 20_000 + b"\r\n", b"X: y\r\n" * 200], ids=["long", "many"])
def test_a_session_whose_headers_are_not_read_is_refused_and_ended(server, more):
    with exposed(port_of(server)) as one:
        one.sendall(HEAD + HANDSHAKE + more + b"\r\n")
        assert one.recv(1000).startswith(b"HTTP/1.1 431")
        assert ended(one) < PATIENCE / 2
    until(lambda: not server.server_state.connections)


def test_there_are_never_more_connections_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 3)
    with serving() as server, ExitStack() as held:
        port = port_of(server)
        kept = [held.enter_context(exposed(port)) for _ in range(3)]
        for one in kept:
            answered(one)
        with exposed(port) as late:
            assert ended(late) < PATIENCE / 2
        kept[0].close()
        assert get(f"http://127.0.0.1:{port}/")[0] == 200


@pytest.mark.parametrize(("proxies", "room"), [((), 2), (("127.0.0.0/8",), 5)])
def test_one_address_holds_no_more_than_its_part_unless_others_stand_behind_it(monkeypatch, proxies, room):
    monkeypatch.setattr(connections, "EACH", 2)
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 5)
    with serving(**options(proxies)) as server, ExitStack() as held:
        sessions = [held.enter_context(connect(f"ws://127.0.0.1:{port_of(server)}/")) for _ in range(room)]
        with exposed(port_of(server)) as late:
            assert ended(late) < PATIENCE / 2
        sessions[0].close()
        until(lambda: len(server.server_state.connections) < room)
        assert get(f"http://127.0.0.1:{port_of(server)}/")[0] == 200


BEGUN = {  # of a message that is larger than what a browser says, and whose end never comes
    "in one frame": lambda: [frame(0x82, 190 * MEGABYTE)],
    "a byte too long": lambda: [frame(0x82, MEGABYTE + 1)],
    "in pieces": lambda: [frame(0x02 if not at else 0x00, 65536) + b"." * 65536 for at in range(17)],
}


def frame(first, length):
    """The head of a frame of a WebSocket."""
    return struct.pack("!BBQI", first, 0xFF, length, 0)


def read_on(session):
    while True:
        session.recv(PATIENCE)


@pytest.fixture(scope="module")
def whole(served):
    """A replica as it is hosted."""
    return served(FENGTAI_PROXIES="127.0.0.1", FENGTAI_HOSTS="127.0.0.1", FENGTAI_WRITING="off")


@pytest.mark.parametrize("name", BEGUN)
def test_a_message_larger_than_a_browser_says_is_not_waited_for(whole, name):
    with connect(whole.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"]) as session:
        for piece in BEGUN[name]():
            session.socket.sendall(piece)
        with pytest.raises(ConnectionClosed) as closed:
            read_on(session)
        assert closed.value.rcvd.code == CloseCode.MESSAGE_TOO_BIG


def test_who_brings_many_cookies_opens_a_session(whole):
    cookies = {"Cookie": "a=" + "." * 15_000}
    address = whole.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], additional_headers=cookies) as session:
        assert session.response.status_code == 101  # HTTP's own


def test_a_session_that_speaks_in_words_is_ended_and_the_log_is_not_filled(whole):
    with connect(whole.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"]) as session:
        session.send("hello")
        with pytest.raises(ConnectionClosed):
            read_on(session)
    assert [line for line in whole.lines if line["level"] == "error"] == []


def test_sessions_are_asked_whether_they_live_as_often_as_streamlit_does():
    given = options()
    assert (given["ws_ping_interval"], given["ws_ping_timeout"]) == _get_websocket_settings()
