"""The scripts of the client by their own tests under Node.js, with answers of the server for them to agree with."""

import json
import subprocess
from urllib.parse import parse_qsl

import pytest
from pyproj import Geod

from fengtai_map.search import ask, index
from fengtai_map.search.pinyin import words
from fengtai_map.search.shipped import shipped
from fengtai_map.view.url import View, read
from tests import data_rows
from tests.every import every
from tools import node

TESTS = data_rows.ROOT / "tests" / "client"
FILES = sorted(TESTS.glob("*.test.js"))
ANSWERS = "FENGTAI_SEARCH_ANSWERS"  # where search.test.js finds what the server answers
EVERY = 9  # names of which one is asked for
NONSENSE = [
    "",
    "，。",
    "ffz",
    "丽泽zzz",
    "xyzxyz",
    "beijing zoo",
    "majiabao",
    "line 15",
    "啊啊啊",
    "qwertyuiop",
    "上海迪士尼",
]
TYPED = [
    "丽泽swq",
    "丽泽 park",
    "公园，丽泽",
    "fengtai南",
    "ｌｉｕ ｄｏｎｇ",
    "lüdi",
    "lvdi",
    "8100亿元",
    "14号线",
    "a",
    "北",
    "丰台 站",
]
ADDRESSES = json.loads((TESTS / "addresses.json").read_text(encoding="utf-8"))
WGS84 = Geod(ellps="WGS84")


def questions(data):
    """What readers may type for some of the names: whole, begun, read aloud, by initials, with errors, mixed up."""
    alike = {sign: signs for signs in data["sounds"].values() for sign in signs}
    for number, (_, _, text, units) in enumerate(data["names"]):
        if number % EVERY:
            continue
        spoken = "".join(unit[1][0] if len(unit) > 1 and unit[1][1] == 1 else unit[0][0] for unit in units)
        middle = len(text) // 2
        yield from (text, text[: middle + 1], text[middle:], spoken, spoken[: len(spoken) * 2 // 3])
        yield "".join(unit[-1][0] for unit in units)
        yield text[:middle] + text[middle + 1 :]
        yield spoken[:2] + spoken[3:4] + spoken[2:3] + spoken[4:]
        yield spoken[:1] + spoken[2:] if number % 2 else f"{spoken[:3]}x{spoken[3:]}"
        yield "".join(reversed(words(text))) + text[:1]
        for at in range(0, len(text), 3):
            signs = alike.get(text[at], text[at])
            yield text[:at] + signs[(signs.index(text[at]) + 1) % len(signs)] + text[at + 1 :]


@pytest.fixture(scope="module")
def answers(atlas, tmp_path_factory):
    searched = index(atlas)
    data = shipped(searched)
    asked = list(dict.fromkeys([*NONSENSE, *TYPED, *questions(data)]))
    path = tmp_path_factory.mktemp("client") / "answers.json"
    cases = [{"text": text, **said(ask(searched, text))} for text in asked]
    path.write_text(json.dumps({"data": data, "cases": cases}), encoding="utf-8")
    return path


def said(answer):
    return {key: [vars(hit) for hit in getattr(answer, key)] for key in ("hits", "near")}


@pytest.mark.node
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_script_of_the_client_does_what_its_tests_say(file, answers, monkeypatch):
    monkeypatch.setenv(ANSWERS, str(answers))
    run = subprocess.run([node.find(), "--test", file], capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@every("row", ADDRESSES["written"], lambda row: row["query"])
def test_the_table_of_addresses_is_what_the_server_writes(row):
    view = View(**{name: tuple(value) if isinstance(value, list) else value for name, value in row["view"].items()})
    assert view.address() == row["query"]
    assert read(dict(parse_qsl(row["query"]))) == (view, ())


@every("row", ADDRESSES["read"], lambda row: row["query"])
def test_the_table_of_addresses_is_what_the_server_reads(row):
    view, problems = read(dict(parse_qsl(row["query"], keep_blank_values=True)))
    default = vars(View())
    changed = {name: value for name, value in vars(view).items() if value != default[name]}
    assert json.loads(json.dumps(changed)) == row["view"]
    assert [{"name": one.place, **one.particulars} for one in problems] == row["refused"]


def test_the_table_of_ways_is_true():
    for row in json.loads((TESTS / "geo.json").read_text(encoding="utf-8")):
        azimuth, _, metres = WGS84.inv(*row["from"], *row["to"])
        assert metres == pytest.approx(row["metres"], abs=0.001)
        assert azimuth % 360 == pytest.approx(row["azimuth"], abs=0.0001)
