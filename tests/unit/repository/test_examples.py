"""The examples in the docstrings are true, and every public entry of the pure parts has one.

In an example `atlas` is all that is known, `folder` an empty one, `data` that of the checkout.
"""

import doctest
import importlib
import inspect

from tests.data_rows import ROOT
from tests.every import every

SOURCE = ROOT / "src"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>>" in path.read_text(encoding="utf-8")]
ALONE = (
    "view.url",
    "i18n",
    "geo.projection",
    "geo.datum",
    "geo.hubs",
    "user_points.photos",
    "problems",
    "data.atomic_write",
    "user_points.merge",
    "user_points.kept",
)  # all functions
LISTED = ("search", "user_points.store", "formats", "user_points.upload", "data.replace")  # those of __all__
ENTRIES = (  # of the other pure parts those that a stranger begins with
    "data.load.load", "data.load.read", "data.load.release_text", "view.fit.fit", "server.settings.read_settings",
    "content.book.book", "content.pages.hidden", "content.pages.kinds", "content.pages.facts",
    "content.page_content.page_content", "content.page_content.title", "content.page_content.filtered",
    "content.figures.figure", "content.figures.period", "content.places.visible", "content.places.row",
    "content.places.precision", "content.nearest.point_index", "content.nearest.nearest_of", "content.nearest.ring",
    "content.cluster_comparison.compare",
    "content.timeline.timeline", "content.release_diff.figure_changes", "content.facets.meets",
    "content.status_at.stated",
    "content.stories.current_stop", "content.stories.shown_stops", "content.sources.approval", "export.formats.of_view",
    "export.formats.of_story", "export.file_names.of_view", "export.html.page.page", "webmap.style.look",
    "webmap.style.fill", "webmap.basemaps.usable", "webmap.folium_map.script_json", "client.bundle.bundle",
    "manual.page",
)  # fmt: skip
OFFICIAL = "wants a folder that it may change and an official file: tests/unit/data/test_replace.py has both"
WITHOUT = {  # entries whose example would be longer than what it shows
    "problems.in_short": "takes Problems and gives their codes and files; its module is as long as a module may be",
    "user_points.merge.with_photos": "wants pictures: tests/unit/user_points/test_merge.py has some",
    "user_points.merge.with_clusters": "wants columns of points: tests/unit/user_points/test_point_layer.py has them",
    "user_points.kept.check_known": "gives nothing, or raises what merge.with_user_points raises",
    "user_points.upload.resolved": "wants two alike points: tests/unit/user_points/test_upload_changes.py has them",
    "data.replace.propose_layer": OFFICIAL,
    "data.replace.propose_members": OFFICIAL,
    "data.replace.tried": OFFICIAL,
    "data.replace.apply": OFFICIAL,
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
