"""Slides as the pages of a PDF (tagged, with an outline, real and searchable text) or as one picture.

The same items as those of the .pptx, set by assets/pages.typ. Noto Sans SC comes with its package, so that a machine
without any Chinese font prints the same glyphs as one that has them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst

from fengtai_map.export.image.fonts import PATH, printable
from fengtai_map.export.layout.appendix import notes_pages
from fengtai_map.export.layout.deck import deck, numbered
from fengtai_map.export.layout.headings import DeckContext
from fengtai_map.export.layout.items import COLOURS, PX_PER_PT, ChartBox, Code, Item, Picture, Progress, Slide, still
from fengtai_map.export.layout.map_cache import Maps
from fengtai_map.export.qr_code import qr_code
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas
from fengtai_map.user_points import photos

PAGES = Path(__file__).parent / "assets" / "pages.typ"
FULL_HD = 1.5  # 1920 by 1080; twice that is 3840 by 2160


def pages_pdf(atlas: Atlas, sheets: Sequence[Sheet], day: str, progress: Progress = still) -> bytes:
    """Sheets as the pages of one PDF; `progress` hears (done, all) after each. `day` (ISO 8601) is the export's."""
    job = _Job(atlas, sheets[0])
    slides = paged(DeckContext(atlas, day), sheets)
    pages = []
    for done, slide in enumerate(slides, 1):
        pages.append(job.page(slide))
        progress(done, len(slides))
    made: bytes = typst.compile(job.files(pages), format="pdf", pdf_standards=["ua-1"], **FONTS)
    return made


def paged(ctx: DeckContext, sheets: Sequence[Sheet]) -> list[Slide]:
    """The slides, then, of a story, what is said at each stop: a page has no notes of its own."""
    slides = list(deck(ctx, sheets))
    more = notes_pages(ctx, sheets) if sheets[0].story else ()
    return [*slides, *(numbered(one, number) for number, one in enumerate(more, len(slides) + 1))]


def page_png(atlas: Atlas, sheet: Sheet, day: str, scale: float = FULL_HD) -> bytes:
    """The first page of a sheet as a PNG of 1280 by 720 times `scale` pixels."""
    job = _Job(atlas, sheet)
    first = next(deck(DeckContext(atlas, day), [sheet]))
    made: bytes = typst.compile(job.files([job.page(first)]), format="png", ppi=72 * PX_PER_PT * scale, **FONTS)
    return made


FONTS: dict[str, Any] = {"font_paths": [Path(PATH).parent], "ignore_system_fonts": True}


@dataclass
class _Job:
    """The input of the typesetter: the items of the pages, and the pictures they show."""

    atlas: Atlas
    first: Sheet
    pictures: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.maps = Maps(self.atlas, "svg")

    def files(self, pages: Sequence[list[dict[str, Any]]]) -> dict[str, bytes]:
        """The template with its data."""
        lang = self.first.view.lang
        title = self.first.story_name or self.first.title
        about = {"title": printable(title), "author": self.atlas.words[lang]("app.title"), "lang": lang}
        said = json.dumps({**about, "colours": COLOURS, "pages": pages}, ensure_ascii=False)
        return {"main": PAGES.read_bytes(), "job.json": said.encode(), **self.pictures}

    def page(self, slide: Slide) -> list[dict[str, Any]]:
        """The items of a slide as the template reads them."""
        return [one for item in slide.items for one in self._item(item)]

    def _item(self, item: Item) -> Iterator[dict[str, Any]]:
        box = asdict(item.box)
        if isinstance(item, Picture):
            yield {"kind": "picture", "box": box, "alt": printable(item.alt), "file": self._file(self.maps.of(item))}
            yield from self._photo(item)
        elif isinstance(item, Code):
            name = self._file(qr_code(item.address, "svg"))
            yield {"kind": "picture", "box": box, "alt": item.address, "file": name}
        elif isinstance(item, ChartBox):
            bars = [{key: getattr(bar, key) for key in BAR} for bar in item.bars.bars]
            yield printable_values(
                {"kind": "chartbox", "box": box, "title": item.bars.title, "size": item.size, "bars": bars}
            )
        else:
            yield printable_values({"kind": type(item).__name__.lower(), **asdict(item)})

    def _photo(self, item: Picture) -> Iterator[dict[str, Any]]:
        """The first picture of what is selected, in the corner of the map, as on a slide."""
        photo = self.maps.photo(item)
        if photo and (picture := photos.drawn(photo)):  # only text is passed to the typesetter
            alt = printable(self.atlas.name(item.sheet.view.selected, item.sheet.view.lang))
            yield {"kind": "photo", "box": asdict(item.box), "alt": alt, "file": self._file(picture)}

    def _file(self, content: bytes) -> str:
        name = next((name for name, held in self.pictures.items() if held is content), "")
        name = name or f"picture-{len(self.pictures)}.svg"
        self.pictures[name] = content
        return name


SPACES = re.compile(r"(\s+)")
PLAIN = ("link", "kind", "role", "colour", "align")  # what is not read as text
BAR = ("label", "period", "value", "said", "rank", "ahead")


def printable_values(value: Any) -> Any:  # noqa: ANN401  # JSON
    """The same with a printer's mark for each sign our typeface has not; its spaces and lines stay."""
    if isinstance(value, str):
        return "".join(part if part.isspace() else printable(part) for part in SPACES.split(value) if part)
    if isinstance(value, dict):
        return {key: one if key in PLAIN else printable_values(one) for key, one in value.items()}
    return [printable_values(one) for one in value] if isinstance(value, (list, tuple)) else value
