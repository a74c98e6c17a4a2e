"""The frozen records, and the Atlas that holds them."""

from fengtai_map.model.atlas import Atlas, Geometry
from fengtai_map.model.features import (
    Areas,
    Cell,
    CellRow,
    Collection,
    FeatureRow,
    Lines,
    MetroLine,
    Point,
    PointRow,
    Railway,
    Road,
    Spot,
    Station,
    Titled,
    Water,
)
from fengtai_map.model.ground import Basemap, Cluster, Feature, Layer, Outline, Place, Source, Status, Street
from fengtai_map.model.many import Many
from fengtai_map.model.own import OwnPoint
from fengtai_map.model.pages import Chart, Stop, Story, Subject
from fengtai_map.model.reach import Radii, Target
from fengtai_map.model.reading import Reading
from fengtai_map.model.record import Named, Record
from fengtai_map.model.release import ClusterRow, Edition, Entry, Fact, NamedNumeral, Rank, Release, Scheme, Section
from fengtai_map.model.upload import UploadRules

__all__ = [
    "Areas",
    "Atlas",
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
    "Layer",
    "Lines",
    "Many",
    "MetroLine",
    "Named",
    "NamedNumeral",
    "Outline",
    "OwnPoint",
    "Place",
    "Point",
    "PointRow",
    "Radii",
    "Railway",
    "Rank",
    "Reading",
    "Record",
    "Release",
    "Road",
    "Scheme",
    "Section",
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
