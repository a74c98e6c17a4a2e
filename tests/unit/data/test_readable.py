"""What cannot be seen, or would turn its neighbours round, is shown as its number wherever it comes from."""

import shutil
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.data.load import load, release_text
from fengtai_map.i18n import Text, described, readable
from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.merge import with_user_points
from tests import data_rows, fuzz
from tests.every import every

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # of the Unicode Bidirectional Algorithm


@given(st.text(st.characters()))
def test_a_readable_text_turns_nothing_round_and_can_stand_in_any_file(text):
    shown = readable(text)
    assert not {unicodedata.bidirectional(sign) for sign in shown} & DIRECTIONS
    assert not {unicodedata.category(sign) for sign in shown if sign not in "\n\t"} & {"Cc", "Cs"}
    assert not set("\ufffe\uffff\u200e\u200f\u061c") & set(shown)
    assert readable(shown) == shown
    assert shown.encode().decode() == shown


@every(
    "text, shown",
    [
        ("丰台区 Fengtai 🗺️\n\tשלום é\u200d", "丰台区 Fengtai 🗺️\n\tשלום é\u200d"),  # letters are left as they are
        ("a\u202eb", "a[U+202E]b"),
        ("\0\ud800\x9f", "[U+0000][U+D800][U+009F]"),
        ("a\r\nb\rc", "a\nb[U+000D]c"),
    ],
)
def test_a_text_is_shown_with_the_number_of_what_cannot_be_shown(text, shown):
    assert readable(text) == shown


def test_data_is_readable_once_it_is_loaded(tmp_path):
    copy = Path(shutil.copytree(data_rows.DATA, tmp_path / "data"))
    facts = copy / "release" / data_rows.RELEASE.name / "facts.toml"
    label = data_rows.FACTS[0]["label"]["zh"]
    text = facts.read_text(encoding="utf-8").replace(f'"{label}"', f'"{label}\u202e\\u0007"', 1)
    facts.write_text(text, encoding="utf-8")
    assert load(copy).facts[0].label.zh == f"{label}[U+202E][U+0007]"


def test_the_text_of_a_release_is_readable(tmp_path):
    (tmp_path / "release.tsv").write_text("c02\t一\t2600\u202e多家\n", encoding="utf-8")
    assert release_text(tmp_path / "release.tsv") == ({"c02": "2600[U+202E]多家"}, [])


def test_a_point_of_the_office_is_readable_in_the_atlas_and_kept_as_it_is(atlas):
    name = Text(zh=f"园{fuzz.TURNING}{fuzz.MARKUP}", en=f"Park{fuzz.TURNING}")
    point = UserPoint(
        id="own-a", name=name, kind="school", lon=116.3, lat=39.85, error_m=5, basis="mapped", status="planned",
        note=f"x{fuzz.UNSEEN}",
    )  # fmt: skip
    place = with_user_points(atlas, [point]).index["own-a"]
    assert place.name.zh == f"园[U+202E][U+2067][U+200F]{fuzz.MARKUP}"
    assert place.name.en == "Park[U+202E][U+2067][U+200F]"
    assert place.note.en == "x[U+0000][U+0007][U+001B][U+007F][U+0085]\u200b\ufeff[U+FFFE]"
    assert point.name == name


def test_what_a_problem_quotes_is_readable(atlas):
    what, _ = described(atlas.words["en"], Problem("url-value", "URL", "lang", {"value": "fr\u202e"}))
    assert "fr[U+202E]" in what
