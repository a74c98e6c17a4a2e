"""The record that the server tells the browser fits the examples that the client's tests read."""

import json
from dataclasses import fields
from pathlib import Path

from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.server_message import Finding, PreviewPoint, ServerMessage
from fengtai_map.ui.stories import capture
from fengtai_map.ui.stories.capture import Wanted
from fengtai_map.webmap.features import points
from tests.every import every

EXAMPLES = json.loads((Path(__file__).parents[2] / "client" / "messages.json").read_text(encoding="utf-8"))


def listed(name):
    """What the examples have in a field that is a list."""
    return [one for example in EXAMPLES for one in example["message"].get(name, ())]


@every("example", EXAMPLES)
def test_an_example_is_what_is_written(example):
    written = ServerMessage(**example["message"]).written()
    assert json.loads(json.dumps(written)) == example["message"]


def test_every_field_has_an_example_and_every_example_only_fields():
    assert {name for example in EXAMPLES for name in example["message"]} == {one.name for one in fields(ServerMessage)}


def test_what_stands_in_a_field_has_the_names_of_its_record(atlas):
    (single,) = points((next(place for place in atlas.places if place.lon is not None and not place.shape),))
    assert [set(one) for one in listed("singles")] == [set(single)]
    assert {*map(frozenset, listed("preview"))} == {frozenset(PreviewPoint.__annotations__)}
    assert {*map(frozenset, listed("findings"))} == {frozenset(Finding.__annotations__)}


def test_what_came_of_a_stop_has_the_names_of_its_example(monkeypatch):
    wanted = Wanted("k1", "", "汇报", 0, "王", "overview")
    monkeypatch.setattr(capture, "_wanted", lambda _: wanted)
    monkeypatch.setattr(capture, "_take", lambda *_: ("已加入", True))
    monkeypatch.setattr(capture.session, "now", type("Said", (), {"stop": {}}))
    monkeypatch.setattr(capture, "DONE", Latest(1))
    assert capture.taken(None)
    examples = [example["message"]["stop"] for example in EXAMPLES if "stop" in example["message"]]
    assert examples == [capture.DONE.get("k1")]
