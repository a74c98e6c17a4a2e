"""The whole dashboard as one file that needs no server, with 使用说明 beside it."""

import argparse
from datetime import datetime
from pathlib import Path

from fengtai_map import manual
from fengtai_map.content.page_content import OVERVIEW
from fengtai_map.content.page_subjects import kinds
from fengtai_map.data.atomic_write import write
from fengtai_map.data.load import load
from fengtai_map.export.formats import of_view
from fengtai_map.export.html.page import page
from fengtai_map.view.url import View


def today() -> str:
    """The date here and now, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def site_parser(site: argparse.ArgumentParser) -> None:
    """The options of the command."""
    site.add_argument("place", type=Path, help="a file that ends with .html, or a folder for its index.html")
    site.add_argument("--day", default=today(), help="the date of the export, ISO 8601")


def write_site(given: argparse.Namespace) -> int:
    """Write it and say where. Raises DataError and OSError."""
    atlas = load(given.data)
    file = given.place if given.place.suffix == ".html" else given.place / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    sheets = of_view(atlas, View(lang=given.lang), kinds(atlas, OVERVIEW))
    manuals = {file.with_name(name): manual.page(atlas.words[lang]) for lang, name in manual.NAMES.items()}
    write({file: page(atlas, sheets, given.day, given.lang, manual=True), **manuals})
    print(file, *manuals, sep="\n")
    return 0
