"""Rows and cards say what the data says, in both languages, and lose nothing on the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from fengtai_map.content import card_rows, figures, pages, places, status_at
from fengtai_map.export.sheet import of_view
from fengtai_map.export.table_rows import place_row
from fengtai_map.geo import hubs
from fengtai_map.geo.hubs import STATION
from fengtai_map.i18n import Text
from fengtai_map.model import Light, Place
from fengtai_map.model.release import Later
from fengtai_map.view.url import STATUSES, View
from tests.data_rows import CLUSTERS, ENTRIES, FACTS, PAGES, PLACES, STATIONS, ids
from tests.every import every

KINDS = sorted({row["properties"]["kind"] for row in PLACES} | {STATION})
CLUSTER_IDS = ids(CLUSTERS)
PRINTED = {
    "south-action-plan-projects": ("超250", "over 250"),
    "building-space-2035": ("超6,000", "over 60"),
    "three-ways-sites": ("60余", "over 60"),
    "corner-sites": ("180余", "over 180"),
    "high-tech-enterprises": ("2,600多", "over 2,600"),
    "party-coordination-members": ("2,900余", "over 2,900"),
    "party-members-in-communities": ("3.4万余", "over 34,000"),
    "fixed-asset-investment-growth": ("预估21.9", "est. 21.9"),
    "south-action-plan-investment": ("8,100", "810"),
    "gdp-growth-q1": ("4.7", "4.7"),
}
PERIODS = {
    "2035": "2035年",
    "2023-05": "2023年5月",
    "2023-06-13": "2023年6月13日",
    "2023-01/2023-03": "2023年一季度",
    "2023-01/2023-05": "2023年1—5月",
}
RANKS = {
    "gdp-growth-q1": ("增速居城六区第二", "2nd-fastest", "six urban districts"),
    "budget-revenue-growth": ("增速居城六区第一", "Fastest", "six urban districts"),
    "south-action-plan-investment-may": ("投资规模居城南各区首位", "Largest", "districts of southern Beijing"),
    "first-private-kerolox-rocket": ("首枚民营液氧煤油火箭", "First", "rocket"),
}
METRO_AT = {
    "beijing-west-railway-station": {"metro-line-7", "metro-line-9"},
    "beijing-south-railway-station": {"metro-line-4", "metro-line-14"},
    "beijing-fengtai-railway-station": {"metro-line-10", "metro-line-16"},
    "lize-city-air-terminal": {"metro-line-14", "metro-line-16"},
}
STANDS_NOWHERE = {
    "direction",
    "group",
    "industry",
    "industry-group",
    "mechanism",
    "organisation",
    "place",
    "programme",
    "spirit",
}
# Another value for each field of a place that is said on its card and in its row of a table.
SAID = Text(zh="如此", en="So")
OTHER = {
    "id": "another",
    "name": SAID,
    "kind": "hospital",
    "lon": None,
    "lat": 39.9,
    "error_m": 123.0,
    "basis": "locality",
    "source": "tianditu-2020",
    "status": "planned",
    "as_of": "2024-02",
    "later": (Later(as_of="2024-03", what=SAID, source=SAID, confidence="low", status="planned"),),
    "note": SAID,
    "doubt": SAID,
    "lines": ("metro-line-9",),
    "opened": date(2020, 1, 2),
    "cluster": "hexi",
    "joined": "within-error",
    "maybe_clusters": ("hexi",),
    "shape": '{"type": "LineString", "coordinates": [[116.3, 39.85], [116.3, 39.86]]}',
    "passes": (("hexi", 9.0),),
    "fields": (("编号", "7"),),
    "list": "名单",
    "light": Light(level="red", reasons=()),
}
TABLE_ONLY = {"lat", "later", "light"}  # on a card the map, the later statuses and the light stand beside the lines
# What is said of no place by itself: by these the search finds it, its symbol and its filters are chosen.
UNSAID = {"aliases", "pinyin", "sure", "photos", "symbol"}
BEYOND = {"zh": "区界外", "en": "outside the district"}
IN_ENGLISH = {"亿元": 0.1, "万平方米": 0.01, "万名": 10_000}  # billion yuan, million square metres, people
every_fact = every("row", FACTS)
every_cluster = every("name", CLUSTER_IDS)
every_place = every("row", PLACES + STATIONS)
both = pytest.mark.parametrize("lang", ["zh", "en"])


def closed_up(text):
    """A text without the spaces that stand between Chinese and digits for the eye."""
    return "".join(text.split())


# Figures


@every("name", PRINTED)
def test_a_figure_is_printed_with_its_bound(atlas, name):
    fact, (zh, en) = atlas.index[name], PRINTED[name]
    assert closed_up(figures.amount(atlas, fact, "zh")[0]) == zh
    assert figures.amount(atlas, fact, "en")[0] == en


@every("row", [row for row in FACTS if row["bound"] == "over"])
def test_a_bound_is_printed_in_chinese_as_the_release_prints_it(atlas, row):
    figure = figures.figure(atlas, atlas.index[row["id"]], "zh")
    assert closed_up(figure.printed + figure.unit).replace(",", "") in row["quote"]


@every_fact
@both
def test_a_figure_says_all_that_stands_behind_it(atlas, row, lang):
    figure = figures.figure(atlas, atlas.index[row["id"]], lang)
    assert figure.label == row["label"][lang]
    assert f"{row['value'] * (IN_ENGLISH.get(row['unit'], 1) if lang == 'en' else 1):,.10g}" in figure.printed
    assert figure.unit == atlas.words[lang](f"unit.{row['unit']}").removeprefix(
        "万" if "万余" in figure.printed else ""
    )
    assert row["quote"] in figure.quote
    assert figure.locator == row["locator"]
    assert figure.about.startswith(atlas.words[lang](f"status.{row['status']}"))
    assert figure.period
    assert figure.period in figure.about
    assert bool(figure.rank) == ("rank" in row)
    assert len(figure.places) == len(row["clusters"]) + len(row["places"])
    assert figure.section in {section.title[lang] for section in atlas.release.section}


@every("period, said", PERIODS.items())
def test_a_period_is_said_in_chinese(atlas, period, said):
    assert figures.period(atlas, period, "zh") == said


@every("period", sorted({row["period"] for row in FACTS if "period" in row}))
def test_a_period_keeps_its_years_in_english(atlas, period):
    said = figures.period(atlas, period, "en")
    assert all(end[:4] in said for end in period.split("/"))
    assert said.isascii() or "–" in said


@every("name", RANKS)
def test_a_rank_is_said_as_people_say_it(atlas, name):
    zh, first, among = RANKS[name]
    fact = atlas.index[name]
    assert figures.figure(atlas, fact, "zh").rank == zh
    assert figures.figure(atlas, fact, "en").rank.startswith(first)
    assert among in figures.figure(atlas, fact, "en").rank


def test_the_day_of_the_release_is_no_period(atlas):
    said = {
        name: figures.figure(atlas, atlas.index[name], "zh").period
        for name in ("high-tech-enterprises", "new-large-enterprises")
    }
    assert said == {"high-tech-enterprises": "2023年6月13日发布", "new-large-enterprises": "时段未注明"}


def test_a_forecast_is_no_rounding(atlas):
    fact = atlas.index["fixed-asset-investment-growth"]
    assert figures.amount(atlas, fact, "zh")[0] == "预估 21.9"
    assert figures.amount(atlas, fact, "en")[0] == "est. 21.9"


def test_the_topics_hold_every_fact_once(atlas):
    held = [fact.id for topic in figures.topics(atlas) for fact in atlas.facts if fact.topic == topic]
    assert sorted(held) == sorted(ids(FACTS))


# Clusters


@every_cluster
def test_a_card_holds_what_the_release_ties_to_its_cluster_or_a_place_in_it_and_no_more(atlas, name):
    card = card_rows.card(atlas, atlas.index[name], View())
    inside = {place.id for place in atlas.places if place.cluster == name}
    for rows, records in ((FACTS, card.facts), (ENTRIES, card.entries)):
        listed = [row for row in rows if row.get("listed", True)]
        tied = [row for row in listed if name in row["clusters"] or inside & set(row["places"])]
        assert sorted(ids(tied)) == sorted(record.id for record in records)
    assert {place.id for place in card.places} == inside


@every_cluster
@both
def test_a_card_counts_its_subdistricts_places_and_stations(atlas, name, lang):
    card = card_rows.card(atlas, atlas.index[name], View(lang=lang))
    members = next(row["members"] for row in CLUSTERS if row["id"] == name)
    assert len(card.subdistricts) == len(members)
    assert set(card.subdistricts) == {
        subdistrict.name[lang] for subdistrict in atlas.subdistricts if subdistrict.name.zh in members
    }
    assert sum(card.counts.values()) == len(card.places)
    inside = [s for s in atlas.stations if shape(atlas.geometry[name]).covers(Point(s.lon, s.lat))]
    near = [s for s in atlas.stations if s.cluster == name and s.joined == "within-error"]
    assert card.stations == len(inside) + len(near)


def test_no_place_is_lost_between_the_clusters(atlas):
    cards = [card_rows.card(atlas, cluster, View()) for cluster in atlas.clusters]
    inside = [place.id for card in cards for place in card.places]
    nowhere = ids(row for row in PLACES if row["geometry"] is None)
    assert sorted(inside + nowhere) == sorted(ids(PLACES))
    outside = [station for station in atlas.stations if station.cluster is None]
    assert sum(card.stations for card in cards) + len(outside) == len(STATIONS)
    assert sum(card.share for card in cards) == pytest.approx(1, rel=1e-6)


# Hubs


@every("name", METRO_AT)
def test_a_hub_has_its_metro_lines(atlas, name):
    assert {line.id for line in hubs.lines_at(atlas, atlas.index[name])} == METRO_AT[name]


@every("name", METRO_AT)
def test_the_stations_at_a_hub_are_near_and_nearest_first(atlas, name):
    metres = [distance for _, distance in hubs.stations_at(atlas, atlas.index[name])]
    assert metres == sorted(metres)
    assert 0 <= metres[0] <= metres[-1] <= hubs.AT_HAND


def test_every_hub_is_tested(atlas):
    assert {place.id for place in atlas.places if place.kind == "hub"} == set(METRO_AT)


@every("row", [row for row in PLACES if row["geometry"] is None])
def test_a_place_that_is_nowhere_has_no_station(atlas, row):
    assert hubs.stations_at(atlas, atlas.index[row["id"]]) == ()


# Places


@given(
    chosen=st.lists(st.sampled_from(CLUSTER_IDS), unique=True).map(tuple),
    hidden=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    without=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    shown=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
)
def test_a_view_shows_what_it_does_not_leave_out(atlas, chosen, hidden, without, shown):
    everything = (*atlas.places, *atlas.stations)
    seen = places.visible(View(clusters=chosen, hidden=hidden, without=without), everything, shown)
    for place in everything:
        wanted = place.kind in shown and place.kind not in hidden and place.status not in without
        here = not chosen or place.cluster in chosen  # what has no position is in no cluster's list
        assert (place in seen) == (wanted and here)


def test_a_view_that_leaves_nothing_out_shows_every_place(atlas):
    everything = (*atlas.places, *atlas.stations)
    assert places.visible(View(), everything, KINDS) == everything


@every_cluster
def test_the_filter_never_loses_a_point(atlas, name):
    here = places.located(places.visible(View(clusters=(name,)), atlas.places, KINDS))
    others = tuple(other for other in CLUSTER_IDS if other != name)
    there = places.located(places.visible(View(clusters=others), atlas.places, KINDS))
    assert sorted(place.id for place in (*here, *there)) == sorted(p.id for p in atlas.places if p.lon is not None)


def test_places_are_located_or_not(atlas):
    assert len(places.located(atlas.places)) + len(places.unlocated(atlas.places)) == len(PLACES)


@every_place
@both
def test_a_row_says_what_the_file_says(atlas, row, lang):
    values, place = row["properties"], atlas.index[row["id"]]
    shown = places.row(atlas, place, lang)
    assert shown.name == values[f"name_{lang}"]
    assert shown.kind_name == atlas.words[lang](f"kind.{shown.kind}")
    assert shown.status_name == atlas.words[lang](f"status.{shown.status}")
    home = atlas.name(place.cluster or "", lang)
    assert shown.cluster == (atlas.words[lang]("place.abroad") if place.outside else home)
    assert shown.note == (values.get(f"note_{lang}") or "")
    assert bool(shown.doubt) == (
        place.joined == "within-error" or bool(place.maybe_clusters or place.doubt or place.outside)
    )


@every_place
@both
def test_a_row_says_how_well_a_place_is_known(atlas, row, lang):
    said, words = places.precision(atlas, atlas.index[row["id"]], lang), atlas.words[lang]
    error = row["properties"].get("error_m")
    if row["geometry"] is None:
        assert said == words("place.unlocated")
    elif error is None:
        assert said == words("place.error-unstated")
    else:
        assert f"{error:,}" in said


# Tags


@every("row", [row for row in ENTRIES if row.get("status")])
def test_what_is_not_built_is_not_called_so_in_a_tag(atlas, row):
    tag = status_at.tagged(atlas.index[row["id"]], View())
    if row["kind"] == "role":
        assert tag is None
    elif row["status"] != "existing":
        assert tag == row["status"]
    else:
        assert tag == (None if row["kind"] in STANDS_NOWHERE else "existing")


# Pages


@every("row", PAGES)
def test_a_page_shows_what_its_subject_says(atlas, row):
    assert [fact.id for fact in pages.facts(atlas, row["id"])] == row.get("facts", [])
    assert set(pages.kinds(atlas, row["id"])) == set(row.get("kinds") or KINDS)
    entries = pages.entries(atlas, row["id"])
    assert {entry.id for entry in entries} >= set(row.get("named", []))
    assert {entry.kind for entry in entries if entry.id not in row.get("named", [])} == set(row.get("entries", []))


@every("field", [field for field in Place.model_fields if field not in UNSAID])
def test_every_field_of_a_place_is_said_on_its_card_and_in_its_row_of_a_table(atlas, field):
    assert field in OTHER, "a new field: give it another value here, or name it in UNSAID"
    station = next(one for one in atlas.stations if one.lines == ("metro-line-14",) and one.cluster == "lize")
    one = station.model_copy(update={"shape": OTHER["shape"]} if field == "passes" else {})
    other, table = one.model_copy(update={field: OTHER[field]}), of_view(atlas, View(), ())
    rows = [places.row(atlas, place, "en") for place in (one, other)]
    said = {
        "card": [
            (row, *card_rows.place_rows(atlas, place, row, "en")) for place, row in zip((one, other), rows, strict=True)
        ],
        "table": [place_row(atlas, table, place) for place in (one, other)],
    }
    changed_in = [name for name, (before, after) in said.items() if before != after]
    assert changed_in == (["table"] if field in TABLE_ONLY else ["card", "table"])
