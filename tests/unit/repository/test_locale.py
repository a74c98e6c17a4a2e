"""The words of the interface, which ship inside the package: held to what `check` holds the words of the data to."""

import re

import pytest

from fengtai_map.content.pages import NAMES
from fengtai_map.data.checks import catalogues, wording
from fengtai_map.data.load import read
from fengtai_map.export.formats import FORMS
from fengtai_map.i18n import interface_words
from tests.data_rows import DATA
from tests.problem_codes import CODES
from tools.architecture import PACKAGE

SHIPPED = {key for words in interface_words().values() for key in words.keys()}  # noqa: SIM118  # Words is no dict


@pytest.fixture(scope="module")
def rows():
    """The rows of the data with the words of the interface in the place of theirs."""
    return read(DATA)[0].model_copy(update={"words": interface_words()})


@pytest.mark.parametrize("check", [catalogues.twins, catalogues.fillable])
def test_both_languages_say_the_same_things_and_leave_no_brace_open(rows, check):
    assert list(check(rows)) == []


def test_no_text_uses_a_word_that_the_data_refuse(rows):
    assert [problem for problem in wording.of_texts(rows) if problem.file.startswith("text/")] == []


def test_every_problem_has_its_words_and_there_are_no_others():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r'\bProblem\(\s*"([a-z0-9-]+)"', sources))
    assert "key-missing" in named
    assert named - set(CODES) == set()
    written = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', sources))
    made = tuple(re.findall(r'f"([a-z]+(?:-[a-z]+)*-){', sources))  # of a beginning and a word
    assert [code for code in CODES if code not in written and not code.startswith(made)] == []


def test_every_word_that_the_program_asks_for_by_name_is_written():
    """A word that only a rare record or a new page needs is missed here, and not first by the reader who meets it."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.[jp][sy]"))
    asked = set(re.findall(r"""(?:\bwords|\bw|\bsay)(?:\[[\w.]+\])?\(["'`]([a-z][\w-]*(?:\.[\w-]+)+)["'`]""", sources))
    asked |= {f"page.{name}.{part}" for name in NAMES for part in ("title", "text")} | {
        f"files.{form}" for form in FORMS
    }
    assert len(asked) > 400
    assert asked - SHIPPED - read(DATA)[0].words["zh"].keys() == set()


def test_the_english_of_a_single_one_is_no_plural():
    """Counts are called n or count; left are those that are never one, and nouns that no number stands before."""
    words = interface_words()["en"]
    assert words("light.reason.overdue", n=1) == "1 day overdue"
    assert words("light.reason.overdue", n=12) == "12 days overdue"
    braced = words.with_more({"note": "{n:a|b}"})
    assert braced("note") == "{n:a|b}"
    plural = re.compile(r"{(?:n|count)} (?:(?:more|metro|percentage|known|own) )?(?!stands?\b|is\b|as\b)[a-z]+s\b")
    left = {key for key in words.keys() if plural.search(words.pattern(key))}  # noqa: SIM118  # Words is no dict
    assert left == {
        "capture.full",  # the most stops of a story
        "problem.clusters-many.what",  # more than there are colours
        "problem.format-zip-many.what",  # more than can be read at once
        "problem.official-moved.what",  # of three or more
        "problem.start-secret.what",  # the least letters of a key
    }


def test_no_heading_is_both_of_the_interface_and_of_the_data():
    for words in interface_words().values():
        assert words.headings() & catalogues.HEADINGS == set()


def test_every_word_of_the_data_that_the_program_asks_for_by_name_is_one_that_the_check_asks_for():
    sources = [path for path in PACKAGE.rglob("*.[jp][sy]") if path.name != "catalogues.py"]
    key = rf"((?:{'|'.join(catalogues.HEADINGS)})\.[a-z-]+)"
    asked = re.compile(rf"""(?:words|\bw|\bsay)(?:\[\w+\])?[(\[]["'`]{key}["'`]""")
    named = {key for path in sources for key in asked.findall(path.read_text(encoding="utf-8"))}
    assert "line.river" in named
    assert named - catalogues.NAMED == set()
