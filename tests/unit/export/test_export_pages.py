"""A file of a page is of that page: its title, its filter, its figures, entries and tables."""

import csv
import io
from itertools import product

import openpyxl
import pytest
from pptx import Presentation

from fengtai_map.content import stories
from fengtai_map.content.book import book
from fengtai_map.content.figures import figure
from fengtai_map.content.pages import NAMES, kinds
from fengtai_map.export.formats import FORMS, of_story, of_view
from fengtai_map.export.html.page import page as one_file
from fengtai_map.export.sheet import of_view as sheet_of
from fengtai_map.export.workbook import plain, workbook
from fengtai_map.i18n import LANGUAGES
from fengtai_map.view.url import View
from tests.every import every
from tests.sample_files import without_maps

DAY = "2026-11-23"


def sheet(atlas, page, view=View()):  # noqa: B008  # a View is frozen
    return of_view(atlas, view, kinds(atlas, page), page=page)


def made(atlas, form, page, view=View()):  # noqa: B008
    return FORMS[form].make(atlas, sheet(atlas, page, view), DAY, lambda *_: None)


def held(content):
    """Every cell of a workbook, as text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None}


def test_what_a_card_says_on_the_screen_stands_in_files_and_notes(atlas):
    written = book(atlas, "en")
    for record in [one for group in ("clusters", "subdistricts", "points") for one in written[group]]:
        rows, one = {*record["rows"]}, sheet_of(atlas, View(lang="en", selected=record["id"]), ())
        assert rows, record["id"]
        assert rows <= {*one.content.table("card").rows}, record["id"]
        lines = {atlas.words["en"]("export.pair", label=what, value=said) for what, said in rows if said}
        assert lines <= {*one.notes.splitlines()}, record["id"]


@pytest.mark.parametrize("form", ["xlsx", "csv", "geojson", "gpkg", "pptx"])
def test_no_two_pages_give_the_same_bytes(atlas, form, monkeypatch):
    without_maps(monkeypatch)
    files = {page: made(atlas, form, page) for page in NAMES}
    assert [(one, two) for one in NAMES for two in NAMES if one < two and files[one] == files[two]] == []


@every("page, lang", product(NAMES, LANGUAGES))
def test_a_workbook_says_what_its_page_is_and_holds_its_figures_and_entries(atlas, page, lang):
    (one,) = sheet(atlas, page, View(lang=lang))[lang]
    cells = held(workbook(atlas, one, DAY))
    title = atlas.words[lang]("app.title" if page == "overview" else f"page.{page}.title")
    assert title in cells
    for fact in one.figures:
        shown = figure(atlas, fact, lang)
        assert {shown.label, shown.printed, shown.quote} <= cells
    for entry in one.entries:
        assert {entry.name.zh, entry.name.en} <= cells


def test_the_page_of_figures_hands_over_every_figure(atlas):
    rows = list(csv.reader(io.StringIO(made(atlas, "csv", "figures").decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [fact.id for fact in atlas.facts if fact.listed]


def test_the_page_of_comparison_hands_over_the_comparison(atlas):
    (one,) = sheet(atlas, "compare", View(clusters=("lize", "hexi")))["zh"]
    heads = plain(atlas, one).decode("utf-8-sig").splitlines()[0]
    assert all(atlas.name(name, "zh") in heads for name in ("lize", "hexi"))
    assert atlas.name("hedong", "zh") not in heads


def test_what_a_filter_leaves_out_is_said_in_every_file(atlas, monkeypatch):
    without_maps(monkeypatch)
    view = View(clusters=("lize",), hidden=("green-space",), without=("planned",))
    said = ["组团：丽泽金融商务区", "未显示类别：公园绿地", "未显示状态：规划"]
    deck = Presentation(io.BytesIO(made(atlas, "pptx", "overview", view)))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    files = {"xlsx": " ".join(held(made(atlas, "xlsx", "overview", view))), "pptx": notes}
    files["geojson"] = made(atlas, "geojson", "overview", view).decode()
    for name, text in files.items():
        assert [one for one in said if one not in text] == [], name


@every("story", ["district", "short"])
def test_a_story_as_a_table_has_all_its_stops(atlas, story):
    chosen = next(one for one in atlas.stories if one.id == story)
    sheets = of_story(atlas, chosen, "zh")
    rows = list(csv.reader(io.StringIO(FORMS["csv"].make(atlas, sheets, DAY, print).decode("utf-8-sig"), newline="")))
    assert [row[2] for row in rows[1:]] == [stop.headline.zh for stop in chosen.stop]
    cells = held(FORMS["xlsx"].make(atlas, sheets, DAY, print))
    wanted = [fact for stop in chosen.stop for fact in stories.figures(atlas, stop)]
    assert {figure(atlas, fact, "zh").label for fact in wanted} <= cells


def test_the_one_file_page_opens_on_its_page(atlas):
    content = one_file(atlas, sheet(atlas, "hubs"), DAY).decode()
    assert '"page":"hubs"' in content.replace('": "', '":"')
