"""Our own HTML, filled by templates that escape: whatever the data holds is text."""

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fengtai_map.drawing import theme

HERE = Path(__file__).parent
CHINESE = '"Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
FONT = {"zh": CHINESE, "en": f'"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", {CHINESE}'}
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|~$:<>&^"})


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def put(template: str, **values: object) -> None:
    """Draw a template of ui/templates/."""
    st.html(_templates().get_template(f"{template}.html").render(**values))


def style(lang: str) -> None:
    """The style of all pages.

    The cluster filter carries the colours of the map. An English page takes its quotation marks and apostrophes
    from a Latin font, since a Chinese one makes them as wide as a character.
    """
    rule = ".st-key-w-clusters [role=toolbar] button:nth-child({}) {{ border-left-color: {}; }}"
    colours = "".join(rule.format(order, colour) for order, colour in enumerate(theme.CLUSTERS, 1))
    font = f'.stApp :not([data-testid="stIconMaterial"]) {{ font-family: {FONT["en"]}; }}' if lang == "en" else ""
    st.html(f"<style>{_style('style')}{colours}{font}</style>")


def sheet(name: str, theme: str) -> None:
    """A further style sheet of ui/, for a page that needs one; `theme` picks its colours."""
    colours = ":root { --ft-ink: #000; --ft-quiet: #222; --ft-line: #555; --ft-blue: #002b6b; }"
    st.html(f"<style>{_style(name)}{colours if theme == 'projector' else ''}</style>")


@cache
def _style(name: str) -> str:
    return (HERE / f"{name}.css").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """A text for a label that Streamlit reads as Markdown, so that it stays what it is."""
    return text.translate(SPECIAL)
