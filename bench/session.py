"""A session over a real WebSocket: the messages that a browser sends, and what it has to remember of the answers.

Widgets are changed as the front end does it: their state is sent under the id that the server gave them, together with
the state of every other widget that was touched and is still on the page. What our client says of the View is the state
of the map's component, and runs the map's fragment alone (client/server/sync.js, ui/map_component.py).
"""

import asyncio
import html
import json
import re
import uuid
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench import plain
from bench.process import SLOWEST

BROKEN = (OSError, WebSocketException, asyncio.TimeoutError)  # a connection that ended or never began
COUNTER = re.compile(r'class="ft-counter"[^>]*>([^<]*)<')  # of a peer
SETUP = re.compile(r'data-setup="([^"]*)"')  # of ours, ui/client_mount.py
MESSAGE = re.compile(r"^ft\.receive\((.*)\);$", re.DOTALL)  # as above, ui/map_component.py
KEY = re.compile(r"w-[a-z-]+$")  # ours, at the end of the id that Streamlit makes of it
MAP = "map"
ENDED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Answer:
    """What a run showed: a peer's counter, the address of our book of content, a map, notices, and failures.

    `heard` is the number of the last commit that the server says it has taken over.
    """

    counter: str = ""
    book: str = ""
    mapped: bool = False
    heard: int = 0
    notices: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass
class Session:
    """An open connection. `query` is the link in the address bar, `path` the page; both follow the server."""

    socket: ClientConnection
    url: str
    cookies: Mapping[str, str]
    query: str = ""
    path: str = ""
    id: str = ""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)  # the hash of each page's script, by its path
    offered: dict[str, list[str]] = field(default_factory=dict)  # the choices of pills, by our key
    ids: dict[str, str] = field(default_factory=dict)  # of the widgets on the page, by our key
    touched: dict[str, WidgetState] = field(default_factory=dict)
    fragment: str = ""  # of the map
    number: int = 0  # of the last commit

    async def run(self, page: str | None = None, fragment: str = "") -> Answer:
        """Ask for a run, of another page or of a fragment if one is named; wait for its end.

        A click on a page drops the query.
        """
        asked = BackMsg()
        if page is not None:
            self.path, self.page, self.query = page, self.pages[page], ""
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.context_info.url = f"{self.url}/{self.path}"
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend(self.touched.values())
        if not fragment:
            self.ids.clear()
        await self.socket.send(asked.SerializeToString())
        answer = Answer()
        await self._until(lambda message: self._heard(message, answer))
        self.touched = {key: state for key, state in self.touched.items() if self.ids.get(key) == state.id}
        return answer

    async def commit(self, query: str) -> Answer:
        """Say what the reader looks at now, and wait until the server has taken it over."""
        self.number += 1
        said = {"view": query, "page": self.path, "n": self.number}
        self.touched[MAP] = WidgetState(id=self.ids[MAP], json_value=json.dumps(said))
        return await self.run(fragment=self.fragment)

    async def press(self, key: str, chosen: Collection[int]) -> Answer:
        """Have just these of a row of pills pressed, by their number."""
        state = WidgetState(id=self.ids[key])
        state.string_array_value.data.extend(self.offered[key][number] for number in sorted(chosen))
        self.touched[key] = state
        return await self.run()

    async def click(self, key: str) -> Answer:
        """Press a button; it is pressed for one run only."""
        self.touched[key] = WidgetState(id=self.ids[key], trigger_value=True)
        try:
            return await self.run()
        finally:
            del self.touched[key]

    async def upload(self, key: str, name: str, content: bytes) -> Answer:
        """Bring a file: ask where to, put it there, then let the page read it."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid.uuid4().hex
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.id
        await self.socket.send(asked.SerializeToString())
        heard = await self._until(lambda message: message.WhichOneof("type") == "file_urls_response")
        (urls,) = heard.file_urls_response.file_urls
        await asyncio.to_thread(plain.put, self.url + urls.upload_url, name, content, self.cookies)
        state = WidgetState(id=self.ids[key])
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(content), file_id=urls.file_id, file_urls=urls
        )
        self.touched[key] = state
        return await self.run()

    async def _until(self, ended: Callable[[ForwardMsg], bool]) -> ForwardMsg:
        async with asyncio.timeout(SLOWEST):
            async for data in self.socket:
                message = ForwardMsg.FromString(data)
                if ended(message):
                    return message
        raise ConnectionError("the server closed before it had answered")

    def _heard(self, message: ForwardMsg, answer: Answer) -> bool:
        """Remember what a browser remembers; whether the run has ended."""
        match message.WhichOneof("type"):
            case "new_session":
                self.id, self.page = message.new_session.initialize.session_id, message.new_session.page_script_hash
            case "navigation":
                self.page = message.navigation.page_script_hash
                self.pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                self._drawn(message.delta, answer)
            case "script_finished":
                return message.script_finished in ENDED
        return False

    def _drawn(self, delta: Delta, answer: Answer) -> None:
        kind = (element := delta.new_element).WhichOneof("type") or ""
        if kind == "html":
            answer.counter = "".join(COUNTER.findall(element.html.body)) or answer.counter
            for setup in SETUP.findall(element.html.body):
                answer.book = next(iter(json.loads(html.unescape(setup))["books"].values()))
        elif kind == "alert":
            answer.notices.append(element.alert.body)
        elif kind == "component_instance":
            self._mapped(element.component_instance, delta.fragment_id, answer)
        elif kind == "exception":
            answer.failures.append(f"{element.exception.type}: {element.exception.message}")
        elif found := KEY.search(getattr(getattr(element, kind, None), "id", "")):
            self.ids[found.group()] = getattr(element, kind).id
            if kind == "button_group":
                self._pills(found.group(), element.button_group)

    def _mapped(self, component: Delta, fragment: str, answer: Answer) -> None:
        """The map and what the server says through it; a component without arguments only keeps its files ready."""
        found = MESSAGE.match(json.loads(component.json_args or "{}").get("feature_group") or "")
        if "streamlit_folium" not in component.component_name:
            return
        answer.mapped, self.ids[MAP], self.fragment = True, component.id, fragment
        if found:
            said = json.loads(found.group(1))
            answer.heard, answer.notices = said.get("n", 0), said.get("notices", [])

    def _pills(self, key: str, group: Delta) -> None:
        self.offered[key] = [option.content for option in group.options]
        if group.set_value:  # the server's word is the widget's
            state = WidgetState(id=group.id)
            state.string_array_value.data.extend(group.raw_values)
            self.touched[key] = state


@asynccontextmanager
async def opened(url: str, cookies: Mapping[str, str] | None = None) -> AsyncIterator[Session]:
    """A session at the address of a dashboard; with the cookies of an earlier one, those are shown."""
    given = cookies or await asyncio.to_thread(plain.cookies, url)
    shown = "; ".join(f"{name}={value}" for name, value in given.items())
    stream = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(stream, additional_headers={"Cookie": shown}, max_size=None, open_timeout=SLOWEST) as socket:
        yield Session(socket, url, given)
