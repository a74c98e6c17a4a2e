"""The clerk's page without a browser: every case of the office's files, and what two clerks do to one another."""

import re

import pytest

from fengtai_map.formats import Table
from fengtai_map.model import UserList
from fengtai_map.ui.user_points import read_file
from fengtai_map.user_points import upload
from fengtai_map.user_points.store import open_store
from tests import papers
from tests.data_rows import ROOT
from tests.user_points import draft, point

CASES = ROOT.parent / "shared" / "cases" / "upload"
HEAD = "名称,类型,经度,纬度,状态,备注"


def listed(*rows):
    return "\n".join((HEAD, *rows)).encode()


def bring(app, name, content):
    """Choose a file, where none is in hand."""
    app.file_uploader[0].set_value([(name, content, "")])
    return app.run().run()


def marked(app, pattern):
    """What our own HTML of the page says: the groups of a pattern in it."""
    return re.findall(pattern, "".join(element.value for element in app.get("html")), re.DOTALL)


def light(app):
    """The light of the page and its words."""
    (found,) = marked(app, r'data-light="(\w+)".*?<span>(.*?)</span>')
    return found


def counts(app):
    """How many points would come, change, go and stay."""
    return [int(n) for n in marked(app, r'<li data-what="\w+"><b>([\d,]+)</b>')]


def press(app, key):
    next(one for one in app.button if one.key.startswith(key)).click()
    return app.run()


def sign(app, deed="file", who="王小明", reason="清单"):
    """Sign what the page shows."""
    app.text_input(key=f"who-{deed}").set_value(who)
    app.text_input(key=f"reason-{deed}").set_value(reason)
    return press(app, f"do-{deed}")


@pytest.fixture
def store(tmp_path):
    """The store of the page, for somebody else who changes it."""
    opened = open_store(str(tmp_path / "own.gpkg"))
    yield opened
    opened.close()


def test_a_copy_of_a_file_and_its_corrected_rows_belong_to_its_list(visit, store):
    store.apply(draft(added=[point("a", list="点位")], lists=[UserList(name="点位", owner="局", datum="GCJ-02")]), 0)
    names = ("点位-需改正.csv", "点位-to-correct (1).csv", "点位（2）.csv", "点位2027.csv")
    found = []
    for name in names:
        app = bring(visit("own"), name, listed("甲园,公园,116.29,39.84,规划,"))
        found.append((app.selectbox(key="w-list").value, light(app)[0]))
    assert found == [("点位", "green")] * 3 + [("", "ask")]
    app = bring(visit("own"), "绿道 (1).csv", listed("甲园,公园,116.29,39.84,规划,"))
    assert app.text_input(key="w-list-name").value == "绿道"


@pytest.mark.skipif(not CASES.is_dir(), reason="the office's files are not at hand")
def test_every_file_of_the_office_shows_the_light_that_its_reading_has(visit, atlas):
    words, wrong = atlas.words["zh"], []
    for file in sorted(CASES.iterdir()):
        if file.suffix == ".tsv":
            continue
        read = upload.read(file.read_bytes(), file.name, atlas)
        app = bring(visit("own"), file.name, file.read_bytes())
        codes = {one.code for one in read.notices}
        want = "ask" if read.choices or "upload-datum-assumed" in codes else "fix" if read.problems else "green"
        numbers = {"good": len(read.rows), "bad": read.bad, "waiting": read.waiting, "n": 0}
        said = words("incoming.rows-ask" if read.choices else "incoming.rows", **numbers)
        if app.exception or light(app) != (want, said):
            wrong.append((file.name, [one.value for one in app.exception], light(app), want, said))
    assert wrong == []


def test_a_datum_that_nothing_tells_is_chosen_before_anything_is_applied(visit, store):
    app = bring(visit("own"), "点位.csv", listed("甲园,公园,116.29,39.84,规划,"))
    assert light(app)[0] == "ask"
    assert next(one for one in app.button if one.key.startswith("do-file")).disabled
    press(app, "w-answer-datum-1")
    assert light(app)[0] == "green"
    sign(app)
    (kept,) = store.points()
    assert (kept.name.zh, kept.basis, kept.list) == ("甲园", "office-gcj-02", "点位")


def test_a_click_on_what_was_shown_before_somebody_changed_the_store_does_nothing_and_says_who_did(visit, store, atlas):
    words = atlas.words["zh"]
    app = bring(visit("own"), "点位.csv", listed("甲园,公园,116.29,39.84,规划,"))
    press(app, "w-answer-datum-0")
    store.apply(draft(added=[point("own-1", lon=116.31)], who="李四", reason="另一份"), 0)
    sign(app)
    assert len(store.points()) == 1
    (codes,) = marked(app, r'class="ft-meanwhile".*?</div>')
    assert words("applying.meanwhile-asked") in codes
    assert "李四" in codes
    assert "另一份" in codes
    sign(app)
    assert {one.name.zh for one in store.points()} == {"甲园", "点"}


def test_an_old_file_that_takes_points_back_to_what_they_were_is_told(visit, atlas):
    old = listed("甲园,公园,116.29,39.84,规划,", "乙园,公园,116.3,39.84,规划,")
    app = bring(visit("own"), "点位.csv", old)
    press(app, "w-answer-datum-0")
    sign(app)
    bring(app, "点位.csv", listed("甲园,公园,116.29,39.84,在建,", "乙园,公园,116.3,39.84,规划,新"))
    assert counts(app) == [0, 2, 0, 0]
    said = atlas.words["zh"]("problem.upload-earlier.what", n="2", changes="2", names="乙园、甲园")
    other = atlas.words["zh"]("problem.upload-earlier.what", n="1", changes="2", names="甲园")
    assert not {said, other} & {*marked(app, r"<td>(.*?)</td>")}
    sign(app)
    bring(app, "点位.csv", listed("甲园,公园,116.29,39.84,规划,", "乙园,公园,116.3,39.84,已建成,"))
    assert counts(app) == [0, 2, 0, 0]
    assert other in marked(app, r"<td>(.*?)</td>")
    press(app, "w-another")
    bring(app, "点位.csv", listed("丙园,公园,116.31,39.84,规划,"))
    app.toggle(key="w-whole").set_value(True).run()
    sign(app)  # both are gone, and come back as they were
    bring(app, "点位.csv", listed("甲园,公园,116.29,39.84,在建,", "丙园,公园,116.31,39.84,规划,"))
    assert counts(app) == [1, 0, 0, 1]
    gone = atlas.words["zh"]("problem.upload-earlier.what", n="1", changes="3", names="甲园")
    assert gone in marked(app, r"<td>(.*?)</td>")


def test_a_picture_that_cannot_be_kept_is_told(visit, atlas):
    packed = papers.zipped({"点位.csv": listed("甲园,公园,116.29,39.84,规划,"), "甲园.jpg": b"\xff\xd8\xff\xe0cut"})
    app = bring(visit("own"), "点位.zip", packed)
    said = atlas.words["zh"]("problem.upload-photo-broken.what", count="1", names="甲园.jpg")
    assert said in marked(app, r"<td>(.*?)</td>")


def test_the_whole_of_a_list_removes_only_what_came_with_it_and_the_switch_ends_with_the_file(visit):
    app = visit("own")
    for name, row in (("甲.csv", "甲园,公园,116.29,39.84,,"), ("乙.csv", "乙园,公园,116.31,39.84,,")):
        bring(app, name, listed(row))
        press(app, "w-answer-datum-0")
        sign(app)
    bring(app, "甲.csv", listed("丙园,公园,116.27,39.83,,"))
    app.toggle(key="w-whole").set_value(True).run()  # as a hand turns it
    assert counts(app) == [1, 0, 1, 0]
    assert any("甲园" in cell for cell in marked(app, r"<td>(.*?)</td>"))
    press(app, "w-another")
    bring(app, "乙.csv", listed("乙园,公园,116.31,39.84,,"))
    assert not app.toggle(key="w-whole").value
    assert counts(app) == [0, 0, 0, 1]


def test_a_list_that_comes_again_with_fewer_columns_keeps_the_others_and_shows_each_field(visit, store):
    app = bring(visit("own"), "点位.csv", listed("甲园,公园,116.29,39.84,规划,旧", "乙园,公园,116.3,39.84,规划,旧"))
    press(app, "w-answer-datum-0")
    sign(app)
    again = "名称,类型,经度,纬度\n甲园,公园,116.29,39.84\n乙园,公园,116.3002,39.84\n".encode()
    bring(app, "点位.csv", again)
    assert counts(app) == [0, 1, 0, 1]
    lines = [row for row in marked(app, r"<tr>(<td>.*?)</tr>") if "修改" in row]
    assert len(lines) == 1
    assert "116.300000, 39.840000" in lines[0]
    assert re.search(r"移动 17\s米", lines[0])
    sign(app)
    assert {(one.status, one.note) for one in store.points()} == {("planned", "旧")}


def test_words_are_said_once_and_remembered_for_the_next_file_of_the_list(visit, store):
    app = bring(visit("own"), "设施.csv", listed("甲所,派出所,116.29,39.84,,", "乙院,养老机构,116.3,39.84,,"))
    press(app, "w-answer-datum-0")
    assert light(app)[0] == "ask"
    app.selectbox(key="w-word-kind-派出所").set_value("+").run()
    app.text_input(key="w-kind-en-派出所").set_value("Police station").run()
    app.selectbox(key="w-word-kind-养老机构").set_value("hospital").run()
    press(app, "w-use-kind")
    assert light(app)[0] == "green"
    assert any("派出所" in cell for cell in marked(app, r"<td>(.*?)</td>"))
    assert not [cell for cell in marked(app, r"<td>(.*?)</td>") if "own-" in cell]
    sign(app)
    (kind,) = store.kinds()
    assert (kind.name.zh, kind.name.en) == ("派出所", "Police station")
    assert {one.kind for one in store.points()} == {kind.id, "hospital"}
    bring(app, "设施.csv", listed("丙所,派出所,116.29,39.83,,", "甲所,派出所,116.29,39.84,,"))
    assert light(app)[0] == "green"
    assert counts(app) == [1, 0, 0, 1]


def test_rows_that_may_be_kept_points_are_offered_as_these(visit, store):
    app = bring(visit("own"), "点位.csv", listed("甲园,公园,116.29,39.84,,", "乙学校,学校,116.3,39.84,,"))
    press(app, "w-answer-datum-0")
    sign(app)
    bring(app, "点位.csv", listed("甲公园,公园,116.29,39.84,,", "乙学校,文物,116.3,39.84,,"))
    assert counts(app) == [0, 2, 0, 0]
    ids = {one.id for one in store.points()}
    sign(app)
    assert {one.id for one in store.points()} == ids
    assert {(one.name.zh, one.kind) for one in store.points()} == {("甲公园", "green-space"), ("乙学校", "heritage")}


def test_a_choice_outlives_another_page_and_the_file_stays_in_hand(visit):
    app = bring(visit("own"), "点位.csv", listed("甲园,公园,116.29,39.84,规划,"))
    press(app, "w-answer-datum-1")
    app.text_input(key="w-list-owner").set_value("园林局").run()
    app.switch_page("pages/history.py").run()
    app.switch_page("pages/own.py").run()
    assert light(app)[0] == "green"
    assert app.text_input(key="w-list-owner").value == "园林局"


def test_a_choice_by_hand_does_not_read_the_file_again(visit, monkeypatch):
    app = bring(visit("own"), "点位.csv", listed("没人读过的园,公园,116.29,39.84,规划,"))
    sources, read = [], read_file.read_files
    monkeypatch.setattr(
        read_file, "read_files", lambda here, source, *rest: sources.append(source) or read(here, source, *rest)
    )
    press(app, "w-answer-datum-1")
    assert not app.exception
    assert [type(source) for source in sources] == [Table]
    assert light(app)[0] == "green"


def test_more_changes_than_a_page_holds_are_reached_and_an_undo_conflict_names_points_and_change(visit, store, atlas):
    words = atlas.words["zh"]
    for n in range(25):
        store.apply(draft(**({"added": [point("own-1")]} if not n else {"changed": [point("own-1", note=f"{n}")]})), n)
    app = visit("history")
    assert len(marked(app, r'class="ft-card"')) == 20
    press(app, "w-earlier")
    assert len(marked(app, r'class="ft-card"')) == 25
    app.session_state["w-change-2"] = True
    app.run()
    sign(app, "undo-2")
    assert store.version() == 25
    (said,) = [one.value for one in app.error]
    assert "点" in said
    assert "own-1" not in said
    assert words("history.none") not in said


def test_a_change_says_which_other_took_it_back_unless_that_was_taken_back_itself(visit, store):
    store.apply(draft(added=[point("own-1")]), 0)
    signed = {"who": "王", "reason": "有误", "when": "2026-01-01T00:00:00Z"}
    store.undo(1, **signed)
    store.undo(2, **signed)
    app = visit("history")
    said = [one for one in marked(app, r'class="ft-note">(.*?)</p>') if "撤销" in one]
    assert said == ["撤销了第 2 次改动", "撤销了第 1 次改动", "已被第 3 次改动撤销"]


def test_a_change_that_stands_undone_can_be_looked_at_and_its_undo_undone(visit, store, atlas):
    words = atlas.words["zh"]
    store.apply(draft(added=[point("own-1")]), 0)
    store.undo(1, "王小明", "有误", "2026-11-28T00:00:00Z")
    app = visit("history")
    assert [box.label for box in app.expander] == [words("history.more", n=1), words("history.look", n=1)]
    store.undo(2, "王小明", "没有误", "2026-11-28T00:01:00Z")
    app.run()
    assert [box.label for box in app.expander] == [words(f"history.{one}", n=1) for one in ("more", "look", "more")]


def test_a_second_click_on_a_place_that_somebody_else_has_placed_is_answered_and_can_move_it(visit, store, atlas):
    place = next(one for one in atlas.places if one.lon is None)
    app = visit("own")
    app.selectbox(key="w-placing").set_value(place.id).run()
    app.session_state["session"].placed = (116.29, 39.84)
    app.run()
    there = point(place.id, lon=116.31, lat=39.85, kind=place.kind, basis="office-click", name=place.name)
    store.apply(draft(added=[there], who="李四"), 0)
    sign(app, "placing")
    assert store.points() == (there,)
    assert any("李四" in one for one in marked(app, r'class="ft-meanwhile".*?</div>'))
    sign(app, "placing")
    (moved,) = store.points()
    assert (moved.lon, moved.lat) == (116.29, 39.84)


def test_a_place_that_a_list_has_positioned_keeps_what_that_says_when_a_click_moves_it(visit, store, atlas):
    place = next(one for one in atlas.places if one.lon is None)
    said = {"list": "甲", "note": "南门", "fields": (("电话", "63811234"),), "status": "planned", "kind": place.kind}
    there = point(place.id, name=place.name, lon=116.31, lat=39.85, **said)
    store.apply(draft(added=[there]), 0)
    app = visit("own")
    app.selectbox(key="w-placing").set_value(place.id).run()
    app.session_state["session"].placed = (116.29, 39.84)
    app.run()
    sign(app, "placing")
    (moved,) = store.points()
    lies = {"lon": 116.29, "lat": 39.84, "error_m": moved.error_m, "basis": "office-click", "origin": moved.origin}
    assert moved == there.model_copy(update=lies)


def test_a_place_that_two_departments_bring_belongs_to_both_and_stays_while_one_has_it(visit, store):
    app = visit("own")
    for name, rows in (
        ("甲.csv", ("甲园,公园,116.29,39.84,,甲记", "乙园,公园,116.31,39.84,,")),
        ("乙.csv", ("甲园,公园,116.291,39.84,,乙记",)),
    ):
        bring(app, name, listed(*rows))
        press(app, "w-answer-datum-0")
        sign(app)
    assert {one.name.zh: (one.list, one.note) for one in store.points()} == {
        "甲园": ("甲；乙", "乙记"),
        "乙园": ("甲", ""),
    }
    bring(app, "甲.csv", listed("丙园,公园,116.32,39.84,,"))
    app.toggle(key="w-whole").set_value(True).run()
    assert counts(app) == [1, 1, 1, 0]
    sign(app)
    assert {one.name.zh: one.list for one in store.points()} == {"甲园": "乙", "丙园": "甲"}
