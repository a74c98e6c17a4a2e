"""An office's own master: filled where it can be; where not, why is said everywhere, and ours is used."""

import os
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Emu, Inches

from fengtai_map.cli import main
from fengtai_map.export import formats
from fengtai_map.export.layout.items import still
from fengtai_map.i18n import LANGUAGES, described
from fengtai_map.office_master import NAME, office_master
from tests.every import once
from tests.sample_files import without_maps

DAY = "2026-11-26"


def narrow():
    """A master of 4:3, as python-pptx begins one, with a colour of its own on its layouts."""
    deck = Presentation()
    deck.slide_layouts[0].name = "本单位封面"
    return deck


def wide():
    """A master of other sizes: 40 by 22.5 centimetres, its placeholders spread over it."""
    deck = Presentation()
    across = 14400000 / (deck.slide_width or 1)
    down = 8100000 / (deck.slide_height or 1)
    deck.slide_width, deck.slide_height = Emu(14400000), Emu(8100000)
    for one in (deck.slide_master, *deck.slide_layouts):
        for shape in one.placeholders:
            if shape.element.spPr.xfrm is not None:
                left, top, width, height = shape.left, shape.top, shape.width, shape.height
                shape.left, shape.width = Emu(int(left * across)), Emu(int(width * across))
                shape.top, shape.height = Emu(int(top * down)), Emu(int(height * down))
    return deck


def untitled():
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in [one for one in layout.placeholders if one.placeholder_format.idx == 0]:
            shape.element.getparent().remove(shape.element)
    return deck


def low():
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in [one for one in layout.placeholders if one.placeholder_format.idx == 0]:
            shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (1, 4, 8, 2))
    return deck


def saved(deck):
    packed = BytesIO()
    deck.save(packed)
    return packed.getvalue()


def template(content):
    """The same as a .potx: another name for its main part."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(made, "w") as copy:
        for one in packed.namelist():
            body = packed.read(one)
            if one == "[Content_Types].xml":
                body = body.replace(b"presentationml.presentation.main", b"presentationml.template.main")
            copy.writestr(one, body)
    return made.getvalue()


def renamed():
    packed = BytesIO()
    Document().save(packed)
    return packed.getvalue()


FITTING = {"narrow.pptx": lambda: saved(narrow()), "wide.pptx": lambda: saved(wide())}
SIZES = {"narrow.pptx": (9144000, 6858000), "wide.pptx": (14400000, 8100000), "template.potx": (9144000, 6858000)}
FITTING["template.potx"] = lambda: template(saved(narrow()))
UNFIT = {
    "text.pptx": (lambda: b"not a presentation", "master-unfit"),
    "document.pptx": (renamed, "master-unfit"),
    "torn.pptx": (lambda: saved(narrow())[:9000], "master-unfit"),
    "untitled.pptx": (lambda: saved(untitled()), "master-untitled"),
    "low.pptx": (lambda: saved(low()), "master-narrow"),
}


@pytest.mark.parametrize("name", once(*FITTING))
def test_a_master_that_fits_is_filled_and_nothing_stands_outside_of_its_slides(name, tmp_path, atlas, monkeypatch):
    without_maps(monkeypatch)
    file = tmp_path / name
    file.write_bytes(FITTING[name]())
    office, problems = office_master(str(file))
    assert problems == ()
    for lang in LANGUAGES:
        sheets = formats.of_story(atlas, atlas.stories[0], lang)
        deck = Presentation(BytesIO(formats.made("pptx", atlas, sheets, DAY, still, office=office)))
        size = (deck.slide_width, deck.slide_height)
        assert size == SIZES[name]
        outside = [
            (number, shape.name)
            for number, slide in enumerate(deck.slides, 1)
            for shape in slide.shapes
            if min(shape.left, shape.top) < -9525
            or shape.left + shape.width > size[0] + 9525
            or shape.top + shape.height > size[1] + 9525
        ]
        assert outside == [], lang
        assert all(slide.shapes.title.text_frame.text for slide in deck.slides)


@pytest.mark.parametrize("name", UNFIT)
def test_a_master_that_does_not_fit_is_a_problem_and_ours_is_used(name, tmp_path, atlas):
    make, code = UNFIT[name]
    file = tmp_path / name
    file.write_bytes(make())
    office, problems = office_master(str(file))
    assert (office, [one.code for one in problems]) == (None, [code])
    for lang in LANGUAGES:
        what, fix = described(atlas.words[lang], problems[0])
        assert str(file) in what
        assert fix


def test_a_master_that_is_not_there_is_a_problem_and_one_that_comes_is_seen(tmp_path):
    file = tmp_path / "later.pptx"
    assert [one.code for one in office_master(str(file))[1]] == ["master-unreadable"]
    assert [one.code for one in office_master(str(tmp_path))[1]] == ["master-unreadable"]
    file.write_bytes(b"no")
    assert [one.code for one in office_master(str(file))[1]] == ["master-unfit"]
    file.write_bytes(saved(narrow()))
    os.utime(file, (1, 1))
    assert office_master(str(file))[1] == ()
    assert office_master("") == (None, ())


def test_the_check_tells_of_it_and_an_export_goes_on_with_ours(tmp_path, monkeypatch, capsys):
    file = tmp_path / "text.pptx"
    file.write_bytes(b"no")
    monkeypatch.setenv(NAME, str(file))
    assert main(["check"]) == 1
    assert "master-unfit" in capsys.readouterr().err
    made = tmp_path / "made.pptx"
    assert main(["export", "--released-only", str(made)]) == 0
    assert "master-unfit" in capsys.readouterr().err
    assert Presentation(str(made)).slide_width == Emu(12192000)


def test_an_export_that_asks_for_a_master_fills_it_or_is_refused(tmp_path, capsys):
    file, made = tmp_path / "narrow.pptx", tmp_path / "made.pptx"
    file.write_bytes(saved(narrow()))
    assert main(["export", "--released-only", "--master", str(file), str(made)]) == 0
    assert Presentation(str(made)).slide_width == narrow().slide_width
    made.unlink()
    assert main(["export", "--released-only", "--master", str(tmp_path / "gone.pptx"), str(made)]) == 1
    assert not made.exists()
    assert "\nexport [--master] " in capsys.readouterr().err  # after the progress of the first
