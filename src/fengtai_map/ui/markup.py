"""Our own HTML, filled by templates that escape: whatever the data holds is text."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fengtai_map.drawing import theme
from fengtai_map.panels.figures import Figure

HERE = Path(__file__).parent
CHINESE = '"Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
FONT = {"zh": CHINESE, "en": f'"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", {CHINESE}'}
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|~$:<>&^"})


@dataclass(frozen=True)
class Cell:
    """A number of a strip with its label, and what opens behind it: figures of the release, or a note."""

    number: str
    label: str
    figures: tuple[Figure, ...] = ()
    note: str = ""


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def put(template: str, **values: object) -> None:
    """Draw a template of ui/templates/."""
    st.html(_templates().get_template(f"{template}.html").render(**values))


def picture(template: str, **values: object) -> str:
    """A drawing of ui/templates/ (SVG) as an address that is its own content: Streamlit takes drawings out of HTML."""
    drawn = _templates().get_template(f"{template}.svg").render(**values)
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def style(lang: str, said: Mapping[str, str] = MappingProxyType({})) -> None:
    """The style of all pages.

    The cluster filter carries the colours of the map. An English page takes its quotation marks and apostrophes
    from a Latin font, since a Chinese one makes them as wide as a character. `said` are the reader's words for
    what Streamlit says in English only: on the button for a file, in a navigation that is too long.
    """
    rule = ".st-key-w-clusters [role=toolbar] button:nth-child({}) {{ border-left-color: {}; }}"
    colours = "".join(rule.format(order, colour) for order, colour in enumerate(theme.CLUSTERS, 1))
    own = "; ".join(f"--ft-{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items())
    font = f'.stApp :not([data-testid="stIconMaterial"]) {{ font-family: {FONT["en"]}; }}' if lang == "en" else ""
    st.html(f"<style>{_style('style')}{colours}{font}:root {{ {own} }}</style>")


def sheet(name: str, theme: str = "normal") -> None:
    """A further style sheet of ui/, for a page that needs one; `theme` picks its colours."""
    colours = ":root { --ft-ink: #000; --ft-quiet: #222; --ft-line: #555; --ft-blue: #002b6b; }"
    st.html(f"<style>{_style(name)}{colours if theme == 'projector' else ''}</style>")


@cache
def _style(name: str) -> str:
    return (HERE / f"{name}.css").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """A text for a label that Streamlit reads as Markdown, so that it stays what it is."""
    return text.translate(SPECIAL)
