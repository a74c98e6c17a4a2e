"""However people write the signs of a position, it is one way of writing afterwards."""

import pytest

from fengtai_map.formats.shapes import ShapeError
from fengtai_map.user_points.upload.coordinate_signs import written
from fengtai_map.user_points.upload.shapes import shape_of
from tests.every import every

WRITTEN = [
    ("116 deg 23 min", "116°23'"),
    ("116d23m4.5s", "116°23'4.5\""),
    ("116 DEG", "116°"),
    ("116º23’4”", "116°23'4\""),
    ("116°23''", '116°23"'),
    ("116 ° 23 ' 4", "116°23'4"),
    ("东经116度23分4秒", "E116°23'4\""),
    ("南纬39，西经116", "S39,W116"),
    ("北纬 39°51′", "N 39°51'"),
    ("East 116.3", "E 116.3"),
    ("Northing: 39.9", "N39.9"),
    ("经度：116.3", "λ116.3"),
    ("lat = 39.9", "φ39.9"),
    ("经度E116.3", "E116.3"),
    ("纬度 N39.9", "N39.9"),
    ("x: 116.3", "116.3"),
    ("1.163E+2", "116.3"),
    ("116。3", "116.3"),
    ("１１６．３", "116.3"),
    ("−116.3", "-116.3"),
    ("(39.9°N; 116.3°E);", "39.9°N; 116.3°E"),
]
EMPTY = ['{"type":"Polygon","coordinates":[]}', "POINT EMPTY", "POLYGON EMPTY", '{"type":"Feature","geometry":null}']


@every("text, usual", WRITTEN)
def test_a_position_is_written_one_way(text, usual):
    assert written(text) == usual


@every("text", EMPTY)
def test_a_shape_of_nothing_is_none(text):
    assert shape_of(text) == (None, "")


@every("text", ['{"lng": 116.3, "Lat": 39.9}', '{"经度": "116.3", "纬度": "39.9"}', '{"x": 116.3, "y": 39.9}'])
def test_a_map_service_s_pair_of_numbers_is_a_point(text):
    assert shape_of(text)[0].coords[0] == (116.3, 39.9)


@every("text", ['{"lng": 116.3}', '{"lat": 39.9}', "{}"])
def test_half_a_pair_is_no_point(text):
    assert shape_of(text) == (None, "")


@every("text", ['{"lng": "a", "lat": 1}', "{", "[1]", "LINESTRING (1"])
def test_what_cannot_be_understood_is_said(text):
    with pytest.raises(ShapeError):
        shape_of(text)
