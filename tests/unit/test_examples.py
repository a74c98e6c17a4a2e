"""The examples in the docstrings are true, and every public entry of the pure parts has one.

In an example `atlas` is all that is known, `folder` an empty one, `data` that of the checkout.
"""

import doctest
import importlib
import inspect

from tests.every import every
from tests.raw import ROOT

SOURCE = ROOT / "src"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>>" in path.read_text(encoding="utf-8")]
ALONE = (
    "view",
    "text",
    "metres",
    "datums",
    "geo.hubs",
    "photos",
    "problems",
    "writing",
    "own",
    "kept",
)  # all functions
LISTED = ("search", "store", "formats", "upload", "official")  # those of __all__
ENTRIES = (  # of the other pure parts those that a stranger begins with
    "load.load", "load.read", "load.release_text", "checks.url.fit", "serving.settings.read",
    "content.book.book", "content.pages.hidden", "content.subjects.kinds", "content.subjects.facts",
    "content.page_content.page_content", "content.page_content.title", "content.page_content.filtered",
    "content.figures.figure", "content.figures.period", "content.places.visible", "content.places.row",
    "content.places.precision", "content.near.reach", "content.near.near", "content.near.ring",
    "content.compare.compare",
    "content.timeline.timeline", "content.editions.changes", "content.facets.meets", "content.said.stated",
    "content.stories.told", "content.stories.shown_stops", "content.sources.approval", "export.forms.of_view",
    "export.forms.of_story", "export.file_names.of_view", "export.page.page", "webmap.theme.look", "webmap.theme.fill",
    "webmap.basemaps.usable", "webmap.layers.script_json", "client.bundle.bundle", "manual.page",
)  # fmt: skip
OFFICIAL = "wants a folder that it may change and an official file: tests/unit/test_official.py has both"
WITHOUT = {  # entries whose example would be longer than what it shows
    "problems.in_short": "takes Problems and gives their codes and files; its module is as long as a module may be",
    "own.with_photos": "wants pictures: tests/unit/test_own.py has some",
    "own.with_many": "wants columns of very many points: tests/unit/test_many.py has them",
    "kept.check_known": "gives nothing, or raises what own.with_own raises",
    "upload.resolved": "wants two points that are alike: tests/unit/test_upload_changes.py has them",
    "official.propose_layer": OFFICIAL,
    "official.propose_members": OFFICIAL,
    "official.tried": OFFICIAL,
    "official.apply": OFFICIAL,
}
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def module_of(path):
    return importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"))


@every("path", MODULES, lambda path: str(path.relative_to(SOURCE)))
def test_every_example_is_true(path, atlas, data, tmp_path):
    module, said = module_of(path), []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for example in doctest.DocTestFinder().find(module, extraglobs={"atlas": atlas, "data": data}):
        example.globs["folder"] = folder = tmp_path / example.name
        folder.mkdir()
        runner.run(example, out=said.append)
    assert not runner.summarize(verbose=False).failed, "".join(said)


def named(name):
    """A function by its dotted name within the package."""
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"fengtai_map.{module}"), function)


def entries():
    """The public functions of the parts that need no server, no widget and no clock."""
    for part in ALONE:
        module = importlib.import_module(f"fengtai_map.{part}")
        functions = inspect.getmembers(module, inspect.isfunction)
        own = (name for name, made in functions if made.__module__ == module.__name__)
        yield from (f"{part}.{name}" for name in own if not name.startswith("_"))
    for part in LISTED:
        module = importlib.import_module(f"fengtai_map.{part}")
        yield from (f"{part}.{name}" for name in module.__all__ if inspect.isfunction(getattr(module, name)))
    yield from ENTRIES


@every("entry", sorted(set(entries())))
def test_every_entry_says_by_an_example_what_it_gives(entry):
    """One has an example or a reason why not, never both."""
    assert (">>>" in inspect.getdoc(named(entry))) != (entry in WITHOUT)
