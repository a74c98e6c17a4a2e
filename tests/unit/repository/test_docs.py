"""The documents say what is so: commands, files and examples are checked against the code."""

import re
import tomllib
from pathlib import Path

from bench.ways import OURS, WAYS
from fengtai_map.cli import COMMANDS
from fengtai_map.model import Fact
from tests.every import every
from tools import bundle

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src/fengtai_map"
CHINESE, README = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def paths_in(text):
    """What stands in backticks or a link and looks like a path of this repository."""
    quoted = re.findall(r"`([\w./-]+/[\w./-]*\w\.\w+)`|\]\(([\w./-]+)\)", text)
    return {one or other for one, other in quoted} - {"dist/fengtai-map.html"}  # made by a command


@every("document", DOCUMENTS)
def test_every_file_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    places = (ROOT, PACKAGE, document.parent)  # a link leads from where its document lies
    assert {path for path in paths_in(text) if not any((place / path).exists() for place in places)} == set()


@every("document", DOCUMENTS)
def test_every_test_that_a_document_names_exists(document):
    there = {path.name for path in (ROOT / "tests").rglob("*.*")}
    named = re.findall(r"\b(?:test_\w+\.py|\w+\.test\.js)\b", document.read_text(encoding="utf-8"))
    assert set(named) - there == set()


def test_the_example_of_a_fact_is_a_fact():
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL).group(1)
    facts = [Fact.model_validate(row) for row in tomllib.loads(example)["fact"]]
    data = tomllib.loads((ROOT / "data/release/2023-06-13/facts.toml").read_text(encoding="utf-8"))
    assert {fact.id: fact.quote for fact in facts}.items() <= {row["id"]: row["quote"] for row in data["fact"]}.items()


@every("document", DOCUMENTS)
def test_every_make_target_of_a_document_exists(document):
    targets = set(re.findall(r"`make ([\w-]+)", document.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets - set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE)) == set()


def coded(text):
    """What stands in backticks on one line, outside of fenced examples."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))


@every(
    "path", sorted(one for one in coded(CONTRIBUTING) if re.fullmatch(r"\.?[\w-]+(/[\w.-]+)+|\.?[\w-]+\.\w{2,4}", one))
)
def test_every_file_and_folder_of_contributing_exists(path):
    assert (ROOT / path).exists()


def test_every_name_of_contributing_stands_in_the_file_named_after_it():
    """«`PLACES` and `place_row` of `src/…/rows.py`»: and so does each name of the code, wherever it is."""
    named = r"((?:`\w+`(?:, | and )?)+) (?:of|in) `([\w./-]+\.\w+)`"
    pairs = [(name, file) for names, file in re.findall(named, CONTRIBUTING) for name in re.findall(r"`(\w+)`", names)]
    assert len(pairs) > 10
    assert [
        pair for pair in pairs if not re.search(rf"\b{pair[0]}\b", (ROOT / pair[1]).read_text(encoding="utf-8"))
    ] == []
    sources = [*PACKAGE.rglob("*.[jp][sy]"), *(ROOT / "tools").glob("*.py"), *(ROOT / "tests").rglob("*.py")]
    known = "\n".join(path.read_text(encoding="utf-8") for path in [*sources, *ROOT.glob("data/release/*/facts.toml")])
    names = [name for name in coded(CONTRIBUTING) if re.fullmatch(r"_?[A-Za-z]\w+", name)]
    assert [name for name in names if not re.search(rf"\b{name}\b", known) and not (ROOT / name).exists()] == []


def test_what_makes_a_page_is_reported_where_the_list_of_pages_stands():
    pages, app = ((ROOT / path).read_text(encoding="utf-8") for path in ("src/fengtai_map/content/pages.py", "app.py"))
    how = pages.split('"""')[1]
    named = re.findall(r"(?:pages|data|tests|client)/[\w./-]+\.\w+|\b\w+\.py", how.replace("<id>", "history"))
    places = (ROOT, PACKAGE, PACKAGE / "locale")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
    assert "HOW TO ADD A PAGE" in how
    assert "HOW TO ADD A PAGE: on top of src/fengtai_map/content/pages.py" in app


def test_both_readmes_lead_to_who_contributes_and_who_reports():
    for text in (CHINESE, README):
        assert {"CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"} <= said(text)["leads"]


def test_continuous_integration_runs_what_a_person_runs():
    for path in (".github/workflows/ci.yml", ".workflow/ci.yml"):
        assert re.search(r"^ +- (?:run: )?\.ci/run$", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert re.search(r"^make test TESTS= ", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)  # all of them
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(PY)", ".venv/bin/python")
    check, client = (makefile.split(f"\n{name}: ")[1].split("\n\n")[0] for name in ("check", "client"))
    assert [
        line for line in re.findall(r"^\t([\w.].*)", check + "\n" + client, re.MULTILINE) if line not in hooks
    ] == []
    assert len(hooks) == 5


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


def test_what_the_readmes_lead_to_is_carried_to_a_laptop_too():
    carried = {str(path.relative_to(ROOT)) for path in bundle._carried()}
    assert {lead for text in (CHINESE, README) for lead in said(text)["leads"]} - carried == set()


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
