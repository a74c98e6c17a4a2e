"""The frozen records, and the Atlas that holds them."""

from fengtai_map.model.atlas import Atlas, Geometry
from fengtai_map.model.ground import Basemap, Cluster, Feature, Layer, Outline, Place, Source, Street
from fengtai_map.model.pages import Chart, Stop, Story, Subject
from fengtai_map.model.record import Named, Record
from fengtai_map.model.release import ClusterRow, Entry, Fact, NamedNumeral, Rank, Release, Scheme, Section

__all__ = [
    "Atlas",
    "Basemap",
    "Chart",
    "Cluster",
    "ClusterRow",
    "Entry",
    "Fact",
    "Feature",
    "Geometry",
    "Layer",
    "Named",
    "NamedNumeral",
    "Outline",
    "Place",
    "Rank",
    "Record",
    "Release",
    "Scheme",
    "Section",
    "Source",
    "Stop",
    "Story",
    "Street",
    "Subject",
]
