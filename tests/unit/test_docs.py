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
CHINESE, README = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "README.en.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def paths_in(text):
    """What stands in backticks or a link and looks like a path of this repository."""
    quoted = re.findall(r"`([\w./-]+/[\w./-]*\w\.\w+)`|\]\(([\w./-]+)\)", text)
    return {one or other for one, other in quoted} - {
        "../shared/release/2023-06-13.tsv",
        "dist/fengtai-map.html",
    }  # beside it; made by a command


@every("document", DOCUMENTS)
def test_every_file_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    places = (ROOT, PACKAGE, document.parent)  # a link leads from where its document lies
    assert {path for path in paths_in(text) if not any((place / path).exists() for place in places)} == set()


def test_the_example_of_a_fact_is_a_fact():
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL).group(1)
    facts = [Fact.model_validate(row) for row in tomllib.loads(example)["fact"]]
    data = tomllib.loads((ROOT / "data/release/2023-06-13/facts.toml").read_text(encoding="utf-8"))
    assert {fact.id: fact.quote for fact in facts}.items() <= {row["id"]: row["quote"] for row in data["fact"]}.items()


@every("target", sorted(set(re.findall(r"`make (\w+)", README + CHINESE))))
def test_every_make_target_of_the_readme_exists(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@every("command", sorted(set(re.findall(r"-m fengtai_map ([\w-]+)", README + CHINESE))))
def test_every_command_of_the_readme_exists(command):
    assert command in COMMANDS


def said(text):
    """What a document says in no language: files, commands, settings, the example of a fact without its comments."""
    code = set(re.findall(r"`([^`\n]+)`", text)) - {"/help.html", "/help-en.html"}
    leads = {one for one in re.findall(r"\]\(([^)#]+)", text) if not one.startswith(("README", "docs/overview"))}
    example = tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.DOTALL).group(1))
    levels = re.findall(r"^(#+) ", text, re.MULTILINE)
    return {
        "code": code,
        "leads": leads,
        "example": example,
        "levels": levels,
        "lines": re.findall(r"^\d+\. ", text, re.MULTILINE),
    }


def test_both_readmes_are_of_one_rank():
    """Each leads to the other in its first line, and what one of them names the other does."""
    assert CHINESE.splitlines()[0] == "中文 · [English](README.en.md)"
    assert README.splitlines()[0] == "[中文](README.md) · English"
    assert said(CHINESE) == said(README)


def test_the_first_screen_says_all_three_ways_in_ten_lines():
    for text in (CHINESE, README):
        ways = text.split("\n## ")[1].split("\n![")[0].strip().splitlines()[2:]
        assert len(ways) <= 11
        assert all(way in "".join(ways) for way in ("`make run`", "`make bundle`", "`make site`", "serve.py --open"))


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
