"""Rows that only repeat what is known of a place of the release: it stays as the release has it."""

from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Place
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.reference_places import names_of
from fengtai_map.user_points.upload.to_wgs84 import PlacedRow

METRE = 1e-5  # degrees: about a metre


def repeats(one: Cells, placed: PlacedRow | None, place: Place, still: float) -> bool:
    """Whether a row says nothing but what is known of the place whose id it states."""
    if place.lon is None or place.lat is None:
        lies = {problem.code for problem in one.row_problems} == {"upload-position-missing"}
    else:
        at = placed.spot if placed and not one.row_problems and placed.spot.shape is None else None
        lies = at is not None and max(abs(at.x - place.lon), abs(at.y - place.lat)) <= still * METRE
    return lies and not one.waits and not one.fields and _same(one, place) and not _adds(one, place)


def _same(one: Cells, place: Place) -> bool:
    """Whether name, kind, status and error are those that are known, where the row has them."""
    text, names = one.text, names_of(place)
    named = all(plainly(text[field]) in names for field in ("name", "name_en") if text.get(field))
    status = not text.get("status") or one.status == place.status
    return named and one.kind == place.kind and status and one.error_m in (0, place.error_m, round(place.error_m or 0))


def _adds(one: Cells, place: Place) -> bool:
    """Whether a row has a note, a list or pictures that the place has not."""
    note = one.text.get("note", "")
    for said in (place.note, place.doubt):
        for lang in LANGUAGES:
            note = note.replace(said[lang], "") if said else note
    return bool(note.strip() or one.text.get("list") or one.text.get("photos"))
