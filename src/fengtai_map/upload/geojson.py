"""GeoJSON as rows of text."""

import json

from fengtai_map.model.upload import Limits
from fengtai_map.upload.features import lines, pair
from fengtai_map.upload.table import Sheet


def read_geojson(content: bytes, limits: Limits) -> Sheet:
    """The features of a GeoJSON file. Raises ValueError, TypeError, AttributeError or KeyError where it is none."""
    features = json.loads(content.decode("utf-8-sig"))["features"]
    if not isinstance(features, list):
        raise ValueError("no features")  # noqa: TRY004  # the file is at fault, not its type
    return Sheet(lines(((one.get("properties") or {}, pair(one.get("geometry"))) for one in features), limits))
