"""Arrows point one way: who may import whom, and which library lives where."""

import ast
import re
import sys

from fengtai_map.client.bundle import FOLDER as CLIENT
from fengtai_map.client.bundle import IMPORT, STYLE
from tests.data_rows import PAGES, ROOT, ids
from tests.every import every
from tools.architecture import LEFT_OUT, PACKAGE, imported, part_of, parts_imported

# What each part of the package may import of the others. A part may always import itself.
ARROWS = {
    "problems": set(),
    "reasons": set(),
    "data.atomic_write": {"problems", "reasons"},
    "i18n": {"problems"},
    "view": {"problems", "i18n", "model", "lights"},
    "user_points.photos": set(),
    "model": {"i18n", "reasons"},
    "lights": {"model"},
    "data.raw": {"model", "i18n"},
    "data.checks": {"problems", "i18n", "view", "geo", "model", "lights", "data.raw", "content", "webmap"},
    "data.load": {"problems", "reasons", "i18n", "geo", "model", "data.raw", "data.checks"},
    "geo": {"model"},
    "content": {"i18n", "view", "geo", "model", "lights", "search", "webmap"},
    "search": {"i18n", "model", "geo"},
    "user_points.store": {"problems", "i18n", "model"},
    "user_points.merge": {"problems", "i18n", "model", "data.load"},
    "user_points.kept": {"model", "user_points.merge", "user_points.store"},
    "webmap": {"i18n", "view", "geo", "model"},
    "client": set(),
    "clock": set(),
    "manual": {"i18n"},
    "export": {"i18n", "view", "geo", "user_points.photos", "model", "content", "webmap", "client", "safe_cells"},
    "office_master": {"problems", "reasons", "export"},
    "cli": {
        "data.replace",
        "data.raw",
        "problems",
        "reasons",
        "i18n",
        "view",
        "model",
        "data.checks",
        "data.load",
        "content",
        "search",
        "export",
    }
    | {
        "clock",
        "data.atomic_write",
        "office_master",
        "user_points.store",
        "user_points.kept",
        "user_points.list_memory",
        "lights",
        "formats",
        "user_points.upload",
        "manual",
    },
    "sandbox": set(),
    "safe_cells": {"i18n"},
    "formats": {"problems", "i18n", "model", "safe_cells"},
    "user_points.upload": {"problems", "i18n", "geo", "model", "lights", "formats", "safe_cells"},
    "user_points.list_memory": {"model", "user_points.upload"},
    "data.replace": {
        "problems",
        "reasons",
        "data.atomic_write",
        "i18n",
        "geo",
        "model",
        "data.raw",
        "data.load",
        "formats",
        "user_points.upload",
    },
    "__main__": {"cli"},
    "ui": {
        "clock",
        "formats",
        "office_master",
        "user_points.photos",
        "problems",
        "i18n",
        "view",
        "model",
        "data.checks",
        "data.load",
        "search",
        "user_points.store",
        "user_points.merge",
        "lights",
        "user_points.kept",
        "user_points.list_memory",
        "user_points.upload",
        "sandbox",
        "geo",
        "content",
        "webmap",
        "client",
        "export",
        "server",
    },
    "server": {
        "clock",
        "problems",
        "reasons",
        "i18n",
        "view",
        "model",
        "data.load",
        "export",
        "manual",
        "office_master",
    },
}

# The rooms of the client from the ground up: a script imports from its own and from those before it.
ROOMS = ("dom", "view", "search", "server", "parts", "talk", "map", "header", "panel", ".")

# The libraries each part may import besides the standard library.
LIBRARIES = {
    "i18n": {"pydantic"},
    "geo": {"pyproj", "shapely"},
    "user_points.photos": {"PIL"},
    "model": {"numpy", "pydantic"},
    "data.checks": {"pyproj", "shapely"},
    "search": {"pypinyin", "rapidfuzz"},
    "data.load": {"geopandas", "numpy", "pydantic", "pydantic_core", "shapely"},
    "content": {"geopandas", "numpy", "shapely"},
    "user_points.store": {"numpy", "pydantic", "shapely", "sqlalchemy"},
    "user_points.merge": {"shapely"},
    "webmap": {"branca", "folium", "numpy", "shapely", "xstatic"},
    "export": {"geopandas", "numpy", "pandas", "pyogrio", "shapely"}  # data
    | {"jinja2", "lxml", "markupsafe", "fontTools", "matplotlib", "openpyxl", "pptx"}
    | {"docx", "pylopdf_fonts_zh_cn", "segno", "typst"},  # pages
    "manual": {"jinja2", "markupsafe"},
    "ui": {"jinja2", "markupsafe", "pandas", "streamlit", "streamlit_folium"},
    "data.replace": {"numpy", "shapely", "tomlkit"},
    "formats": {"charset_normalizer", "numpy", "pyogrio", "pyproj", "python_calamine", "shapely"},
    "user_points.upload": {"numpy", "openpyxl", "pyproj", "shapely"},
    "sandbox": {"psutil", "pydantic", "shapely"},
    "server": {"anyio", "h11", "starlette", "streamlit", "uvicorn"},
}

NETWORK = {
    "aiohttp", "ftplib", "http.client", "http.server", "httpx", "importlib", "requests", "smtplib", "socket", "ssl",
    "urllib.request", "urllib3", "websocket", "websockets",
}  # fmt: skip
HERE_AND_NOW = {"datetime", "os", "random", "secrets", "time"}  # clock, environment, chance

LONGEST = 200

PURE = {
    "view",
    "geo",
    "content",
    "search",
    "webmap",
    "client",
    "manual",
    "export",
    "formats",
    "user_points.upload",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]


def name_of(path):
    return str(path.relative_to(ROOT))


def split(name):
    return name.split(".")


def libraries_imported(path):
    roots = {name.split(".")[0] for name in imported(path)}
    return roots - sys.stdlib_module_names - {"fengtai_map"}


every_module = every("path", MODULES, name_of)
every_script = every("path", SCRIPTS, name_of)


def test_every_part_of_the_package_has_its_arrows():
    assert {part_of(path) for path in MODULES} - LEFT_OUT == set(ARROWS) - {"__main__"}


def test_arrows_make_no_circle():
    below = {part: set(parts) for part, parts in ARROWS.items()}
    while below:
        lowest = {part for part, parts in below.items() if not parts & set(below)}
        assert lowest, f"a circle among {sorted(below)}"
        below = {part: parts for part, parts in below.items() if part not in lowest}


@every_module
def test_a_module_imports_only_what_lies_below_it(path):
    part = part_of(path)
    assert parts_imported(path) <= ARROWS.get(part, set()) | {part}


@every("path", sorted(CLIENT.rglob("*.js")), name_of)
def test_a_script_of_the_client_imports_only_from_rooms_below_it(path):
    named = [found[2] for found in IMPORT.finditer(path.read_text(encoding="utf-8")) if not found[2].endswith(STYLE)]
    needed = [(path.parent / name).resolve().parent for name in named]
    rooms = [room.relative_to(CLIENT).as_posix() for room in (path.parent, *needed)]
    assert max(rooms, key=ROOMS.index) == rooms[0]


@every_module
def test_a_library_has_one_home(path):
    assert libraries_imported(path) <= LIBRARIES.get(part_of(path), set())


@every("path", MODULES + SCRIPTS, name_of)
def test_nothing_opens_the_network(path):
    names = {".".join(parts[:size]) for parts in map(split, imported(path)) for size in (1, 2)}
    assert not names & NETWORK


@every("path", sorted((PACKAGE / "webmap" / "assets").iterdir()), name_of)
def test_an_asset_of_the_map_names_no_address(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")  # a name, never fetched
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|@import", text)


@every("path", [path for path in MODULES if part_of(path) in PURE], name_of)
def test_what_is_shown_depends_on_no_clock_and_no_environment(path):
    assert not {name.split(".")[0] for name in imported(path)} & HERE_AND_NOW


@every_module
def test_a_module_is_short_enough_to_read(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST


@every_script
def test_a_page_is_a_table_of_contents(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 30
    made = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, made)]


@every_script
def test_a_page_imports_only_widgets_and_panels(path):
    assert parts_imported(path) <= {"ui", "content"}
    assert libraries_imported(path) <= {"streamlit"}


def test_every_page_of_the_data_is_a_file_and_every_file_a_page_of_the_data():
    assert sorted(ids(PAGES)) == sorted(path.stem for path in SCRIPTS[1:])
