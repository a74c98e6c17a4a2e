"""The frozen records, and the Atlas that holds them."""

from fengtai_map.model.atlas import Atlas, Geometry
from fengtai_map.model.features import (
    Backdrop,
    Cell,
    CellRow,
    Collection,
    FeatureRow,
    MetroLine,
    Neighbour,
    PointRow,
    Railway,
    Road,
    Spot,
    Station,
    Titled,
    Water,
)
from fengtai_map.model.geojson import Areas, Lines, Point
from fengtai_map.model.lights import Light, LightRules
from fengtai_map.model.nearby import Radii, Target
from fengtai_map.model.pages import Chart, Stop, Story, Subject
from fengtai_map.model.pinyin import Reading, Refused
from fengtai_map.model.places import Basemap, Cluster, Feature, Layer, Outline, Place, Source, Street
from fengtai_map.model.point_layer import Many
from fengtai_map.model.record import Named, Record
from fengtai_map.model.release import (
    ClusterRow,
    Edition,
    Entry,
    Fact,
    Later,
    LaterRow,
    NamedNumeral,
    Rank,
    Release,
    Scheme,
    Section,
    Since,
    Status,
)
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.model.user_points import OwnKind, OwnList, OwnPoint

__all__ = [
    "Areas",
    "Atlas",
    "Backdrop",
    "Basemap",
    "Cell",
    "CellRow",
    "Chart",
    "Cluster",
    "ClusterRow",
    "Collection",
    "Edition",
    "Entry",
    "Fact",
    "Feature",
    "FeatureRow",
    "Geometry",
    "Later",
    "LaterRow",
    "Layer",
    "Light",
    "LightRules",
    "Lines",
    "Many",
    "MetroLine",
    "Named",
    "NamedNumeral",
    "Neighbour",
    "Outline",
    "OwnKind",
    "OwnList",
    "OwnPoint",
    "Place",
    "Point",
    "PointRow",
    "Radii",
    "Railway",
    "Rank",
    "Reading",
    "Record",
    "Refused",
    "Release",
    "Road",
    "Scheme",
    "Section",
    "Since",
    "Source",
    "Spot",
    "Station",
    "Status",
    "Stop",
    "Story",
    "Street",
    "Subject",
    "Target",
    "Titled",
    "UploadRules",
    "Water",
]
