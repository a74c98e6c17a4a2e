"""A list over a year, made up anew from each seed, beside what it ought to come to: no place doubled, lost or moved."""

import random

import pytest

from fengtai_map.export.user_points_file import own_file
from fengtai_map.geo.datum import to_bd09, to_gcj02
from fengtai_map.user_points.upload import Choice, point_changes, read, resolved
from tests.sample_files import csv

KINDS = {"school": ("学校", "小学"), "hospital": ("医院", "医院"), "green-space": ("公园", "公园")}
STATUSES = {"existing": "已建成", "planned": "规划", "under-construction": "在建", "unknown": "待核实"}
SIGNS = "白红金玉天和平安福寿康乐永长春夏秋冬花草木石泉溪河湖山岭云霞星月光明丰盛旺兴隆昌"
TO = {"WGS-84": lambda at: at, "GCJ-02": to_gcj02, "BD-09": to_bd09}  # latitude first
STEPS = 5
NEAR = 2e-5  # degrees: some two metres


class Year:
    """What ought to be kept, by a number of the office that no program looks at; `kept` is what is, `ids` its ids."""

    def __init__(self, atlas, seed):
        self.atlas, self.random, self.number = atlas, random.Random(seed), 0  # noqa: S311  # the same year for each seed
        self.wanted, self.kept, self.ids = {}, {}, {}
        for _ in range(self.random.choice([5, 12, 25])):
            self.add()

    def spot(self):
        return round(self.random.uniform(116.24, 116.34), 6), round(self.random.uniform(39.835, 39.868), 6)

    def add(self):
        self.number += 1
        kind = self.random.choice([*KINDS])
        name = "".join(self.random.sample(SIGNS, 3)) + KINDS[kind][1]
        status = self.random.choice([*STATUSES])
        self.wanted[f"T{self.number}"] = {"name": name, "kind": kind, "status": status, "note": "", "at": self.spot()}

    def edit(self, times):
        """Change, add and remove some places, as an office does."""
        for tag in self.random.sample([*self.wanted], min(times, len(self.wanted) - 1)):
            place, what = (
                self.wanted[tag],
                self.random.choice(["name", "near", "far", "both", "status", "note", "add", "remove"]),
            )
            lon, lat = place["at"]
            changed = {
                "name": {"name": f"北京市{place['name']}"},
                "near": {"at": (round(lon + 0.002, 6), lat)},
                "far": {"at": self.spot()},
                "both": {"name": f"{place['name']}（新）", "at": (lon, round(lat + 0.001, 6))},
                "status": {"status": self.random.choice([*STATUSES])},
                "note": {"note": f"改{tag}"},
            }
            place |= changed.get(what, {})
            if what == "add":
                self.add()
            if what == "remove":
                del self.wanted[tag]

    def table(self, datum):
        """The whole list as a file, its rows and columns in any order."""
        rows = []
        for tag, place in self.wanted.items():
            lat, lon = TO[datum](place["at"][::-1])
            said = {"名称": place["name"], "类型": KINDS[place["kind"]][0], "经度": f"{lon:.6f}", "纬度": f"{lat:.6f}"}
            rows.append(said | {"状态": STATUSES[place["status"]], "备注": place["note"], "内部号": tag})
        heads = [*rows[0]]
        self.random.shuffle(heads)
        self.random.shuffle(rows)
        return csv(heads, *([row[head] for head in heads] for row in rows))

    def bring(self, content, name, **choice):
        """Bring a file in as the whole list; who is asked whether two are one place answers truly."""
        kept = [*self.kept.values()]
        reading = read(content, name, self.atlas, Choice(list="名单", **choice), kept)
        assert reading.problems == ()
        if reading.choices:
            assert [one.what for one in reading.choices] == ["datum"]
            return None
        points = [row.point for row in reading.rows]
        made = point_changes(kept, points, reach=500, list="名单", whole=True, columns=reading.fields)
        made = resolved(made, {(one.old.id, one.new.id) for one in made.alike if tag(one.old) == tag(one.new)})
        for one in (*made.added, *(new for _, new in made.changed)):
            self.kept[one.id] = one.model_copy(update={"list": "名单"})
        for one in made.removed:
            del self.kept[one.id]
        return made

    def wrong(self):
        """Where what is kept is not what ought to be."""
        kept = {tag(one): one for one in self.kept.values()}
        assert len(kept) == len(self.kept)
        self.ids = {number: self.ids.get(number, one.id) for number, one in kept.items()}
        return [
            (number, place, kept.get(number))
            for number, place in self.wanted.items()
            if (one := kept.get(number)) is None
            or (one.name.zh, one.kind, one.status, one.note)
            != (*(place[k] for k in ("name", "kind", "status", "note")),)
            or one.id != self.ids[number]
            or max(abs(one.lon - place["at"][0]), abs(one.lat - place["at"][1])) > NEAR
        ] + [*(kept.keys() - self.wanted.keys())]


def tag(point):
    return dict(point.fields)["内部号"]


@pytest.mark.parametrize("seed", range(12))
def test_a_list_that_changes_over_a_year_is_kept_as_the_office_has_it(atlas, seed):
    year = Year(atlas, seed)
    year.bring(year.table("GCJ-02"), "a.csv", datum="GCJ-02")
    assert year.wrong() == []
    for _ in range(STEPS):
        year.edit(year.random.choice([0, 1, 3, 6]))
        datum = year.random.choice([*TO])
        content = year.table(datum)
        if year.bring(content, "a.csv", before="GCJ-02") is None:  # so many have moved that it is asked for
            year.bring(content, "a.csv", datum=datum)
        assert year.wrong() == []
        form, lang = year.random.choice(["xlsx", "csv", "geojson", "gpkg"]), year.random.choice(["zh", "en"])
        made = year.bring(own_file([*year.kept.values()], (), atlas, lang, form), f"own.{form}")
        assert (made.added, made.changed, made.removed) == ((), (), ())
