"""Briefs: one page of a cluster or a 街镇, as a text document and as a page, and all of them in an archive."""

import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from shapely.geometry import Point, shape

from fengtai_map.content import figures
from fengtai_map.export import brief_files as briefs
from fengtai_map.export.brief import brief, of_each
from fengtai_map.export.brief_files import brief_docx, brief_pdf
from fengtai_map.export.formats import FORMS, of_view
from fengtai_map.i18n import LANGUAGES
from fengtai_map.view.url import View
from tests.every import once

DAY = "2026-11-26"
BASE = "https://map.example/"


def squeezed(text):
    return "".join(text.split())


def pieces(one):
    """All that a brief says, in pieces."""
    rows = [*one.pairs, *one.figures, *one.places, *(plan[:2] for plan in one.plans)]
    return [
        piece
        for piece in (one.title, one.above, one.more, *one.lines, *(cell for row in rows for cell in row))
        if piece
    ]


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed("".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def test_there_is_a_brief_of_every_cluster_and_every_subdistrict(atlas):
    for lang in LANGUAGES:
        names = [name for name, _sheet in of_each(atlas, lang)]
        assert len(names) == len(set(names)) == len(atlas.clusters) + len(atlas.subdistricts)
        assert [name for name in names if name.count("-") == 1 and not name[0].isdigit()] == []


def test_a_brief_says_what_the_data_say_of_its_own_area_and_no_figure_of_the_whole_district(atlas):
    for name, sheet in of_each(atlas, "zh", BASE):
        one, record = brief(atlas, sheet, DAY), atlas.index[sheet.view.selected]
        own = [fact for fact in sheet.figures if not figures.of_district(atlas, fact, record.id)]
        assert [row[1] for row in one.figures] == [fact.label.zh for fact in own][:6], name
        assert one.lines[-1] == f"{BASE}?{sheet.view.address()}", name
        if record in atlas.subdistricts:
            body, places = shape(atlas.geometry[record.id]), {place.name.zh: place for place in atlas.places}
            outside = [row for row in one.places if not body.contains(Point(places[row[0]].lon, places[row[0]].lat))]
            assert outside == [], name


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_a_brief_is_one_page_with_all_its_words_and_a_document_with_the_same(atlas, lang):
    every = dict(of_each(atlas, lang, BASE))
    longest = sorted(every, key=lambda name: -sum(map(len, pieces(brief(atlas, every[name], DAY)))))[:2]
    for name in longest:
        one = brief(atlas, every[name], DAY)
        page = pypdfium2.PdfDocument(brief_pdf(atlas, one))
        assert len(page) == 1, name
        printed = squeezed(page[0].get_textpage().get_text_bounded())
        assert [piece for piece in pieces(one) if squeezed(piece) not in printed] == [], name
        document = Document(BytesIO(brief_docx(atlas, one, DAY)))
        assert [piece for piece in pieces(one) if squeezed(piece) not in words_of(document)] == [], name
        assert document.core_properties.author == one.above
        assert document.inline_shapes[0]._inline.docPr.get("descr") == one.alt


def test_the_brief_of_the_page_is_a_file_of_its_choice(atlas):
    sheets = of_view(atlas, View(selected="lize"), ())
    made = FORMS["docx"].make(atlas, sheets, DAY, print)
    assert made == FORMS["docx"].make(atlas, sheets, DAY, print)
    assert "丽泽金融商务区" in words_of(Document(BytesIO(made)))


def test_all_briefs_lie_in_one_archive(atlas, monkeypatch):
    monkeypatch.setattr(briefs, "brief_pdf", lambda _atlas, one: f"pdf {one.title}".encode())
    monkeypatch.setattr(briefs, "brief_docx", lambda _atlas, one, _day: f"docx {one.title}".encode())
    heard = []
    made = briefs.briefs_zip(atlas, "zh", BASE, DAY, lambda *done: heard.append(done))
    with ZipFile(BytesIO(made)) as archive:
        names = archive.namelist()
        assert archive.read("2-丽泽.pdf").decode() == "pdf 丽泽金融商务区"
    assert len(names) == len(set(names)) == 2 * (len(atlas.clusters) + len(atlas.subdistricts))
    assert heard[-1] == (len(names) // 2, len(names) // 2)


@pytest.mark.ci
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice to lay the document out")
def test_the_longest_brief_stays_on_one_sheet_where_a_wider_typeface_stands_in(atlas, tmp_path):
    ones = [brief(atlas, sheet, DAY) for _, sheet in of_each(atlas, "en", BASE)]
    longest = max(ones, key=lambda one: sum(map(len, pieces(one))))
    file = tmp_path / "brief.docx"
    file.write_bytes(brief_docx(atlas, longest, DAY))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    given = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(given, check=True, capture_output=True, timeout=300)
    assert len(pypdfium2.PdfDocument(file.with_suffix(".pdf"))) == 1
