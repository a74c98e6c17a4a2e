"""The metro at a hub: stations within walking reach, by straight line."""

from fengtai_map.geo.projection import distance_m
from fengtai_map.model import Atlas, Feature, Place

HUB, STATION = "hub", "metro-station"  # kinds of places
AT_HAND = 500.0  # metres, straight line


def stations_at(atlas: Atlas, place: Place) -> tuple[tuple[Place, float], ...]:
    """The metro stations within AT_HAND metres of a place, nearest first, with their distance.

    >>> hub = next(place for place in atlas.places if place.id == "beijing-west-railway-station")
    >>> [(station.name.zh, round(metres)) for station, metres in stations_at(atlas, hub)]
    [('北京西站', 14)]
    """
    if place.lon is None:
        return ()
    near = ((station, distance_m(place, station)) for station in atlas.stations)
    return tuple(sorted((pair for pair in near if pair[1] <= AT_HAND), key=lambda pair: pair[1]))


def lines_at(atlas: Atlas, place: Place) -> tuple[Feature, ...]:
    """The metro lines of a station, or those that stop at a hub, in the order of the map; none elsewhere.

    >>> hub = next(place for place in atlas.places if place.id == "beijing-west-railway-station")
    >>> [line.id for line in lines_at(atlas, hub)]
    ['metro-line-7', 'metro-line-9']
    """
    near = [station for station, _ in stations_at(atlas, place)] if place.kind == HUB else []
    names = {line for station in (place, *near) for line in station.lines}
    return tuple(line for line in atlas.ground["metro-lines"] if line.id in names)
