"""The documents say what is so: commands, files and examples are checked against the code."""

import re
import tomllib
from pathlib import Path

from bench.ways import OURS, WAYS
from fengtai_map.cli import COMMANDS
from fengtai_map.model import Fact
from tests.every import every

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/fengtai_map"
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def paths_in(text):
    """What stands in backticks or a link and looks like a path of this repository."""
    quoted = re.findall(r"`([\w./-]+/[\w./-]*\w\.\w+)`|\]\(([\w./-]+)\)", text)
    return {one or other for one, other in quoted} - {"../shared/release/2023-06-13.tsv"}


@every("document", DOCUMENTS)
def test_every_file_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    assert {path for path in paths_in(text) if not (ROOT / path).exists() and not (PACKAGE / path).exists()} == set()


def test_the_example_of_a_fact_is_a_fact():
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL).group(1)
    facts = [Fact.model_validate(row) for row in tomllib.loads(example)["fact"]]
    data = tomllib.loads((ROOT / "data/release/2023-06-13/facts.toml").read_text(encoding="utf-8"))
    assert {fact.id: fact.quote for fact in facts}.items() <= {row["id"]: row["quote"] for row in data["fact"]}.items()


@every("target", sorted(set(re.findall(r"`?make (\w+)", README)) - {"says", "there"}))
def test_every_make_target_of_the_readme_exists(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@every("command", sorted(set(re.findall(r"-m fengtai_map ([\w-]+)", README))))
def test_every_command_of_the_readme_exists(command):
    assert command in COMMANDS


def test_every_decision_has_context_decision_and_consequence():
    for record in (ROOT / "docs/decisions").glob("*.md"):
        text = record.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence")), record.name


def test_the_readme_says_how_fast_ours_is_beside_every_other_way():
    head, _, *rows = re.search(r"<!-- bench -->\n(.*?)\n<!-- /bench -->", README, re.DOTALL).group(1).splitlines()
    assert head.split(" | ")[1] == OURS.name
    assert head.rstrip("| ").split(" | ")[2:] == [f"÷ {way.name}" for way in WAYS[1:]]
    assert [row for row in rows if row.count("|") != head.count("|")] == []
    assert {"first map, 250 points, ms", "change of filter, 250 points, ms", "memory a session, MB"} <= {
        row.split(" | ")[0].strip("| ") for row in rows
    }
