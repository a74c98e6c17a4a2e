"""A docstring or comment that sends a reader to a file names one that is there."""

import ast
import io
import re
import tokenize
from pathlib import Path

from tests.every import every

ROOT = Path(__file__).parents[3]
FOLDERS = (".streamlit", "src", "pages", "data", "tools", "tests", "bench", "deploy", "docs")
FILES = [*ROOT.glob("*.*"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*"))]
PATHS = {f"/{path.relative_to(ROOT).as_posix()}" for path in FILES}
SOURCES = [path for path in FILES if path.suffix in {".py", ".js", ".css", ".ts"} and ROOT / "src" in path.parents]
NAMED = re.compile(r"[\w<>./-]*[\w>]\.(?:py|js|json|css|toml|md|svg)\b")
REMARK = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
NO_FILES = {
    "style.js": "client/bundle.py makes it of the style sheets",
    "pages/<id>.py": "any page",
}
TEXTS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def remarks(path):
    """The docstrings and comments of a file of ours."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return REMARK.findall(text)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return comments + [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, TEXTS)]


def lost(remark):
    """The files that a remark names, by their name or the end of their path, and that are not there."""
    names = {re.sub(r"^[./]*/", "", name) for name in NAMED.findall(remark)} - NO_FILES.keys()
    return {name for name in names if not any(path.endswith(f"/{name}") for path in PATHS)}


def test_a_name_is_looked_for_in_every_kind_of_remark(tmp_path):
    for name, text in {
        "a.py": '"""See gone.py."""\nX = "other.py"  # see missing.css',
        "a.js": '/* see gone.py */ const x = "other.js"; // see missing.css',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert set().union(*map(lost, remarks(tmp_path / name))) == {"gone.py", "missing.css"}
    said = "bundle.py makes ./style.js of client.css, see view/url.py, ../dom/h.json and .streamlit/config.toml"
    assert lost(said) == {"dom/h.json"}


@every("path", SOURCES)
def test_a_file_that_a_remark_names_exists(path):
    assert set().union(*map(lost, remarks(path))) == set()
