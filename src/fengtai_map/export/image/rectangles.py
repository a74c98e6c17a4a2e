"""Rectangles of a sheet that are taken."""

from dataclasses import dataclass

import shapely

LABEL_CLEARANCE_PX = (3.0, 2.0)  # pixels kept free between two names


@dataclass(frozen=True)
class Rect:
    """A rectangle that is taken, in pixels. `of` is whose symbol it is: its own name may lie on it."""

    x: float
    y: float
    r: float
    b: float
    of: str = ""

    @property
    def area(self) -> shapely.Polygon:
        """The same as a geometry."""
        return shapely.box(self.x, self.y, self.r, self.b)

    def near(self, other: "Rect", across: float = LABEL_CLEARANCE_PX[0], down: float = LABEL_CLEARANCE_PX[1]) -> bool:
        """Whether two lie closer than so many pixels."""
        return (
            self.x < other.r + across
            and other.x < self.r + across
            and self.y < other.b + down
            and other.y < self.b + down
        )
