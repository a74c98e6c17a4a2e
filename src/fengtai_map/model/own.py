"""What the office itself adds to the map."""

from fengtai_map.model.record import Id, Record
from fengtai_map.model.release import Status
from fengtai_map.text import Text

SOURCE = "own"  # the id of the office among the sources


class OwnPoint(Record):
    """A point of the office's own lists, WGS-84 longitude and latitude in degrees, error in metres.

    One with the id of a known place says where that place lies. `origin` is where the office has it from: the name of
    a file, a click on the map.
    """

    id: Id
    name: Text
    kind: str
    lon: float
    lat: float
    error_m: float
    basis: str
    status: Status
    note: str = ""
    origin: str = ""
