"""The map's script in a temporary folder that others may tidy, or that has no room."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from fengtai_map.ui import served


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(served, "FOLDER", SimpleNamespace(name=str(tmp_path / "built")))
    return tmp_path / "built"


def test_a_script_is_a_file_of_its_own(folder):
    (address,) = served.links("0123", "let one;")
    assert (folder / Path(address).name).read_text(encoding="utf-8") == "let one;"
    assert [path.name for path in folder.iterdir()] == ["0123.js"]


def test_a_file_that_was_tidied_away_is_written_again(folder):
    served.links("0123", "let one;")
    (folder / "0123.js").unlink()
    folder.rmdir()
    served.links("0123", "let one;")
    assert (folder / "0123.js").read_text(encoding="utf-8") == "let one;"


def test_where_there_is_no_room_there_is_no_address_and_later_there_is(folder, caplog):
    folder.write_text("in the way")
    assert served.links("0123", "let one;") == []
    assert [record.getMessage() for record in caplog.records] == ["map-unserved"]
    folder.unlink()
    assert len(served.links("0123", "let one;")) == 1


def test_without_a_folder_there_is_no_address(monkeypatch):
    monkeypatch.setattr(served, "FOLDER", None)
    assert served.links("0123", "let one;") == []
