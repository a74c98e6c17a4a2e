"""Texts in a temporary folder that others may tidy, or that has no room: then they travel with the page."""

import html
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from fengtai_map.client.bundle import bundle, fingerprint
from fengtai_map.ui import client_mount, map_component, script_files
from fengtai_map.ui.context import PageContext, Published
from fengtai_map.user_points.merge import with_user_points
from tests.user_points import point

NAME = "0123.js"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(script_files, "FOLDER", SimpleNamespace(name=str(tmp_path / "built")))
    return tmp_path / "built"


@pytest.fixture
def full(folder):
    """A disk without room."""
    folder.write_text("in the way")
    return folder


@pytest.fixture
def mounted(monkeypatch, atlas):
    """What `mount.draw` puts into the page: what the client is given, and its script."""
    monkeypatch.setattr(client_mount, "BOOKS", client_mount.Books())
    put = []
    monkeypatch.setattr(client_mount.st, "html", lambda text, **_: put.append(text))
    monkeypatch.setattr(client_mount, "Thread", lambda **_: SimpleNamespace(start=lambda: None))

    def draw():
        client_mount.draw(PageContext(atlas, "en", "overview", Published(atlas, atlas)))
        assert not re.search("<(?!/?(div|script)\\b)|]>", put[-1])  # Streamlit would take it away
        setup, script = re.fullmatch(
            r'<div id="ft-setup" data-setup="([^"]*)"></div><script>(.*)</script>', put[-1], re.DOTALL
        ).groups()
        return json.loads(html.unescape(setup)), script

    return draw


def test_a_text_is_a_file_of_its_own(folder):
    address = script_files.text_address(NAME, "let one;")
    assert address == f"{script_files.SERVED.name}/{NAME}"
    assert (folder / NAME).read_text(encoding="utf-8") == "let one;"
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_the_same_text_has_the_same_stamp_and_another_has_another():
    assert script_files.stamp("地图") == script_files.stamp("地图") != script_files.stamp("地图 ")
    assert re.fullmatch("[0-9a-f]{16}", script_files.stamp("地图"))


def test_a_file_that_was_tidied_away_is_written_again(folder):
    script_files.text_address(NAME, "let one;")
    (folder / NAME).unlink()
    folder.rmdir()
    script_files.text_address(NAME, "let one;")
    assert (folder / NAME).read_text(encoding="utf-8") == "let one;"


def test_what_is_forgotten_goes_and_may_be_forgotten_twice(folder):
    script_files.text_address(NAME, "let one;")
    script_files.forget(NAME)
    script_files.forget(NAME)
    assert list(folder.iterdir()) == []


def test_where_there_is_no_room_there_is_no_address_and_later_there_is(full, caplog):
    assert script_files.text_address(NAME, "let one;") == ""
    assert [record.getMessage() for record in caplog.records] == ["file-unserved"]
    full.unlink()
    assert script_files.text_address(NAME, "let one;")


def test_without_a_folder_there_is_no_address_and_nothing_to_forget(monkeypatch):
    monkeypatch.setattr(script_files, "FOLDER", None)
    assert script_files.text_address(NAME, "let one;") == ""
    script_files.forget(NAME)


def test_the_client_and_its_book_are_files(folder, mounted):
    setup, script = mounted()
    assert set(setup["books"]) == {"en"}
    book = folder / Path(setup["books"]["en"]).name
    assert json.loads(book.read_text(encoding="utf-8"))["lang"] == "en"
    assert "client" not in setup
    assert f'script.src = root + "{script_files.SERVED.name}/{fingerprint()}.js"' in script
    assert f'href: root + "{setup["books"]["en"]}"' in script
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
    monkeypatch.setattr(client_mount, "book_bytes", lambda made: json.dumps(made).encode())
    monkeypatch.setattr(client_mount, "book", lambda atlas, lang, _many: {"of": [atlas.serial, lang]})
    books = client_mount.Books()
    atlases = [with_user_points(atlas, [point(f"own-{number:012}")]) for number in range(client_mount.KEPT // 2 + 1)]
    made = [Published(atlas, one) for one in atlases]
    for one in made:
        for lang in ("zh", "en"):
            books.given(one, lang)
    assert len(list(folder.iterdir())) == client_mount.KEPT
    assert not books.has(made[0], "zh")
    assert books.has(made[-1], "zh")
    again = books.given(made[0], "zh")  # who still asks for it gets it again
    assert json.loads((folder / Path(again).name).read_text(encoding="utf-8"))["of"] == [atlases[0].serial, "zh"]


def test_a_map_without_a_file_carries_its_script(full):
    made = map_component.Strings("let map;", "", "", [])
    assert made.given()["script"] == "let map;"
    assert made.given()["js_links"] == []
    full.unlink()
    assert made.given()["script"] == ""
    assert made.given()["js_links"] == [f"../{script_files.SERVED.name}/{made.stamp}.js"]
