"""The frozen records, and the Atlas that holds them."""

from fengtai_map.model.atlas import AsRead, Atlas, Geometry
from fengtai_map.model.features import (
    Backdrop,
    CellRow,
    Collection,
    FeatureRow,
    FeatureRows,
    MetroLine,
    Neighbour,
    PlaceProperties,
    PointRow,
    Railway,
    Road,
    Station,
    SubdistrictProperties,
    Titled,
    Water,
)
from fengtai_map.model.geojson import Areas, Lines, Point
from fengtai_map.model.lights import Light, LightRules
from fengtai_map.model.nearby import Radii, Target
from fengtai_map.model.pinyin import PinyinReading, RefusedWord
from fengtai_map.model.places import Basemap, Cluster, Feature, Layer, Outline, Place, Source, Subdistrict
from fengtai_map.model.record import Named, Record
from fengtai_map.model.release import (
    ClusterRow,
    Edition,
    Entry,
    Fact,
    Later,
    LaterRow,
    LaterStatus,
    NamedNumeral,
    Rank,
    Release,
    Scheme,
    Section,
    Status,
)
from fengtai_map.model.stories import Chart, Stop, Story, Subject
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.model.user_points import PointColumns, UserKind, UserList, UserPoint

__all__ = [
    "Areas", "AsRead", "Atlas", "Backdrop", "Basemap", "CellRow", "Chart", "Cluster", "ClusterRow", "Collection",
    "Edition", "Entry", "Fact", "Feature", "FeatureRow", "FeatureRows", "Geometry", "Later", "LaterRow", "LaterStatus",
    "Layer", "Light", "LightRules", "Lines", "MetroLine", "Named", "NamedNumeral", "Neighbour", "Outline",
    "PinyinReading", "Place", "PlaceProperties", "Point", "PointColumns", "PointRow", "Radii", "Railway", "Rank",
    "Record", "RefusedWord", "Release", "Road", "Scheme", "Section", "Source", "Station", "Status", "Stop", "Story",
    "Subdistrict", "SubdistrictProperties", "Subject", "Target", "Titled", "UploadRules", "UserKind", "UserList",
    "UserPoint", "Water",
]  # fmt: skip
