"""What README says under «Changing what it knows», done on a copy of the data as its words say."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from fengtai_map.data.load import load, read
from fengtai_map.webmap import style
from tests import data_rows
from tests.data_folder import whole_again
from tests.every import every

README = (data_rows.ROOT / "README.en.md").read_text(encoding="utf-8")
RELEASE = f"release/{data_rows.RELEASE.name}"
EXAMPLE = re.search(r"```toml\n(.*?)```", README, re.DOTALL).group(1)
CHART = """
[[chart]]
id = "more"
name = { zh = "更多", en = "More" }
facts = ["partners-2023", "partners-2025"]
"""
BACKGROUND = """
[[basemap]]
id = "more"
name = { zh = "更多", en = "More" }
tiles = ["https://tiles.example/{z}/{x}/{y}.png"]
attribution = "©"
"""
READING = """
[[reading]]
word = "榴彩"
pinyin = "liu cai"
"""
WORD = """
[[refused]]
word = "乱七八糟"
lang = "zh"
why = { zh = "不雅", en = "not a word for this" }
"""
LATER = """
[[later]]
of = ["xinfadi-market"]
status = "existing"
as_of = "2026-01"
what = { zh = "仍在", en = "Still there." }
source = { zh = "现场", en = "A visit" }
confidence = "low"
"""
STORY = """
[[story]]
id = "more"
name = { zh = "更多", en = "More" }

[[story.stop]]
headline = { zh = "站", en = "Stop" }
figures = ["partners-2023"]
notes = { zh = "说", en = "Say" }
"""
ADDED = {  # the paragraph of README, the file, what is added at its end
    "A fact": (f"{RELEASE}/facts.toml", EXAMPLE.replace("high-tech-", "more-")),
    "A chart": ("charts.toml", CHART),
    "A background": ("basemaps.toml", BACKGROUND),
    "A reading": ("readings.toml", READING),
    "A word that nobody should use": ("wording.toml", WORD),
    "What became of a place or a plan later": ("later.toml", LATER),
    "A story": ("tour.toml", STORY),
}
LIBRARY = {
    "type": "Feature",
    "id": "more-library",
    "properties": {
        "name_zh": "更多图书馆",
        "name_en": "More Library",
        "kind": "culture",
        "error_m": 100,
        "basis": "mapped",
        "source": "osm",
        "status": "existing",
    },
    "geometry": {"type": "Point", "coordinates": [116.29, 39.85]},
}


@pytest.fixture
def folder(data, tmp_path):
    return Path(shutil.copytree(data, tmp_path / "data"))


def reported(folder):
    return [(problem.code, problem.place) for problem in read(folder)[1].problems]


def add_place(folder, **values):
    """A line of places.geojson, and the checksum that `check` prints."""
    path, manifest = folder / "geo/places.geojson", folder / "geo/manifest.toml"
    line = json.dumps({**LIBRARY, "properties": LIBRARY["properties"] | values}, ensure_ascii=False)
    path.write_text(
        path.read_text(encoding="utf-8").replace('"features": [\n', f'"features": [\n{line},\n'), encoding="utf-8"
    )
    (found,) = (one for one in read(folder)[1].problems if one.code == "sha256-differs")
    before = next(row["sha256"] for row in data_rows.LAYERS if row["id"] == "places")
    text = manifest.read_text(encoding="utf-8").replace(before, found.particulars["value"])
    manifest.write_text(text, encoding="utf-8")


@every("what", ADDED)
def test_what_the_readme_says_can_be_added_is_sound_at_once(folder, what):
    assert f"**{what}**" in README
    file, text = ADDED[what]
    tomllib.loads(text)
    with whole_again(folder):
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write("\n" + text)
        assert reported(folder) == []


def test_a_place_lies_in_the_cluster_where_it_lies(folder):
    assert "**A place**" in README
    add_place(folder)
    assert load(folder).index["more-library"].cluster == "fengtai-station"


def test_a_kind_is_reported_until_it_has_a_name_and_a_look_and_is_drawn_plainly_until_then(folder):
    assert "**A kind**" in README
    add_place(folder, kind="lighthouse")
    assert sorted(reported(folder)) == [("look-missing", "more-library"), ("word-unknown", "more-library")]
    for lang, name in (("zh", "灯塔"), ("en", "Lighthouse")):
        path = folder / f"text/{lang}.toml"
        text = path.read_text(encoding="utf-8").replace("[kind]\n", f'[kind]\nlighthouse = "{name}"\n')
        path.write_text(text, encoding="utf-8")
    assert reported(folder) == [("look-missing", "more-library")]
    assert style.look("lighthouse") == style.OTHER


def test_a_radius_can_be_added_in_whole_kilometres(folder):
    assert "**What is near**" in README
    path = folder / "reach.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[1000, 2000, 3000]", "[1000, 2000, 3000, 5000]"), encoding="utf-8")
    assert load(folder).radii == (1000, 2000, 3000, 5000)


def test_a_member_of_a_cluster_is_one_line(folder):
    assert "**A cluster's members**" in README
    path = folder / RELEASE / "clusters.toml"
    text = path.read_text(encoding="utf-8").replace('"太平桥街道"]', '"太平桥街道", "花乡街道"]')
    text = text.replace('"丰台街道", "玉泉营街道"]', '"丰台街道"]').replace('["花乡街道"]', '["玉泉营街道"]')
    path.write_text(text, encoding="utf-8")
    made = load(folder)
    assert len(made.index["lize"].subdistricts) == 2
