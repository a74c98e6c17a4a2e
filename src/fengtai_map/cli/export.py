"""`export`: a story or a View as a file, as it is downloaded in the browser; `site`: all of it as one file.

The file of `site` needs no server; 使用说明 lies beside it.
"""

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from fengtai_map import lights, manual
from fengtai_map.cli.output import tell
from fengtai_map.cli.user_store import with_store
from fengtai_map.clock import today
from fengtai_map.content.pages import NAMES, OVERVIEW, kinds
from fengtai_map.data.atomic_write import write
from fengtai_map.data.load import load
from fengtai_map.export.formats import FORMS, made, of_story, of_view
from fengtai_map.export.html.page import page
from fengtai_map.office_master import NAME, office_master
from fengtai_map.problems import Problem
from fengtai_map.view.fit import fit
from fengtai_map.view.url import View, parameters, refused
from fengtai_map.view.url import read as read_view


def export_parser(export: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    what = export.add_mutually_exclusive_group()
    what.add_argument("--story", help="the id of a story of data/tour.toml or of the store")
    what.add_argument(
        "--view", default="", help="a View as in the address bar: clusters=lize&selected=…, or all that stands there"
    )
    export.add_argument(
        "--page", default="", help="the page whose kinds of points a View shows; else that of an address"
    )
    export.add_argument("--released-only", action="store_true", help="leave out the office's own records")
    export.add_argument("--form", choices=FORMS, help="else as the file is named")
    export.add_argument(
        "--master", default="", help="a .pptx or .potx whose layouts the slides fill; else FENGTAI_MASTER"
    )
    export.add_argument("--day", default=today(), help="the date of the export, ISO 8601")
    export.add_argument("file", type=Path)


def export(given: argparse.Namespace, progress: Callable[[int, int], None]) -> int:
    """Write the file; the exit status is 1 where what is asked for does not exist. Raises DataError and OSError."""
    form = FORMS.get(given.form or given.file.suffix.lstrip(".").lower())
    atlas, many = load(given.data), None
    if not given.released_only:
        atlas, many = with_store(given.data, atlas, each=bool(form and form.each))
    page, query = _pasted(given.view)
    page = given.page or page
    typed = parameters(query)
    asked, unread = read_view(typed)
    view, unknown = fit(asked, atlas)
    stories = {story.id: story for story in atlas.stories}
    # A link may have names of others in it; what is typed here and is none of ours is a slip.
    slips = [refused(name, value) for name, value in typed.items() if name not in View.__dataclass_fields__]
    slips += [refused("view", part) for part in query.split("&") if part and "=" not in part]
    slips += [refused("view", query)] if query and not (typed or slips) else []
    problems = [*slips, *unread, *unknown]
    problems += [] if given.story in (None, *stories) else [refused("story", given.story)]
    problems += [] if form else [refused("form", given.file.suffix or given.file.name)]
    problems += [] if page in NAMES else [refused("page", page)]
    problems += [] if _is_day(given.day) else [refused("day", given.day)]
    problems += [refused("form", form.suffix)] if form and given.story and not form.whole else []
    office, unfit = _master(given)
    problems += unfit if given.master else []
    if problems or not form:
        tell(map(_asked, problems), atlas.words[given.lang])
        return 1
    atlas = lights.on(atlas, given.day)
    lang = view.lang if "lang" in typed else given.lang
    story = stories.get(given.story)
    sheets = (
        of_story(atlas, story, lang) if story else of_view(atlas, view.spoken(lang), kinds(atlas, page), many, page)
    )
    tell(unfit, atlas.words[given.lang])  # ours is used meanwhile
    write({given.file: made(form.suffix, atlas, sheets, given.day, progress, office=office)})
    return 0


def _pasted(view: str) -> tuple[str, str]:
    """The page and the query of a View. Who copies the address bar has the page in it too, maybe below a base."""
    if "://" not in view.partition("?")[0]:
        return OVERVIEW, view.removeprefix("?")
    address = urlsplit(view)
    return address.path.rpartition("/")[2] or OVERVIEW, address.query


def _master(given: argparse.Namespace) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The master that is asked for, else that of the setting."""
    return office_master(given.master, "--master") if given.master else office_master(os.environ.get(NAME, ""))


def _asked(problem: Problem) -> Problem:
    """The report of a link, whose rest is shown all the same, as that of a command, which writes nothing."""
    if not problem.code.startswith("url-"):
        return problem
    said = problem.particulars
    value = said["value"] if "value" in said else f"+{said['n']}"
    return Problem("export-asked", "export", problem.place, {"value": value})


def _is_day(text: str) -> bool:
    """Whether a text is a date as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def site_parser(site: argparse.ArgumentParser) -> None:
    """The options of the command."""
    site.add_argument("place", type=Path, help="a file that ends with .html, or a folder for its index.html")
    site.add_argument("--day", default=today(), help="the date of the export, ISO 8601")


def write_site(given: argparse.Namespace) -> int:
    """Write it and say where; the exit status is 1 where the day is none. Raises DataError."""
    atlas = load(given.data)
    if not _is_day(given.day):
        tell([_asked(refused("day", given.day))], atlas.words[given.lang])
        return 1
    file = given.place if given.place.suffix.lower() == ".html" else given.place / "index.html"
    sheets = of_view(atlas, View(lang=given.lang), kinds(atlas, OVERVIEW))
    manuals = {file.with_name(name): manual.page(atlas.words[lang]) for lang, name in manual.NAMES.items()}
    write({file: page(atlas, sheets, given.day, given.lang, manual=True), **manuals})
    print(file, *manuals, sep="\n")
    return 0
