"""The book says what the content says: everything is there, every id leads somewhere, and what the browser counts from
it are the numbers that the server counts."""

import gzip
import json
import re
from itertools import combinations
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from fengtai_map.content import (
    card_rows,
    cluster_diff,
    figures,
    nearest,
    pages,
    places,
    release_diff,
    timeline,
)
from fengtai_map.content.book import book, book_bytes
from fengtai_map.content.cluster_comparison import compare
from fengtai_map.content.distances import distances
from fengtai_map.content.records import point
from fengtai_map.content.small_maps import LEFT_OUT, TYPE
from fengtai_map.content.straight_lines import printed
from fengtai_map.content.timeline import TO_COME
from fengtai_map.data.load import load
from fengtai_map.geo.hubs import HUB, STATION, stations_at
from fengtai_map.i18n import LANGUAGES, Text, tied
from fengtai_map.model import PointColumns
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import STATUSES, View
from tests.every import every
from tests.user_points import point as own_point

SECTIONS = {
    "card", "charts", "check", "clustercards", "clusters", "clustertable", "compare", "district", "editions", "entries",
    "figures", "greencounts", "layer", "lights", "maptext", "places", "remarks", "rivers", "sources", "table",
    "talkstart", "timeline", "topics", "unlocated",
}  # fmt: skip
SHAPES = {
    "groups": {"id", "name"},
    "pages": {
        "id",
        "group",
        "layout",
        "title",
        "text",
        "kinds",
        "as_of",
        "facts",
        "entries",
        "panel",
        "below",
        "columns",
    }
    | {"server", "hidden"},
    "kinds": {"id", "name", "several", "colour", "path", "stroke", "small"},
    "statuses": {"id", "name"},
    "clusters": {
        "id",
        "order",
        "name",
        "short",
        "colour",
        "area_km2",
        "share",
        "subdistricts",
        "subdistrict_names",
    }
    | {"label", "centroid", "aliases", "contains", "note", "of_district", "facts", "entries", "rows"},
    "subdistricts": {
        "id",
        "name",
        "kind",
        "kind_name",
        "cluster",
        "area_km2",
        "label",
        "rows",
        "notes",
        "facts",
        "entries",
    },
    "points": {"id", "name", "kind", "kind_name", "status", "now", "as_of", "cluster", "cluster_name", "outside", "lon"}
    | {
        "lat",
        "error_m",
        "error",
        "stands_in",
        "precision",
        "rows",
        "doubt",
        "notes",
        "later",
        "lines",
        "line_names",
        "facts",
        "entries",
        "own",
        "passes",
        "fields",
        "photos",
    },
    "rivers": {"id", "name", "kind", "kind_name"},
    "lines": {"id", "name", "colour"},
    "sources": {"id", "name", "licence", "url"},
    "facts": {"id", "topic", "topic_name", "printed", "unit", "amount", "label", "about", "rank", "quote", "gloss"}
    | {
        "sentence",
        "published",
        "locator",
        "section",
        "status",
        "status_name",
        "bound",
        "period",
        "note",
        "counts",
        "listed",
    }
    | {"clusters", "places", "place_names"},
    "entries": {
        "id",
        "kind",
        "kind_name",
        "name",
        "status",
        "tag",
        "tag_now",
        "now",
        "later",
        "period",
        "year",
        "quote",
    }
    | {"gloss", "sentence", "locator", "section", "note", "clusters", "places", "facts", "parent"},
    "topics": {"id", "name"},
    "charts": {"id", "name", "topics", "bars"},
    "measures": {"id", "type", "kind", "target", "label", "how", "nowhere", "unit", "share", "rank"},
    "stories": {"id", "name", "own", "stops", "cluster_stops"},
    "basemaps": {"id", "name", "online", "key"},
}
WHOLE = {
    "lang", "title", "words", "district", "release", "near", "rings", "radii", "smallmaps", "timeline", "editions",
    "sources_page", "search", "layer", "facets", "lights", "photos",
}  # fmt: skip
COMBINATIONS = [one for size in range(len(STATUSES) + 1) for one in combinations(STATUSES, size)]
HOSTILE = "</script><img src=x onerror=alert(1)>'\"&\u2028"
both = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def books(atlas):
    """The books of both languages, as the browser reads them."""
    return {lang: json.loads(book_bytes(book(atlas, lang))) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def index(atlas):
    return nearest.point_index(atlas)


def by_id(rows):
    return {row["id"]: row for row in rows}


def plain(value):
    """A value as it comes back from JSON."""
    return json.loads(json.dumps(value))


def shows(row, without, status="status"):
    return View(without=without).shows(row[status])


# Everything is there


@both
def test_a_book_has_every_part_and_every_record_every_field(books, lang):
    made = books[lang]
    assert set(made) == WHOLE | set(SHAPES)
    for name, fields in SHAPES.items():
        assert made[name], name
        assert {frozenset(row) for row in made[name]} == {frozenset(fields)}, name


@both
def test_every_record_of_the_atlas_is_in_the_book_in_its_order(atlas, books, lang):
    for name in ("facts", "entries", "clusters", "sources", "basemaps", "stories", "charts"):
        assert [row["id"] for row in books[lang][name]] == [one.id for one in getattr(atlas, name)]
    assert [row["id"] for row in books[lang]["subdistricts"]] == [one.id for one in atlas.subdistricts]
    assert [row["id"] for row in books[lang]["points"]] == [one.id for one in (*atlas.places, *atlas.stations)]
    assert {row["name"] for row in books[lang]["rivers"]} == {r.name[lang] for r in atlas.ground["rivers"] if r.name}


def references(made):
    """Every id that is referred to, with the part that has to hold it."""
    for page in made["pages"]:
        yield from (("kinds", name) for name in page["kinds"])
        yield "groups", page["group"]
    for name in ("pages", "clusters", "subdistricts", "points", "entries"):
        yield from (("facts", fact) for row in made[name] for fact in row["facts"])
    for name in ("pages", "clusters", "subdistricts", "points"):
        yield from (("entries", entry) for row in made[name] for entry in row["entries"])
    for row in (*made["facts"], *made["entries"]):
        yield from (("clusters", name) for name in row["clusters"])
        yield from (("anything", name) for name in row["places"])
        yield from (("entries", name) for name in [row.get("parent")] if name)
    for row in made["points"]:
        yield from (("lines", name) for name in row["lines"])
    for row in (*made["points"], *made["subdistricts"]):
        yield from (("clusters", name) for name in [row["cluster"]] if name)
        yield ("kinds", row["kind"]) if "own" in row else ("anything", row["id"])
    yield from (("subdistricts", name) for row in made["clusters"] for name in row["subdistricts"])
    yield from (("facts", bar["fact"]) for chart in made["charts"] for bar in chart["bars"])
    for stop in (stop for story in made["stories"] for stop in story["stops"]):
        yield from (("clusters", name) for name in stop["clusters"])
        yield from (("kinds", name) for name in stop["kinds"])
        yield from (("facts", name) for name in stop["figures"])
        yield from (("entries", name) for name in stop["entries"])
        yield from (("anything", name) for name in [stop["selected"]] if name)
    for target in (target for rows in made["near"].values() for target in rows):
        yield from (("points", one["id"]) for one in target["nearest"])
    yield from (("anything", name) for name in (*made["near"], *made["rings"], *made["search"]["ids"]))
    for years in (span["years"] for span in made["timeline"]["spans"]):
        yield from (("facts", name) for year in years for name in year["facts"])
        yield from (("entries", name) for year in years for name in year["entries"])


@both
def test_every_id_that_is_referred_to_exists(books, lang):
    made = books[lang]
    known = {name: set(by_id(made[name])) for name in SHAPES}
    known["anything"] = set().union(*(known[name] for name in ("clusters", "subdistricts", "points", "rivers")))
    known["anything"] |= known["facts"] | known["entries"]
    assert {pair for pair in references(made) if pair[1] not in known[pair[0]]} == set()


def test_both_languages_say_the_same_things_of_the_same_records(books):
    zh, en = (books[lang] for lang in LANGUAGES)
    for name in ("near", "rings"):
        assert list(zh[name]) == list(en[name])
    assert zh["rings"] == en["rings"]
    assert zh["search"] == en["search"]


@both
def test_the_words_are_those_of_the_interface_without_the_problems_of_the_server(atlas, books, lang):
    sent = books[lang]["words"]
    left_out = atlas.words[lang].keys() - sent.keys()
    assert {key.split(".")[0] for key in left_out} == {"problem"}
    assert "problem.url-value.what" in sent
    assert not [key for key in left_out if key.startswith("problem.url-")]


# Pages


def test_every_section_of_a_page_is_known_and_a_map_has_its_text_last(books):
    for page in books["zh"]["pages"]:
        assert set(page["panel"]) | set(page["below"]) <= SECTIONS
        assert (page["panel"][-1:] == ["maptext"]) == (page["layout"] != "wide")
        assert page["panel"] or page["server"]


@both
def test_a_page_is_about_what_the_data_say(atlas, books, lang):
    assert [page["id"] for page in books[lang]["pages"]] == list(pages.NAMES)
    assert sorted(pages.NAMES) == sorted(page.id for page in atlas.pages)
    for page in books[lang]["pages"]:
        assert page["kinds"] == list(pages.kinds(atlas, page["id"]))
        assert page["facts"] == [fact.id for fact in pages.facts(atlas, page["id"])]
        assert page["entries"] == [entry.id for entry in pages.entries(atlas, page["id"])]


def test_two_releases_have_an_item_of_the_navigation_once_there_are_two(atlas, later):
    page = next(page for page in pages.PAGES if page.id == "releases")
    assert (pages.hidden(page, atlas), pages.hidden(page, later)) == (True, False)


# Records


@both
def test_a_point_is_what_its_row_says(atlas, books, lang):
    for place, made in zip((*atlas.places, *atlas.stations), books[lang]["points"], strict=True):
        row = places.row(atlas, place, lang)
        same = ("id", "name", "kind", "kind_name", "status", "precision", "error")
        assert [made[name] for name in same] == [getattr(row, name) for name in same]
        assert made["line_names"] == row.lines
        assert (made["notes"], made["doubt"]) == ([tied(row.note)] if row.note else [], tied(row.doubt))
        assert (made["cluster_name"], made["outside"]) == (row.cluster, place.outside)
        assert {row.precision, row.basis, row.source} <= {value for _, value in made["rows"]}
        assert made["now"] == (made["later"][-1]["status"] if made["later"] else made["status"])


@both
def test_facts_and_entries_are_tied_as_the_content_ties_them(atlas, books, lang):
    for row in (*books[lang]["points"], *books[lang]["clusters"], *books[lang]["subdistricts"]):
        assert row["facts"] == [fact.id for fact in figures.concerning(atlas, row["id"])]
        assert row["entries"] == [entry.id for entry in figures.entries_concerning(atlas, row["id"])]


@both
def test_a_figure_says_what_the_content_says(atlas, books, lang):
    for fact, made in zip(atlas.facts, books[lang]["facts"], strict=True):
        one = vars(figures.figure(atlas, fact, lang))
        assert {name: made[name] for name in one if name != "places"} == {
            name: value for name, value in one.items() if name != "places"
        }
        assert made["place_names"] == list(one["places"])


def test_a_point_alone_is_the_same_as_in_the_book(atlas, books):
    for place in (atlas.places[0], atlas.stations[0]):
        assert plain(point(atlas, place, "zh")) == by_id(books["zh"]["points"])[place.id]


def test_the_parts_of_the_district_are_the_whole(books):
    made = books["en"]
    assert sum(row["share"] for row in made["clusters"]) == pytest.approx(1, rel=1e-6)
    west, south, east, north = made["district"]["bounds"]
    for row in made["clusters"]:
        for lon, lat in (row["label"], row["centroid"]):
            assert west < lon < east
            assert south < lat < north
    weighted = np.average(
        [row["centroid"] for row in made["clusters"]], axis=0, weights=[r["share"] for r in made["clusters"]]
    )
    assert made["district"]["centre"] == pytest.approx(list(weighted), abs=1e-3)


# How far


@both
def test_the_first_that_a_filter_lets_through_is_the_nearest(atlas, books, index, lang):
    for number, (name, rows) in enumerate(books[lang]["near"].items()):
        for without in (COMBINATIONS[number % len(COMBINATIONS)], ()):
            for one, row in zip(nearest.nearest_of(index, atlas, name, without), rows, strict=True):
                agrees(atlas, one, row, without, lang)


def agrees(atlas, one, row, without, lang):
    """A row of the book says of a target what `near` says of it."""
    left = [candidate for candidate in row["nearest"] if candidate["status"] not in without]
    counted = [sum(n for status, n in radius["counts"].items() if status not in without) for radius in row["within"]]
    assert (row["target"], [left[0]["id"] if left else None]) == (one.target, [one.nearest])
    assert counted == [count for _, count in one.within]
    assert sum(n for status, n in row["unlocated"].items() if status not in without) == one.unlocated
    assert row["label"] == atlas.words[lang](f"reach.{one.target}")
    if not left:
        return
    assert left[0]["metres"] == pytest.approx(one.metres, abs=0.006)
    assert left[0]["direction"] == one.direction
    assert left[0].get("stands_in", False) == one.stands_in
    assert sum("inside" in candidate for candidate in left) == one.inside
    if not one.stands_in:
        assert left[0]["doubts"] == " · ".join(nearest.doubts(atlas, one.origin, one.errors, lang))


def heard(atlas):
    """The Atlas in which the latest status of a place is its status."""
    moved = {
        name: tuple(place.model_copy(update={"status": place.now, "later": ()}) for place in getattr(atlas, name))
        for name in ("places", "stations")
    }
    return type(atlas)(**{name: getattr(atlas, name) for name in type(atlas).model_fields} | moved)


def test_the_nearest_by_the_latest_statuses_is_that_of_an_atlas_that_has_them(atlas, books):
    today = heard(atlas)
    around = nearest.point_index(today)
    for number, (name, rows) in enumerate(books["zh"]["near"].items()):
        without = COMBINATIONS[number % len(COMBINATIONS)]
        for one, row in zip(nearest.nearest_of(around, today, name, without), rows, strict=True):
            left = [
                candidate for candidate in row["nearest"] if candidate.get("now", candidate["status"]) not in without
            ]
            assert (left[0]["id"] if left else None) == one.nearest
            for radius, (_, count) in zip(row["within"], one.within, strict=True):
                counts = radius.get("now", radius["counts"])
                assert sum(n for status, n in counts.items() if status not in without) == count
            unlocated = row.get("unlocated_now", row["unlocated"])
            assert sum(n for status, n in unlocated.items() if status not in without) == one.unlocated


def test_the_nearest_at_the_time_of_today_is_by_the_latest_statuses(atlas, index):
    today = heard(atlas)
    for name in ("lize", "beijing-west-railway-station", "station-jiaomen"):
        for without in COMBINATIONS:
            assert nearest.nearest_of(index, atlas, name, without, "now") == nearest.nearest_of(
                index, today, name, without
            )


def test_a_target_that_nothing_is_left_of_is_near_to_nothing(atlas):
    none = atlas.targets[0].model_copy(update={"kinds": (), "places": (), "partial": False})
    rows = distances(atlas.model_copy(update={"targets": (none,)}), "zh")
    assert len(rows) > len(atlas.subdistricts)
    for (row,) in rows.values():
        assert (row["nearest"], row["unlocated"]) == ([], {})
        assert [radius["counts"] for radius in row["within"]] == [{}] * len(atlas.radii)


def test_everything_with_a_place_on_the_ground_has_its_distances(atlas, books):
    located = [one.id for one in (*atlas.places, *atlas.stations) if one.lon is not None]
    areas = [one.id for one in (*atlas.subdistricts, *atlas.clusters)]
    assert list(books["zh"]["near"]) == [*located, *areas]
    assert list(books["zh"]["rings"]) == areas
    for name, rings in books["zh"]["rings"].items():
        for km, ring in rings.items():
            assert ring == plain(nearest.ring(atlas, name, float(km) * 1000))


# Compared


def measured(made, measure, ids, without):
    """What the browser counts of a measure in each cluster, and in the district."""
    points = [row for row in made["points"] if row["status"] not in without]
    facts = {row["id"] for row in made["facts"] if row["listed"] and shows(row, without)}
    entries = {row["id"] for row in made["entries"] if shows(row, without)}
    for row in [*(by_id(made["clusters"])[name] for name in ids), None]:
        inside = [one for one in points if not one["outside"] and (row is None or one["cluster"] == row["id"])]
        yield {
            "area": lambda row=row: (row or made["district"])["area_km2"],
            "subdistricts": lambda row=row: len(row["subdistricts"] if row else made["subdistricts"]),
            "kind": lambda inside=inside: sum(one["kind"] == measure["kind"] for one in inside),
            "lines": lambda inside=inside: len({line for one in inside for line in one["lines"]}),
            "facts": lambda row=row: len(facts & set(row["facts"]) if row else facts),
            "entries": lambda row=row: len(entries & set(row["entries"]) if row else entries),
        }[measure["type"]]()


@every("without", COMBINATIONS)
def test_clusters_compare_as_the_server_compares_them(atlas, books, index, without):
    made, ids = books["en"], [cluster.id for cluster in atlas.clusters]
    compared = compare(atlas, index, ids, View(lang="en", without=without))
    for row, measure in zip(compared, made["measures"], strict=True):
        assert (measure["id"], measure["label"]) == (row.measure, atlas.words["en"](row.label))
        assert measure["how"] == atlas.words["en"](row.how)
        if measure["type"] == "nearest":
            continue
        *values, total = measured(made, measure, ids, without)
        assert values == pytest.approx([cell.value for cell in row.cells])
        assert total == pytest.approx(row.total)
        assert not row.total or measure["share"] == all(cell.share is not None for cell in row.cells)
        assert measure["rank"] == any(cell.rank for cell in row.cells)
        nowhere = [p for p in made["points"] if not p["cluster"] and p["status"] not in without]
        assert sum(point["kind"] == measure["kind"] for point in nowhere) == row.nowhere
        assert measure["nowhere"] or not row.nowhere


@every("without", [(), STATUSES[1:]])
def test_a_cluster_counts_what_its_card_counts(atlas, books, without):
    for cluster, made in zip(atlas.clusters, books["zh"]["clusters"], strict=True):
        card = card_rows.card(atlas, cluster, View(without=without))
        inside = [p for p in books["zh"]["points"] if p["cluster"] == cluster.id and p["status"] not in without]
        assert sum(p["kind"] == STATION for p in inside) == card.stations
        assert len(inside) - card.stations == len(card.places)
        assert made["subdistrict_names"] == list(card.subdistricts)
        assert made["share"] == card.share


@both
def test_a_small_map_is_a_picture_with_the_points_of_its_cluster(atlas, books, lang):
    for name, address in books[lang]["smallmaps"].items():
        head, _, text = address.partition(",")
        svg = unquote(text)
        drawn = ET.fromstring(svg)  # noqa: S314  # ours
        points = [one.get("class").split() for one in drawn.iter("{http://www.w3.org/2000/svg}circle")]
        wanted = [[p.kind, p.status] for p in (*atlas.places, *atlas.stations) if p.cluster == name]
        assert (head, LEFT_OUT in address, points) == ("data:image/svg+xml", True, wanted)
        steps = [
            (100, TYPE),
            *((int(w), float(s)) for w, s in re.findall(r"min-width:(\d+)px\){text{font-size:(\d+)px", svg)),
        ]
        ends = [wide for wide, _ in steps[1:]] + [220]  # the widest of the page, see comparison.css
        shown = [size * at / 200 for (wide, size), end in zip(steps, ends, strict=True) for at in (wide, end)]
        assert [size for size in shown if not 11 <= size <= 16.5] == []


def test_a_distance_of_a_note_stays_in_one_line_and_only_on_the_screen(atlas, books):
    shown = next(one for one in books["en"]["points"] if one["id"] == "beijing-west-railway-station")
    assert "1.5–2\N{NO-BREAK SPACE}km" in shown["doubt"]
    place = atlas.index[shown["id"]]
    assert "1.5–2 km" in places.row(atlas, place, "en").doubt  # a table that is brought back says what the file says


# Stories


@both
def test_the_timeline_is_that_of_the_content(atlas, books, lang):
    sent, made = books[lang]["timeline"], timeline.timeline(atlas, View())
    assert [(span["first"], span["last"]) for span in sent["spans"]] == [(span.first, span.last) for span in made.spans]
    dated = [year for span in sent["spans"] for year in span["years"]]
    assert sent["others"] == []
    assert [mark["year"] for mark in sent["marks"]] == [year["year"] for year in dated]
    rows = [name for part in (*dated, sent["undated"]) for name in (*part["facts"], *part["entries"])]
    listed = [fact for fact in atlas.facts if fact.listed]
    promised = [row.id for row in (*listed, *atlas.entries) if row.status in TO_COME]
    assert sorted(rows) == sorted(promised)
    assert 0 < sent["released"] < 1


@both
def test_a_chart_is_as_long_as_its_longest_bar(books, lang):
    for chart in books[lang]["charts"]:
        assert max(bar["share"] for bar in chart["bars"]) == 1


def test_one_release_has_no_other_to_be_compared_with(books):
    assert books["zh"]["editions"] is None


@both
def test_two_releases_are_compared_figure_by_figure(later, lang):
    sent = plain(book(later, lang))["editions"]
    assert [one["id"] for one in sent["against"]] == [one.release.id for one in later.earlier] == list(sent["of"])
    older, newer = later.earlier[0], release_diff.newest(later)
    pair = sent["of"][older.release.id]
    groups = release_diff.by_result(release_diff.figure_changes(older, newer))
    assert {one["id"]: [row["id"] for row in one["rows"]] for one in pair["results"]} == {
        result: [change.id for change in group] for result, group in groups.items()
    }
    rows = {row["id"]: row for one in pair["results"] for row in one["rows"]}
    assert "+" in rows["gdp-growth-q1"]["change"]
    assert all(row["older"] or row["newer"] for row in rows.values())
    assert [one["result"] for one in pair["clusters"]] == [one.result for one in cluster_diff.regrouping(older, newer)]


# How it is written


def test_the_same_atlas_gives_the_same_bytes_and_so_does_another_of_the_same_data(atlas, data):
    first = book_bytes(book(atlas, "zh"))
    assert first == book_bytes(book(atlas, "zh"))
    assert first == book_bytes(book(load(data), "zh"))


@both
def test_a_book_is_small_on_its_way(atlas, lang):
    assert len(gzip.compress(book_bytes(book(atlas, lang)))) < 260_000


def test_a_text_of_the_data_is_passed_on_as_it_is(atlas):
    hostile = own_point("own-1", name=Text(zh=HOSTILE, en=HOSTILE), note=HOSTILE, kind="school")
    made = json.loads(book_bytes(book(with_user_points(atlas, [hostile]), "en")))
    row = by_id(made["points"])["own-1"]
    assert (row["name"], row["own"]) == (HOSTILE, True)
    assert HOSTILE in row["notes"]
    for address in made["smallmaps"].values():
        ET.fromstring(unquote(address.partition(",")[2]))  # noqa: S314  # ours


def test_points_too_many_to_be_records_are_shown_as_a_layer(atlas, books):
    none, zeros = np.array([], dtype=np.int64), np.zeros(0)
    point_layer = PointColumns(none, zeros, zeros, zeros, ("school",), none, ("existing",), none, (), none)
    assert books["zh"]["layer"] is None
    assert book(atlas, "zh", point_layer)["layer"] == {"total": 0, "kinds": ("school",), "statuses": ("existing",)}


@both
def test_a_hub_tells_its_stations_but_no_distance_to_one_that_stands_in_for_it(atlas, books, lang):
    words, hubs = atlas.words[lang], [row for row in books[lang]["points"] if row["kind"] == HUB]
    sent = {row["id"]: dict(row["rows"])[words("hub.stations")] for row in hubs}
    terminal = next(row["id"] for row in hubs if row["stands_in"])
    station = next(
        one for one in atlas.stations if one.lines and stations_at(atlas, atlas.index[terminal])[0][0] == one
    )
    assert sent[terminal].startswith(words("hub.stand-in", name=station.name[lang]))
    for hub in hubs:
        for one, metres in stations_at(atlas, atlas.index[hub["id"]]):
            alone = f"{one.name[lang]} {printed(words, metres)}"
            assert (alone in sent[hub["id"]]) == (hub["id"] != terminal or one != station)


def test_under_a_cluster_what_is_of_the_district_is_named_so(atlas, books):
    for cluster, made in zip(atlas.clusters, books["zh"]["clusters"], strict=True):
        for fact in figures.concerning(atlas, cluster.id):
            homes = {atlas.index[name].cluster for name in fact.places}
            own = cluster.id in fact.clusters or homes == {cluster.id}
            assert (fact.id in made["of_district"]) == (not own)


@both
def test_every_page_says_of_which_day_its_statuses_are(atlas, books, lang):
    released = figures.period(atlas, atlas.release.date.isoformat(), lang)
    metro = figures.period(atlas, atlas.stations[0].as_of, lang)
    for page in books[lang]["pages"]:
        for line, others in page["as_of"].values():
            assert released in line
            assert (metro in others) == (STATION in page["kinds"])


@both
def test_a_quote_has_a_gloss_for_who_cannot_read_it(books, lang):
    for row in (*books[lang]["facts"], *books[lang]["entries"]):
        assert (row["gloss"] == "") == (lang == "zh")
        assert lang == "zh" or row.get("label", row.get("name")) in row["gloss"]
        assert "4.7 %" not in row.get("amount", "")
