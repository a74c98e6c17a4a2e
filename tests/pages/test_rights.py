"""The office's own points: who may change them, and that every open session sees a change at its next run."""

import html
import json
import re
from pathlib import Path

import pytest

from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import UserPoint
from fengtai_map.ui import permissions, script_files
from fengtai_map.user_points.store import ChangeDraft, open_store

WHEN = "2026-11-25T08:00:00Z"
PARK = UserPoint(
    id="own-000000000001",
    name=Text(zh="试造口袋公园", en="Invented Pocket Park"),
    kind="green-space",
    lon=116.29,
    lat=39.84,
    error_m=20,
    basis="office-wgs-84",
    status="existing",
)


class Reader:
    """A reader as Streamlit knows them after a sign-in."""

    def __init__(self, email="", **more):
        self.is_logged_in = bool(email)
        self.email = email
        vars(self).update(more)

    def get(self, name):
        return getattr(self, name, None)


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "own.gpkg"))
    yield opened
    opened.close()


def book(app):
    """What there is to say, as the client fetches it; it follows every change of the points."""
    setup = next(one.value for one in app.get("html") if 'id="ft-setup"' in one.value)
    given = json.loads(html.unescape(re.search(r'data-setup="([^"]*)"', setup).group(1)))["books"]["zh"]
    return json.loads(Path(script_files.FOLDER.name, Path(given).name).read_text(encoding="utf-8"))


def test_an_open_session_sees_a_change_and_its_undoing_at_its_next_run(visit, store, atlas):
    app = visit("greenways")
    before = book(app)
    assert PARK.id not in {one["id"] for one in before["points"]}
    change = store.apply(ChangeDraft(added=(PARK,), who="王", reason="清单", when=WHEN), 0)
    points = {one["id"]: one for one in book(app.run())["points"]}
    assert (points[PARK.id]["name"], points[PARK.id]["own"]) == (PARK.name.zh, True)
    assert len(points) == len(atlas.places) + len(atlas.stations) + 1
    store.undo(change.id, "王", "有误", WHEN)
    assert book(app.run()) == before


def test_an_own_point_can_be_selected_and_says_where_it_comes_from(visit, store, atlas):
    store.apply(ChangeDraft(added=(PARK,), who="王", reason="清单", when=WHEN), 0)
    app = visit(selected=PARK.id)
    assert not app.exception
    assert app.session_state.session.view.selected == PARK.id
    (point,) = (one for one in book(app)["points"] if one["id"] == PARK.id)
    assert atlas.words["zh"]("own.source") in str(point["rows"])


def test_a_store_that_cannot_be_read_leaves_the_map_and_says_so(visit, tmp_path, atlas):
    (tmp_path / "own.gpkg").write_bytes(b"this is no database, whatever its name says" * 40)
    for page in ("overview", "own", "history"):
        app = visit(page)
        assert not app.exception
        assert len(book(app)["points"]) == len(atlas.places) + len(atlas.stations)
        assert app.session_state.ctx.problems
        assert bool(app.error) == (page != "overview")
    (problem,) = app.session_state.ctx.problems
    assert atlas.words["zh"](f"problem.{problem.code}.fix") in " ".join(
        one.value.replace("\\", "") for one in app.error
    )


@pytest.mark.parametrize(("page", "lang"), [("own", "zh"), ("own", "en"), ("history", "zh"), ("history", "en")])
def test_a_read_only_server_says_why_and_offers_nothing_to_change(visit, monkeypatch, store, page, lang):
    store.apply(ChangeDraft(added=(PARK,), who="王", reason="清单", when=WHEN), 0)
    monkeypatch.setenv("FENGTAI_WRITING", "off")
    app = visit(page, lang=lang)
    assert not app.exception
    assert app.session_state.ctx.words("rights.off") in [info.value for info in app.info]
    assert not [button for button in app.button if button.key and button.key.startswith("FormSubmitter")]


# Who may


@pytest.fixture
def signed(monkeypatch):
    """Somebody at a server with a sign-in."""

    def enter(email, editors="", **more):
        monkeypatch.setattr(permissions, "get_secrets_auth_section", lambda: {"client_id": "x"})
        monkeypatch.setattr(permissions.st, "user", Reader(email, **more))
        monkeypatch.setenv("FENGTAI_EDITORS", editors)
        return permissions.editor()

    return enter


@pytest.mark.parametrize(
    ("email", "editors", "why"),
    [
        ("", "wang@office.example", "sign-in"),
        ("wang@office.example", "", "not-listed"),
        ("wang@office.example", "li@office.example", "not-listed"),
        ("Wang@Office.example", "li@office.example, wang@office.example", ""),
    ],
)
def test_with_a_sign_in_only_who_is_on_the_list_may_change(signed, email, editors, why):
    editor = signed(email, editors)
    assert editor.why == why
    assert editor.name == email


@pytest.mark.parametrize(
    ("address", "why"), [("127.0.0.1", ""), ("localhost", ""), ("::1", ""), ("192.0.2.7", "afar"), (None, "afar")]
)
def test_without_a_sign_in_only_a_server_of_this_machine_lets_anybody_change(monkeypatch, address, why):
    monkeypatch.setattr(permissions, "get_secrets_auth_section", dict)
    monkeypatch.setattr(permissions.st, "get_option", lambda _: address)
    assert permissions.editor().why == why


def test_behind_a_proxy_nobody_changes_anything_without_a_sign_in(monkeypatch):
    monkeypatch.setattr(permissions, "get_secrets_auth_section", dict)
    monkeypatch.setenv("FENGTAI_PROXIES", "127.0.0.1")
    assert permissions.editor().why == "afar"


def test_a_switch_forbids_it_to_everybody(signed, monkeypatch):
    monkeypatch.setenv("FENGTAI_WRITING", "off")
    assert signed("wang@office.example", "wang@office.example").why == "off"


def test_an_address_that_the_sign_in_calls_unverified_changes_nothing(signed):
    assert signed("wang@office.example", "wang@office.example", email_verified=False).why == "unverified"
    assert signed("wang@office.example", "wang@office.example", email_verified=True).why == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("why", ["sign-in", "not-listed", "unverified", "off", "afar"])
def test_who_may_not_change_anything_is_told_why_and_offered_no_file(visit, monkeypatch, why, lang):
    monkeypatch.setattr(permissions, "why_not", lambda *_: why)
    app = visit("own", lang=lang)
    assert not app.exception
    assert [info.value for info in app.info] == [app.session_state.ctx.words(f"rights.{why}")]
    assert not app.get("file_uploader")
    assert not [box for box in app.selectbox if box.key == "w-placing"]
    assert bool([button for button in app.button if button.key == "login-choose"]) == (why == "sign-in")


def test_an_editor_is_offered_a_file(visit):
    assert visit("own").get("file_uploader")
