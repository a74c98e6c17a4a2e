"""What we use of Streamlit, uvicorn, Starlette and Leaflet without their promise: an upgrade that changes it is found.

One test for each name. Those of streamlit-folium stand in test_private_names.py.
"""

import importlib
import inspect
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit
from starlette.formparsers import MultiPartParser
from streamlit import config
from streamlit.web.server.starlette import starlette_app
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets import websockets_sansio_impl
from xstatic.pkg import leaflet

from fengtai_map.server import access, json_log
from tests.data_rows import ROOT
from tests.every import every

PACKAGE = ROOT / "src" / "fengtai_map"
STATIC = Path(streamlit.__file__).parent / "static"
CALLED = {  # a name, and by which arguments we call it, or it calls what we put in its place
    "streamlit.auth_util.get_secrets_auth_section": (),
    "streamlit.auth_util.get_cookie_with_chunks": ("name", "name"),
    "streamlit.web.server.server_util.get_cookie_secret": (),
    "streamlit.web.server.starlette.starlette_app_utils.decode_signed_value": ("secret", "name", "value"),
    "streamlit.file_util.get_static_dir": (),
    "streamlit.logger.setup_formatter": ("logger",),
    "streamlit.logger.update_formatter": (),
    "streamlit.net_util.get_external_ip": (),
    "streamlit.net_util.get_internal_ip": (),
    "streamlit.config.get_option": ("key",),
    "streamlit.config.set_option": ("key", "value"),
    "streamlit.runtime.exists": (),
    "streamlit.runtime.get_instance": (),
}
VALUES = {
    "streamlit.web.server.starlette.starlette_server_config.USER_COOKIE_NAME": str,
    "streamlit.web.server.starlette.starlette_server_config.DEFAULT_WEBSOCKET_PING_INTERVAL": int,
    "streamlit.web.server.starlette.starlette_server_config.DEFAULT_WEBSOCKET_PING_TIMEOUT": int,
    "streamlit.navigation.page.Page": type,
    "uvicorn._types.ASGI3Application": object,
}
HEARS = {  # of uvicorn's protocol, which ours replaces: server/connections.py
    "connection_made": ("transport",),
    "data_received": ("data",),
    "handle_websocket_upgrade": ("event",),
    "pause_writing": (),
    "resume_writing": (),
    "connection_lost": ("exc",),
}
# Of the platform, newer than the floor of browsers (Chromium 94); and those without which 103 walks all the same.
NEWER = {
    "toSorted", "toReversed", "toSpliced", "toWellFormed", "isWellFormed", "groupBy", "fromAsync", "withResolvers",
    "canParse", "structuredClone", "checkVisibility", "showPopover", "hidePopover", "startViewTransition",
    "isDisjointFrom", "symmetricDifference", "setHTMLUnsafe", "parseHTMLUnsafe", "findLast", "findLastIndex",
}  # fmt: skip
ASKED_FOR_FIRST = {"toWellFormed", "checkVisibility"}
HOLDS = ("conn", "connections", "transport", "client", "loop")
ADDRESSES = ("/_stcore/upload_file", "/_stcore/health", "/component/", "/media")
# What our styles and scripts reach of Streamlit's page, wherever it stands there.
STYLED = sorted(
    path for part in ("ui", "client") for path in (PACKAGE / part).iterdir() if path.suffix in (".css", ".js")
)
REACHED = re.compile(r"""data-testid="(\w+)"|data-testid='(\w+)'|\.(st[A-Z]\w+)""")
OTHERS = (
    "st-key-",
    "data-stale",
    "data-empty",
    "aria-invalid",
    "data-test-script-state",
    "data-test-connection-state",
    "embed_options",
)
DRAWN = re.compile(r"(?:(?<=\.)|(?<=\s))(_[a-zA-Z]+)\b")  # of Leaflet, by its naming of what is its own
OURS = {"_group"}  # named in the same way, in what we add to it


def found(name):
    """What a dotted name stands for; it fails by that name where it is gone."""
    module, _, last = name.rpartition(".")
    held = importlib.import_module(module)
    assert hasattr(held, last), f"{name} is gone in {module.split('.')[0]} {version(module.split('.')[0])}"
    return getattr(held, last)


def words(text):
    """The names in a text, each as a whole: `stApp` is not there because of `stAppViewContainer`."""
    return set(re.findall(r"[\w-]+", text))


@cache
def scripts():
    """The scripts and styles of Streamlit's page, as one text."""
    files = [path for path in STATIC.rglob("*") if path.suffix in (".js", ".css")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


@cache
def front_end():
    """The names in them."""
    return words(scripts())


@cache
def map_script():
    """The names in Leaflet's script."""
    return words(Path(leaflet.BASE_DIR, "leaflet-src.js").read_text(encoding="utf-8"))


def reached():
    """The names of Streamlit's page in our styles and scripts, with the first file that holds each."""
    names = {}
    for path in STYLED:
        for parts in REACHED.findall(path.read_text(encoding="utf-8")):
            names.setdefault("".join(parts), path.name)
    return names


def own_of_leaflet():
    """Names of Leaflet's own that the scripts of the map use or put something else in the place of."""
    names = set()
    for path in sorted((PACKAGE / "webmap" / "assets").glob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        names |= set(DRAWN.findall(code))
    return sorted(names - OURS)


@every("name", CALLED)
def test_it_is_called_as_before(name):
    inspect.signature(found(name)).bind(*CALLED[name])


@every("name", VALUES)
def test_it_is_there(name):
    assert isinstance(found(name), VALUES[name])


def test_settings_are_still_laid_over_by_name():
    asked = inspect.signature(found("streamlit.config.get_config_options")).parameters
    assert {"force_reparse", "options_from_flags"} <= asked.keys()


def test_every_setting_we_ask_for_or_lock_is_known():
    text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "server").glob("*.py"))
    asked = set(re.findall(r'"((?:server|global|client|runner|browser|secrets)\.[a-zA-Z]+)"', text))
    assert len(asked) > 10
    assert asked - config.get_config_options().keys() == set()


def test_an_upload_may_still_be_kept_in_memory():
    assert isinstance(MultiPartParser.spool_max_size, int)
    assert "spool_max_size" in inspect.getsource(MultiPartParser.on_headers_finished)


@every("name", HEARS)
def test_a_connection_hears_the_same(name):
    inspect.signature(getattr(H11Protocol, name)).bind("self", *HEARS[name])


@every("name", HOLDS)
def test_a_connection_holds_the_same(name):
    assert f"self.{name}" in inspect.getsource(H11Protocol), f"{name} is gone in uvicorn {version('uvicorn')}"


def test_the_line_that_names_a_reader_still_begins_as_the_log_knows_it():
    said = re.findall(r'"(%s - \\"WebSocket[^"]*|%s - \\"WebSocket)|\'(%s - "WebSocket[^\']*)', _sessions())
    assert said
    assert all("".join(one).replace('\\"', '"').startswith(json_log.NAMING) for one in said)


def _sessions():
    return inspect.getsource(websockets_sansio_impl)


@every("address", ADDRESSES)
def test_streamlit_answers_at_the_same_address(address):
    server = Path(starlette_app.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in server.glob("*.py"))
    assert address.strip("/").split("/")[-1] in text


def test_a_sign_out_is_still_the_link_that_is_guarded():
    server = Path(starlette_app.__file__).parent
    assert access.LEAVING.strip("/") in "".join(path.read_text(encoding="utf-8") for path in server.glob("*.py"))


def test_what_is_registered_is_still_served_to_the_first_reader():
    registry = found("streamlit.runtime.Runtime")
    assert isinstance(registry.component_registry, property)
    component = found("streamlit.components.types.base_component_registry.BaseComponentRegistry")
    inspect.signature(component.register_component).bind("self", "component")


def test_a_page_of_its_own_may_still_bring_a_script():
    asked = inspect.signature(found("streamlit.html")).parameters
    assert "unsafe_allow_javascript" in asked


@every("name", [*reached(), *OTHERS])
def test_the_page_still_calls_it_so(name):
    reason = f"{reached().get(name, 'the client')}: {name} is gone in streamlit {version('streamlit')}"
    assert name in front_end(), reason


@pytest.mark.ci
def test_the_page_asks_of_old_browsers_only_what_is_filled():
    fills = words((PACKAGE / "server" / "assets" / "fills.js").read_text(encoding="utf-8"))
    called = {name for name in NEWER if re.search(rf"\b{name}\(", scripts())}
    assert {"toSorted", "structuredClone"} <= called  # the text is looked at
    assert called - fills - ASKED_FOR_FIRST == set(), "fill them in server/assets/fills.js"


def test_the_page_still_has_the_marks_our_head_is_put_at():
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert all(page.count(mark) == 1 for mark in ("<head>", "</head>", "</body>", '<div id="root">'))
    assert 'src="./static/js/' in page


@every("name", own_of_leaflet())
def test_the_map_still_calls_it_so(name):
    assert name in map_script(), f"{name} is gone in Leaflet of XStatic-Leaflet {version('xstatic-leaflet')}"
