"""Who comes with an old browser: filled up from Chromium 94 on, and below that a page that says what is needed.

It stands in the page itself, in both languages and whatever becomes of the data: where it is read, nothing else runs.
"""

from pathlib import Path

from fengtai_map.server.page_head import PageHeadParts
from fengtai_map.server.plain_pages import ONE_FILE

ASSETS = Path(__file__).parent / "assets"


def parts(base: str, style: str) -> PageHeadParts:
    """What Streamlit's page gains below a base path: two scripts before its own, our style, and the plain words."""
    scripts = "".join(f"<script>{_read(name)}</script>" for name in ("floor.js", "fills.js"))
    words = _read("floor.html").replace("{file}", f"{base}/{ONE_FILE}")
    return PageHeadParts(start=scripts, end=f"<style>{style}</style>", body=words)


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
