"""Whatever somebody writes into a point of the office, every exported file opens and says it as text."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing, nullcontext

import openpyxl
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from fengtai_map.content.pages import kinds
from fengtai_map.export.formats import FORMS, of_view
from fengtai_map.i18n import Text, readable
from fengtai_map.model import UserPoint
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.store import ChangeDraft, StoreError, open_store
from fengtai_map.view.url import View
from tests import fuzz
from tests.every import every
from tests.sample_files import without_maps

DAY = "2026-11-23"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
EVIL = fuzz.MARKUP + fuzz.TURNING + fuzz.UNSEEN
words = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\t\n\r_<>&$`{" + EVIL), min_size=1)


def point(text):
    name = Text(zh=text, en=text)
    return UserPoint(
        id="own-a", name=name, kind="school", lon=116.3, lat=39.85, error_m=5, basis="mapped", status="planned",
        note=text, origin=text,
    )  # fmt: skip


def handed(atlas, form):
    """The only point of an Atlas in a form."""
    sheets = of_view(atlas, View(selected="own-a"), kinds(atlas, "overview"))
    return FORMS[form].make(atlas, sheets, DAY, lambda *_: None)


def alone(atlas, text):
    """An Atlas whose only place is a point of the office with this name and note."""
    with_it = with_user_points(atlas, [point(text)])
    return with_user_points(
        atlas.model_copy(update={"places": (with_it.index["own-a"],), "stations": ()}), [point(text)]
    )


def in_xlsx(content):
    row = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "n"}
    return row[1].value


def in_csv(content):
    row = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1]
    assert not [cell for cell in row if cell.startswith(FORMULA)]
    return row[1]


def in_geojson(content):
    return json.loads(content)["features"][0]["properties"]["name_zh"]


def in_gpkg(content):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return database.execute("SELECT name_zh FROM places").fetchone()[0]


def in_pptx(content):
    """The name in the table of places; the title has it too, in lines."""
    made = Presentation(io.BytesIO(content)).slides
    tables = [shape.table for slide in made for shape in slide.shapes if shape.has_table]
    table = next(one for one in tables if one.cell(0, 0).text == "名称")
    name = table.cell(1, 0).text.replace("\v", "\n")  # so its reader calls the end of a line
    assert "".join(made[0].shapes.title.text_frame.text.split()) == "".join(name.split())
    return name


READ = {"xlsx": in_xlsx, "csv": in_csv, "geojson": in_geojson, "gpkg": in_gpkg, "pptx": in_pptx}


@settings(max_examples=12 * fuzz.TIMES)
@given(words)
@example(EVIL)
@example("=HYPERLINK(1)")
@example("'=1")
@example("＝1+1")
@example("_x0041_")
def _any(atlas, text):
    spoilt = alone(atlas, text)
    for form, name_in in READ.items():
        marked = (
            "'" if form == "csv" and readable(text).lstrip("'").startswith(FORMULA) else ""
        )  # a .csv has no other way
        assert name_in(handed(spoilt, form)) == marked + readable(text), form


def test_any_name_stands_as_text_in_every_file_that_is_exported(atlas, monkeypatch):
    without_maps(monkeypatch)
    _any(atlas)


@every("form", ["png", "pdf", "html"])
def test_a_hostile_name_does_not_spoil_a_picture_a_paper_or_a_page(atlas, form):
    content = handed(alone(atlas, EVIL), form)
    assert content.startswith({"png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!"}[form])
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", content.decode(errors="ignore")) or form != "html"


def test_what_a_typesetter_would_obey_is_text_on_a_page(atlas):
    orders = '#panic("x") $1/0$ @nobody *bold* <tag> \\u{41} #read("/etc/hostname")'
    document = pypdfium2.PdfDocument(handed(alone(atlas, orders), "pdf"))
    printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "".join(orders.split()) in "".join(printed.split())


signed = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)


@pytest.fixture
def kept(tmp_path):
    with closing(open_store(str(tmp_path / "own.gpkg"))) as store:
        yield store


@settings(max_examples=25 * fuzz.TIMES)
@given(words, signed, signed)
def _keeping(store, text, who, reason):
    before = store.version()
    draft = ChangeDraft(
        **{"changed" if before else "added": [point(text)]}, who=who, reason=reason, when=f"{DAY}T08:00:00Z"
    )
    refused = "\0" in text + who + reason or not (who.strip() and reason.strip())
    with pytest.raises(StoreError) if refused else nullcontext():
        store.apply(draft, before)
    assert store.version() == before + (not refused)
    if not refused:
        assert (store.points(), store.lines(1)[0].who) == ((point(text),), who)


def test_any_point_is_kept_as_it_is_or_refused(kept):
    _keeping(kept)
