"""docs/architecture.svg is what the imports say today, and docs/architecture.md names every part of it."""

import doctest
import re
from itertools import pairwise

from fengtai_map.client.bundle import FOLDER as CLIENT
from tests.data_rows import ROOT
from tools import architecture


def test_the_picture_is_as_the_imports_are():
    assert architecture.PICTURE.read_text(encoding="utf-8") == architecture.picture(), "stale: run `make architecture`"


def test_the_document_says_of_every_part_and_every_room_what_it_is_for():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    parts, rooms = (re.findall(r"^\| `([\w.]+)` \|", half, re.MULTILINE) for half in text.split("## The rooms"))
    assert sorted(parts) == sorted(architecture.graph())
    assert sorted(rooms) == sorted(path.name for path in CLIENT.iterdir() if [*path.glob("*.js")])


def test_what_is_left_out_of_the_picture_follows_from_what_is_drawn():
    whole = architecture.graph()
    drawn = architecture.reduced(whole)
    below = {}
    for part in sorted(drawn, key=lambda one: -architecture.rows(drawn)[one]):
        below[part] = drawn[part].union(*(below[one] for one in drawn[part]))
    assert all(whole[part] <= below[part] for part in whole)
    assert sum(map(len, drawn.values())) < sum(map(len, whole.values()))


def test_every_arrow_points_down_and_nothing_touches():
    drawn = architecture.reduced(architecture.graph())
    row = architecture.rows(drawn)
    assert [(part, one) for part in drawn for one in drawn[part] if row[one] <= row[part]] == []
    boxes = re.findall(r'<rect x="([\d.-]+)" y="(\d+)"', architecture.PICTURE.read_text(encoding="utf-8"))
    left = sorted((int(y), float(x)) for x, y in boxes)
    near = [(a, b) for a, b in pairwise(left) if a[0] == b[0] and b[1] - a[1] < architecture.BOX]
    assert (len(boxes), near) == (len(drawn), [])
    assert min(x for _, x in left) >= 0
    assert max(x for _, x in left) <= architecture.WIDTH - architecture.BOX


def test_its_example_is_true():
    assert doctest.testmod(architecture).failed == 0
