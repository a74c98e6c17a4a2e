"""The pages: which there are, in which group and order, what each is made of and what it is about.

HOW TO ADD A PAGE
1. Add a line to PAGES below. Their order is that of the navigation, the first page is the one at the address "/".
   `panel` and `below` name sections of the client (SECTIONS in client/panel/sections.js), beside and under the map.
   `server` is true where Streamlit draws more; the file pages/<id>.py then calls what draws it.
2. Add the file pages/<id>.py: see pages/overview.py for a page of the browser, pages/history.py for one of the server.
3. Add its title and one line about it to locale/zh.toml and en.toml, under [page.<id>].
4. Say which kinds of points, figures and entries it is about in data/pages.toml, and again in
   tests/releases/beside/pages.toml, which the tests of two releases take in its place.
5. Where `below` has a table under a map, give it room: the line with --ft-below in client/client.css names such pages.
`python -m fengtai_map check` and `make test` name what was forgotten, but for the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fengtai_map.content.status_at import dated
from fengtai_map.model import Atlas, Entry, Fact, Subject
from fengtai_map.view.url import TIMES

Group = Literal["map", "figures", "analysis", "data", "talk"]
Layout = Literal["map", "split", "wide"]  # a map with a narrow panel, a map beside a wide one, no map in sight
CARD = "card"  # what is selected; the district where nothing is
MAP_TEXT = "maptext"  # the map in words, last on every page that has one


@dataclass(frozen=True)
class Page:
    """A page. `columns` are those of its table of places, `named` whether the navigation has an item for it.

    `main` is the table that a plain file of it holds, the first that there is; of a page without one the places.
    """

    id: str
    group: Group
    layout: Layout
    panel: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    server: bool = False
    named: bool = True
    main: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections beside the map, the map's own text last."""
        return self.panel if self.layout == "wide" else (*self.panel, MAP_TEXT)


LAYER = "layer"  # counts of the office's own points, where they are too many to be listed
PLACES = (CARD, LAYER, "places", "figures", "entries")
PAGES = (
    Page("overview", "map", "map", (CARD, "district", LAYER, "lights", "clusters", "unlocated")),
    Page("clusters", "map", "map", (CARD, LAYER, "clustercards"), ("clustertable",), main=("clusters",)),
    Page("hubs", "map", "map", PLACES, ("table",), ("name", "kind", "status", "lines", "error")),
    Page("schools", "map", "map", PLACES, ("table",), ("name", "kind", "status", "cluster", "error")),
    Page(
        "greenways",
        "map",
        "map",
        (CARD, LAYER, "greencounts", "rivers", "entries"),
        ("table",),
        ("name", "kind", "cluster", "error"),
    ),
    Page("figures", "figures", "split", (CARD, "topics", "charts", "figures"), main=("facts",)),
    Page("compare", "analysis", "split", (CARD, "compare"), main=("compare",)),
    Page("timeline", "analysis", "split", (CARD, "timeline"), main=("timeline",)),
    # In the navigation only where there are two.
    Page("releases", "analysis", "split", (CARD, "editions"), main=("editions", "topics")),
    Page("own", "data", "split", server=True, main=("own",)),
    Page("history", "data", "wide", server=True, main=("changes",)),
    Page("sources", "data", "wide", ("sources",), main=("layers",)),
    # The button 汇报 leads to the first of these, and that one to the others.
    Page("present", "talk", "split", ("talkstart", "remarks"), named=False, main=("stories",)),
    Page("stories", "talk", "wide", server=True, named=False, main=("stories",)),
    Page("ready", "talk", "wide", ("check",), server=True, named=False, main=("findings",)),
)
NAMES = tuple(page.id for page in PAGES)
OVERVIEW = NAMES[0]  # the page at the address "/"
GROUPS = tuple(dict.fromkeys(page.group for page in PAGES))


def hidden(page: Page, atlas: Atlas) -> bool:
    """Whether the navigation leaves a page out: a button leads to it instead, or it compares releases and one is all.

    >>> hidden(PAGES[0], atlas), hidden(next(page for page in PAGES if page.id == "present"), atlas)
    (False, True)
    """
    return not page.named or (page.id == "releases" and not atlas.earlier)


def _subject(atlas: Atlas, page: str) -> Subject:
    """The subject of a page in data/pages.toml; where that does not name it an empty one, which restricts nothing."""
    return next((one for one in atlas.pages if one.id == page), Subject(id=page))


def kinds(atlas: Atlas, page: str) -> tuple[str, ...]:
    """The kinds of points a page shows: those of its subject, or everything the Atlas has.

    >>> kinds(atlas, "schools")
    ('school', 'hospital', 'youth-housing')
    """
    return _subject(atlas, page).kinds or tuple(atlas.looks)


def facts(atlas: Atlas, page: str) -> tuple[Fact, ...]:
    """The figures of a page, in its own order.

    >>> [fact.id for fact in facts(atlas, "hubs")]
    ['hub-stations']
    """
    by_id = {fact.id: fact for fact in atlas.facts}
    return tuple(by_id[name] for name in _subject(atlas, page).facts)


def entries(atlas: Atlas, page: str) -> tuple[Entry, ...]:
    """The entries of the release that belong to a page."""
    about = _subject(atlas, page)
    return tuple(entry for entry in atlas.entries if entry.kind in about.entries or entry.id in about.named)


def values(atlas: Atlas, lang: str) -> list[Mapping[str, Any]]:
    """Every page as the browser needs it, with what it is about in the ids of the data."""
    return [_page(atlas, page, lang) for page in PAGES]


def _page(atlas: Atlas, page: Page, lang: str) -> Mapping[str, Any]:
    words = atlas.words[lang]
    return {
        "id": page.id,
        "group": page.group,
        "layout": page.layout,
        "title": words(f"page.{page.id}.title"),
        "text": words(f"page.{page.id}.text"),
        "kinds": kinds(atlas, page.id),
        "as_of": {time: dated(atlas, kinds(atlas, page.id), time, lang) for time in TIMES},
        "facts": [fact.id for fact in facts(atlas, page.id)],
        "entries": [entry.id for entry in entries(atlas, page.id)],
        "panel": page.sections,
        "below": page.below,
        "columns": page.columns,
        "server": page.server,
        "hidden": hidden(page, atlas),
    }
