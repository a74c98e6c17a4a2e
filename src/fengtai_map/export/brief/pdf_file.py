"""A brief as one tagged page of A4."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from fengtai_map.export.brief.brief import MAP, Brief, heads
from fengtai_map.export.image.map_image import map_picture
from fengtai_map.export.layout.items import COLOURS
from fengtai_map.export.pdf.typst_pages import FONTS, printable_values
from fengtai_map.model import Atlas

PAGE = Path(__file__).parent / "assets" / "brief.typ"


def brief_pdf(atlas: Atlas, one: Brief) -> bytes:
    """The PDF of a brief."""
    said = {key: value for key, value in asdict(one).items() if key != "sheet"}
    job = {**printable_values(said), "heads": heads(atlas, one.lang), "colours": COLOURS}
    files = {
        "main": PAGE.read_bytes(),
        "job.json": json.dumps(job, ensure_ascii=False).encode(),
        "map.svg": map_picture(atlas, one.sheet, "svg", MAP),
    }
    made: bytes = typst.compile(files, format="pdf", pdf_standards=["ua-1"], **FONTS)
    return made
