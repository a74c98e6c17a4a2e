"""What we use of streamlit-folium without its promise. When a release changes it, this says so before a reader does."""

import inspect
from importlib.metadata import version
from pathlib import Path

import streamlit_folium
from streamlit.runtime.pages_manager import PagesManager

FRONT_END = Path(streamlit_folium.__file__).parent / "frontend" / "build" / "static" / "js"


def test_the_names_canvas_uses_are_there():
    for name in ("_component_func", "_get_header", "_get_html", "_get_map_string"):
        assert callable(getattr(streamlit_folium, name)), f"{name} is gone in {version('streamlit-folium')}"


def test_the_component_still_takes_what_canvas_sends():
    sent = inspect.getsource(streamlit_folium.st_folium).split("_component_func(")[1]
    used = inspect.getsource(__import__("fengtai_map.ui.map_component", fromlist=["draw"]).draw)
    for name in (
        "feature_group",
        "layer_control",
        "returned_objects",
        "pixelated",
        "wrap_longitude",
        "return_on_hover",
    ):
        assert f"{name}=" in sent
        assert f"{name}=" in used
    for name in ("script", "header", "html", "js_links", "css_links"):
        assert f"{name}=" in sent


def test_the_front_end_still_evaluates_a_changed_command_and_keeps_its_map():
    script = "".join(path.read_text(encoding="utf-8") for path in FRONT_END.glob("main*.js"))
    assert "last_feature_group" in script
    assert "eval(" in script
    assert "window.Streamlit" in script


def test_streamlit_still_asks_whether_pages_are_a_folder():
    assert PagesManager.uses_pages_directory in {None, True, False}, f"gone in {version('streamlit')}"
