"""JSON that is neither one collection nor one list: pages of an answer, and what ArcGIS says of its fields."""

import json

from tests.every import every
from tests.papers import table

AMAP = {"status": "1", "info": "OK", "pois": [{"name": "甲园", "location": "116.29,39.85", "photos": [{"url": "x"}]}]}
BAIDU = {"status": 0, "message": "ok", "results": [{"name": "乙园", "location": {"lat": 39.85, "lng": 116.3}}]}
LISTED = [{"name": "丙园", "lng": 116.3, "lat": 39.85, "milestones": [{"name": "开工", "x": 1}]}]
PLACE = {"type": "Feature", "properties": {"name": "丁园"}, "geometry": {"type": "Point", "coordinates": [116.3, 39.8]}}
ESRI = {
    "spatialReference": {"wkid": 4490},
    "fields": [
        {"name": "MC", "alias": "名称"},
        {"name": "LX", "alias": "类型", "domain": {"codedValues": [{"code": 1, "name": "公园"}]}},
        {"name": "QX", "alias": "期限", "type": "esriFieldTypeDate"},
        {"name": "A", "alias": "备注"},
        {"name": "B", "alias": "备注"},
    ],
    "features": [
        {
            "attributes": {"MC": "戊园", "LX": 1, "QX": 1782748800000, "A": "a", "B": "b", "C": "c"},
            "geometry": {"x": 116.3, "y": 39.85},
        }
    ],
}


def read(value):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return table(text.encode(), "a.json")


def names(made):
    return [row[made.head.index("name")] for row in made.rows]


@every(
    "value, held",
    [
        ([AMAP, AMAP], ["甲园", "甲园"]),
        ([AMAP, {**AMAP, "pois": []}], ["甲园"]),
        ("\n".join([json.dumps(AMAP)] * 2), ["甲园", "甲园"]),
        ({"data": [BAIDU, BAIDU]}, ["乙园", "乙园"]),
        (LISTED, ["丙园"]),
        ([PLACE, PLACE], ["丁园", "丁园"]),
    ],
)
def test_pages_that_were_saved_as_a_list_are_read_as_one_list(value, held):
    made = read(value)
    assert (names(made), made.choices) == (held, ())


def test_features_of_a_list_have_no_column_of_what_they_are():
    assert "type" not in read([PLACE, PLACE]).head


@every("value, service", [(AMAP, "amap"), ([AMAP], "amap"), (BAIDU, "baidu"), (LISTED, None)])
def test_an_answer_says_which_service_it_is_of(value, service):
    assert read(value).said == ((service,) if service else ())


def test_fields_of_arcgis_are_called_by_their_aliases_and_say_words_and_days():
    made = read([ESRI, ESRI])
    assert made.head == ("名称", "类型", "期限", "A", "B", "C")
    assert made.rows == (("戊园", "公园", "2026-06-30", "a", "b", "c"),) * 2
    assert made.crs
