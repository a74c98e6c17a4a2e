"""The maps of one file: the same map in the same size is drawn once."""

from dataclasses import dataclass, field
from typing import Any

from fengtai_map.export.image.map_image import Form, map_picture
from fengtai_map.export.layout.items import Box, Picture
from fengtai_map.export.sheet import Sheet, small
from fengtai_map.model import Atlas, Place

SHARP = 2.0  # pixels of the picture for each of the slide's: more than a projector shows


@dataclass(frozen=True)
class Maps:
    """Draws the maps of an Atlas, and keeps them."""

    atlas: Atlas
    form: Form = "png"
    drawn: dict[Any, bytes] = field(default_factory=dict)

    def photo(self, item: Picture) -> bytes | None:
        """The first picture of what is selected on the map of an item, None where there is none."""
        place = self.atlas.index.get(item.sheet.view.selected)
        names = place.photos if isinstance(place, Place) else ()
        return next((self.atlas.photos[name] for name in names if name in self.atlas.photos), None)

    def of(self, item: Picture) -> bytes:
        """The map of an item."""
        one, size = item.sheet, (item.box.w, item.box.h)
        key = (one.view, one.kinds, one.zoom, one.named, id(one.point_layer), size, item.frameless)
        if key not in self.drawn:
            self.drawn[key] = map_picture(self.atlas, one, self.form, size, SHARP, frameless=item.frameless)
        return self.drawn[key]


def district_picture(atlas: Atlas, sheet: Sheet, box: Box, *, frameless: bool = False) -> Picture:
    """The whole district where the map does not lead: it says where all of it lies."""
    words = atlas.words[sheet.view.lang]
    return Picture(box, small(sheet), words("export.map-alt", title=words("district.name")), frameless=frameless)
