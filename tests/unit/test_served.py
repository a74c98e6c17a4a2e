"""Texts in a temporary folder that others may tidy, or that has no room: then they travel with the page."""

import html
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from fengtai_map.client.bundle import bundle, fingerprint
from fengtai_map.own import with_own
from fengtai_map.ui import canvas, mount, served
from fengtai_map.ui.desk import Desk
from tests.points import point

NAME = "0123.js"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(served, "FOLDER", SimpleNamespace(name=str(tmp_path / "built")))
    return tmp_path / "built"


@pytest.fixture
def full(folder):
    """A disk without room."""
    folder.write_text("in the way")
    return folder


@pytest.fixture
def mounted(monkeypatch, atlas):
    """What `mount.draw` puts into the page: what the client is told, and its script."""
    monkeypatch.setattr(mount, "BOOKS", mount.Books())
    put = []
    monkeypatch.setattr(mount.st, "html", lambda text, **_: put.append(text))
    monkeypatch.setattr(mount, "Thread", lambda **_: SimpleNamespace(start=lambda: None))

    def draw():
        mount.draw(Desk(atlas, "en", "overview", atlas, atlas))
        assert not re.search("<(?!/?(div|script)\\b)|]>", put[-1])  # Streamlit would take it away
        setup, script = re.fullmatch(
            r'<div id="ft-setup" data-setup="([^"]*)"></div><script>(.*)</script>', put[-1], re.DOTALL
        ).groups()
        return json.loads(html.unescape(setup)), script

    return draw


def test_a_text_is_a_file_of_its_own(folder):
    address = served.address(NAME, "let one;")
    assert address == f"{served.SERVED.name}/{NAME}"
    assert (folder / NAME).read_text(encoding="utf-8") == "let one;"
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_the_same_text_has_the_same_stamp_and_another_has_another():
    assert served.stamp("地图") == served.stamp("地图") != served.stamp("地图 ")
    assert re.fullmatch("[0-9a-f]{16}", served.stamp("地图"))


def test_a_file_that_was_tidied_away_is_written_again(folder):
    served.address(NAME, "let one;")
    (folder / NAME).unlink()
    folder.rmdir()
    served.address(NAME, "let one;")
    assert (folder / NAME).read_text(encoding="utf-8") == "let one;"


def test_what_is_forgotten_goes_and_may_be_forgotten_twice(folder):
    served.address(NAME, "let one;")
    served.forget(NAME)
    served.forget(NAME)
    assert list(folder.iterdir()) == []


def test_where_there_is_no_room_there_is_no_address_and_later_there_is(full, caplog):
    assert served.address(NAME, "let one;") == ""
    assert [record.getMessage() for record in caplog.records] == ["file-unserved"]
    full.unlink()
    assert served.address(NAME, "let one;")


def test_without_a_folder_there_is_no_address_and_nothing_to_forget(monkeypatch):
    monkeypatch.setattr(served, "FOLDER", None)
    assert served.address(NAME, "let one;") == ""
    served.forget(NAME)


def test_the_client_and_its_book_are_files(folder, mounted):
    setup, script = mounted()
    assert set(setup["books"]) == {"en"}
    book = folder / Path(setup["books"]["en"]).name
    assert json.loads(book.read_text(encoding="utf-8"))["lang"] == "en"
    assert "client" not in setup
    assert f"component/{served.SERVED.name}/{fingerprint()}.js" in script
    assert (folder / f"{fingerprint()}.js").read_text(encoding="utf-8") == bundle()


def test_where_there_is_no_room_client_and_book_travel_with_the_page(full, mounted):
    setup, script = mounted()
    assert full.is_file()
    assert setup["books"]["en"]["lang"] == "en"
    assert setup["books"]["en"]["points"]
    assert setup["client"] == bundle()
    assert "component/" not in script


def test_only_backgrounds_that_can_be_had_are_offered(folder, mounted, monkeypatch, atlas):
    without = mounted()[0]["basemaps"]
    assert without == [one.id for one in atlas.basemaps if not one.key_variable and not one.needs]
    for one in atlas.basemaps:
        for name, value in ((one.key_variable, "a key"), (one.needs, "on")):
            if name:
                monkeypatch.setenv(name, value)
    assert mounted()[0]["basemaps"] == [one.id for one in atlas.basemaps]
    assert folder.is_dir()


def test_only_the_latest_books_stay(folder, atlas, monkeypatch):
    monkeypatch.setattr(mount, "written", lambda made: json.dumps(made).encode())
    monkeypatch.setattr(mount, "book", lambda atlas, lang, _many: {"of": [atlas.serial, lang]})
    books = mount.Books()
    made = [with_own(atlas, [point(f"own-{number:012}")]) for number in range(mount.KEPT // 2 + 1)]
    for one in made:
        for lang in ("zh", "en"):
            books.given(one, None, lang)
    assert len(list(folder.iterdir())) == mount.KEPT
    assert not books.has(made[0], None, "zh")
    assert books.has(made[-1], None, "zh")
    again = books.given(made[0], None, "zh")  # who still asks for it gets it again
    assert json.loads((folder / Path(again).name).read_text(encoding="utf-8"))["of"] == [made[0].serial, "zh"]


def test_a_map_without_a_file_carries_its_script(full):
    made = canvas.Strings("let map;", "", "", [])
    assert made.given()["script"] == "let map;"
    assert made.given()["js_links"] == []
    full.unlink()
    assert made.given()["script"] == ""
    assert made.given()["js_links"] == [f"../{served.SERVED.name}/{made.stamp}.js"]
