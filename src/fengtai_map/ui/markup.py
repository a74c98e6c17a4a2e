"""Our own HTML in the pages that the server draws, filled by templates that escape: whatever the data holds is text."""

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|~$:<>&^"})


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def put(template: str, **values: object) -> None:
    """Draw a template of ui/templates/."""
    st.html(_templates().get_template(f"{template}.html").render(**values))


def style() -> None:
    """What covers Streamlit's own page, and how its widgets look on the pages that have some."""
    st.html(f"<style>{_style()}</style>")


@cache
def _style() -> str:
    return (HERE / "style.css").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """A text for a label that Streamlit reads as Markdown, so that it stays what it is."""
    return text.translate(SPECIAL)
