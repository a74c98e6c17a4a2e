import re
import xml.etree.ElementTree as ET
from html import unescape
from io import BytesIO
from itertools import combinations

import pytest
from matplotlib import font_manager
from matplotlib.font_manager import get_font
from PIL import Image
from pyproj import Geod
from shapely.geometry import Point, shape
from shapely.geometry import box as rectangle

from fengtai_map.content.book import book
from fengtai_map.export import sheet
from fengtai_map.export.image import fonts, legend
from fengtai_map.export.image.cluster_label_places import DISC
from fengtai_map.export.image.corners import BAR, FEW_CLUSTERS, bar, corner, locator_box, locator_frame
from fengtai_map.export.image.label_print import marked, radius
from fengtai_map.export.image.label_wishes import placed
from fengtai_map.export.image.map_image import blank, circle, map_picture, print_map
from fengtai_map.export.image.symbols import mark_of
from fengtai_map.export.image.viewport import frame
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.view.url import View
from fengtai_map.webmap import style
from fengtai_map.webmap.build import config

GEOD = Geod(ellps="WGS84")
SIZE = (820.0, 520.0)
DAY = "2026-11-23"


def views(atlas):
    farthest = max((place for place in atlas.places if place.error_m), key=lambda place: place.error_m)
    yield from (View(lang=lang) for lang in LANGUAGES)
    yield from (View(lang=lang, clusters=(cluster.id,)) for cluster in atlas.clusters for lang in LANGUAGES)
    yield View(selected=farthest.id)
    yield View(selected=atlas.subdistricts[0].id)
    yield View(selected=atlas.ground["rivers"][0].id, lang="en")


def sheets(atlas):
    yield from (sheet.of_view(atlas, view, ()) for view in views(atlas))
    yield from (one for story in atlas.stories for lang in LANGUAGES for one in sheet.of_story(atlas, story, lang))


def colours_at(atlas, one, points):
    """The colours of the picture where positions lie that it shows."""
    axes = blank(SIZE)
    print_map(axes, atlas, one)
    view = frame(atlas, one, SIZE[0], axes.get_figure().axes[1].get_ylim()[0])
    picture = Image.open(BytesIO(map_picture(atlas, one, size=SIZE, scale=1))).convert("RGB")
    found = [tuple(int(part) for part in view.px(*point)) for point in points]
    return [picture.getpixel((x, y)) for x, y in found if 0 <= x < view.width and 0 <= y < view.height]


def mixed(colour, over, share):
    return tuple(
        round(int(a, 16) * share + int(b, 16) * (1 - share))
        for a, b in zip(*map(bytes_of, (colour, over)), strict=True)
    )


def bytes_of(colour):
    return re.findall("..", colour.lstrip("#"))


def test_a_view_is_headed_by_what_is_selected_or_filtered(atlas):
    cluster, place = atlas.clusters[0], atlas.places[0]
    assert sheet.of_view(atlas, View(), ()).title == atlas.words["zh"]("app.title")
    assert sheet.of_view(atlas, View(clusters=(cluster.id,)), ()).title == cluster.name.zh
    assert sheet.of_view(atlas, View(clusters=(cluster.id,), selected=place.id, lang="en"), ()).title == place.name.en


def test_a_view_has_the_figures_of_what_it_is_about(atlas):
    cluster = next(one for one in atlas.clusters if any(one.id in fact.clusters for fact in atlas.facts))
    about = sheet.of_view(atlas, View(clusters=(cluster.id,)), ())
    inside = {place.id for place in atlas.places if place.cluster == cluster.id}
    own = [fact for fact in about.figures if not sheet.of_district(atlas, about, fact)]
    assert own
    assert list(about.figures[: len(own)]) == own  # what is of the whole district stands behind, and says so
    assert all(cluster.id in fact.clusters or inside & set(fact.places) for fact in own)
    fact = atlas.facts[-1]
    assert sheet.of_view(atlas, View(selected=fact.id), ()).figures == (fact,)


def test_a_sheet_has_exactly_the_points_of_its_map(atlas):
    view = View(clusters=(atlas.clusters[1].id,), hidden=("hub",), without=("planned",))
    expected = {
        place.id
        for place in (*atlas.places, *atlas.stations)
        if place.lon is not None
        and place.cluster == view.clusters[0]
        and place.kind != "hub"
        and place.status != "planned"
    }
    assert {place.id for place in sheet.places(atlas, sheet.of_view(atlas, view, ()))} == expected
    stations = sheet.places(atlas, sheet.of_view(atlas, View(), ("metro-station",)))
    assert set(stations) == {station for station in atlas.stations if station.lon is not None}


def test_what_has_no_position_is_named_in_the_notes(atlas):
    notes = sheet.of_view(atlas, View(), ()).notes
    missing = [place for place in atlas.places if place.lon is None]
    assert missing
    assert all(place.name.zh in notes for place in missing)


def test_a_story_has_a_sheet_a_stop(atlas):
    for story in atlas.stories:
        found = sheet.of_story(atlas, story, "en")
        assert [one.title for one in found] == [stop.headline.en for stop in story.stop]
        assert [one.notes for one in found] == [stop.notes.en for stop in story.stop]
        figures = [[name for name in stop.figures if atlas.index[name].listed] for stop in story.stop]
        assert [[fact.id for fact in one.figures] for one in found] == figures
        assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_the_camera_holds_what_is_looked_at(atlas):
    for one in sheets(atlas):
        if one.zoom:
            continue
        view = frame(atlas, one, *SIZE)
        west, south, east, north = view.bounds()
        names = [one.view.selected] if one.view.selected in atlas.geometry else one.view.clusters or ["district"]
        record = atlas.index.get(one.view.selected)
        held = (
            [Point(record.lon, record.lat)]
            if getattr(record, "lon", None)
            else [shape(atlas.geometry[n]) for n in names]
        )
        for left, low, right, high in (one.bounds for one in held):
            assert west < left <= right < east
            assert south < low <= high < north


def test_a_degree_of_longitude_is_as_long_as_it_is_on_the_ground(atlas):
    view = frame(atlas, sheet.of_view(atlas, View(), ()), *SIZE)
    (lon, lat), (x, y) = view.centre, view.px(*view.centre)
    for bearing in (0, 45, 90):
        there = GEOD.fwd(lon, lat, bearing, 5000)
        across, up = view.px(there[0], there[1])
        length = ((across - x) ** 2 + (up - y) ** 2) ** 0.5
        assert length * view.metres(1) == pytest.approx(5000, rel=0.005)


def test_the_scale_bar_is_a_round_length_on_the_ground(atlas):
    for one in (sheet.of_view(atlas, view, ()) for view in views(atlas)):
        view = frame(atlas, one, *SIZE)
        metres, long = bar(view)
        assert str(metres).rstrip("0") in {"1", "2", "3", "5"}
        assert BAR / 2.1 < long <= BAR
        (lon, lat), east = view.centre, view.scale[0]
        assert GEOD.inv(lon, lat, lon + long / east, lat)[2] == pytest.approx(metres, rel=0.001)


def test_the_circle_of_error_has_true_metres(atlas):
    place = max((place for place in atlas.places if place.error_m), key=lambda place: place.error_m)
    for lon, lat in circle(place).exterior.coords:
        assert GEOD.inv(place.lon, place.lat, lon, lat)[2] == pytest.approx(place.error_m, rel=1e-6)


def names_of(atlas, one, size):
    view = frame(atlas, one, *size)
    taken = corner(atlas, one, view).taken
    return view, taken, placed(atlas, one, view, taken)


def test_names_never_touch(atlas):
    for one in sheets(atlas):
        view, taken, found = names_of(atlas, one, SIZE)
        assert len({name.name.id for name in found}) == len(found)
        for a, b in combinations([*taken, *(name.box for name in found)], 2):
            assert a.r <= b.x or b.r <= a.x or a.b <= b.y or b.b <= a.y
        for name in found:
            assert 0 <= name.box.x < name.box.r <= view.width
            assert 0 <= name.box.y < name.box.b <= view.height


@pytest.mark.parametrize("size", [(1100, 680), SIZE, (640, 480)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_lies_on_the_symbol_of_another_place_and_every_hub_is_named(atlas, lang, size):
    one = sheet.of_view(atlas, View(lang=lang), ())
    view, _, found = names_of(atlas, one, size)
    names = {name.name.id: name for name in found}
    for place in (place for place in marked(atlas, one, view) if place.lon is not None):
        disc = Point(view.px(place.lon, place.lat)).buffer(radius(place.look, view))
        over = [n.name.text for n in found if not n.name.number and rectangle(*box_of(n)).intersects(disc)]
        assert set(over) <= {place.name[lang]}, place.id
        if place.kind == "hub":
            end = names[place.id].leader
            assert end is None or Point(end).distance(disc) <= 4.5, place.id  # the gap of a name


def box_of(name):
    return name.box.x, name.box.y, name.box.r, name.box.b


@pytest.mark.parametrize("size", [(1100, 680), SIZE, (640, 480), (390, 560), (356, 200), (300, 168)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cluster_is_named_at_every_size_and_its_name_leads_to_it(atlas, lang, size):
    view, _, found = names_of(atlas, sheet.of_view(atlas, View(lang=lang), ()), size)
    named = {one.name.id: one for one in found if one.name.number}
    assert {name: one.name.text for name, one in named.items()} == {c.id: c.short[lang] for c in atlas.clusters}
    for name, one in named.items():
        disc = (one.box.x + DISC * (one.box.b - one.box.y), (one.box.y + one.box.b) / 2)
        assert view.pixels(shape(atlas.geometry[name])).contains(Point(one.leader or disc)), name
    for a, b in combinations([one.box for one in named.values()], 2):
        assert not a.near(b, 0, 0)


def test_a_filter_moves_no_name(atlas):
    every = sheet.of_view(atlas, View(), ())
    none = sheet.of_view(atlas, View(hidden=tuple(style.KINDS)), ())
    boxes = [{n.name.id: n.box for n in names_of(atlas, one, SIZE)[2] if n.name.number} for one in (every, none)]
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("hidden", [(), ("school",)])
def test_what_is_selected_is_named_also_where_the_filter_hides_it(atlas, hidden):
    place = next(place for place in atlas.places if place.kind == "school" and place.lon is not None)
    view = View(selected=place.id, hidden=hidden)
    assert place.id in {name.name.id for name in names_of(atlas, sheet.of_view(atlas, view, ()), SIZE)[2]}


def test_rivers_and_stations_are_named_after_the_places(atlas):
    wide = names_of(atlas, sheet.of_view(atlas, View(), ()), (1100, 680))
    assert wide[0].zoom < 12.2
    rivers = {name.name.id for name in wide[2] if name.name.id.startswith("name-river")}
    assert rivers <= {"name-river-yongding", "name-river-liangshui"}
    hubs = {place.id for place in atlas.places if place.kind == "hub" and place.lon is not None}
    order = [name.name.id for name in wide[2]]
    assert hubs <= set(order)
    assert max(order.index(hub) for hub in hubs) < min(order.index(river) for river in rivers)


def test_few_clusters_are_shown_small_in_the_district_where_they_leave_a_corner_free(atlas):
    for clusters in ((), ("lize",), ("hexi",), ("lize", "hexi"), tuple(c.id for c in atlas.clusters)):
        one = sheet.of_view(atlas, View(clusters=clusters), ())
        view = frame(atlas, one, 1100, 680)
        found = locator_box(atlas, one, view)
        assert (found is not None) == (0 < len(clusters) <= FEW_CLUSTERS)
        if found:
            areas = [view.pixels(shape(atlas.geometry[name])) for name in clusters]
            assert not any(area.intersects(rectangle(found.x, found.y, found.r, found.b)) for area in areas)
            inner = locator_frame(atlas, (found.r - found.x, found.b - found.y))
            whole = inner.pixels(shape(atlas.geometry["district"]))
            assert rectangle(0, 0, inner.width, inner.height).contains(whole)


def test_clusters_have_the_colours_of_the_screen_and_the_filter_greys_the_others(atlas):
    shown, left_out = atlas.clusters[6], atlas.clusters[0]
    empty = tuple(kind for kind in style.KINDS if kind != "market")
    for view, cluster, fill, share in (
        (View(hidden=empty), left_out, style.CLUSTERS[0], 1),
        (
            View(hidden=empty, clusters=(shown.id, atlas.clusters[1].id)),
            atlas.clusters[7],
            style.FILL_QUIET["fillColor"],
            style.FILL_QUIET["fillOpacity"],
        ),
    ):
        one = sheet.of_view(atlas, view, ())
        expected = mixed(fill, style.PAPER, share)
        area = shape(atlas.geometry[cluster.id])
        west, south, east, north = area.bounds
        inside = [
            (west + (east - west) * i / 12, south + (north - south) * j / 12)
            for i in range(1, 12)
            for j in range(1, 12)
        ]
        found = colours_at(atlas, one, [point for point in inside if area.contains(Point(point))])
        assert sum(max(abs(a - b) for a, b in zip(colour, expected, strict=True)) <= 2 for colour in found) >= 3


def test_the_ground_goes_to_the_edge_and_no_further(atlas):
    one = sheet.of_view(atlas, View(hidden=tuple(style.KINDS)), ())
    picture = Image.open(BytesIO(map_picture(atlas, one, size=(1100, 680), scale=1))).convert("RGB")
    paper_colour = tuple(int(part, 16) for part in bytes_of(style.PAPER))
    for edge in ([(x, 6) for x in range(1100)], [(6, y) for y in range(600)], [(1094, y) for y in range(600)]):
        assert sum(picture.getpixel(at) != paper_colour for at in edge) > 10  # roads, waters, lines
    tall = Image.open(BytesIO(map_picture(atlas, one, size=(390, 844), scale=1))).convert("RGB")
    assert {tall.getpixel((x, 3)) for x in range(5, 385)} == {paper_colour}  # beyond the ground, without an edge


def test_a_symbol_says_what_exists_what_is_built_and_what_is_planned(atlas):
    place = next(place for place in atlas.places if place.kind == "hub")
    look = style.KINDS["hub"]
    looks = {
        status: mark_of(place.model_copy(update={"status": status}))
        for status in ("existing", "under-construction", "planned", "unknown")
    }
    assert {status: (mark.fill, mark.ink, bool(mark.dash)) for status, mark in looks.items()} == {
        "existing": (look.colour, "#ffffff", False),
        "under-construction": ("#ffffff", look.colour, False),
        "planned": ("#ffffff", look.colour, True),
        "unknown": ("#ffffff", look.colour, True),
    }
    assert {mark.path for mark in looks.values()} == {look.path}
    assert mark_of(place, "planned") == looks["planned"]
    assert mark_of(place.model_copy(update={"kind": "no-such-kind"})).path == style.OTHER.path


def test_a_symbol_stands_where_its_place_is(atlas):
    hub = next(place for place in atlas.places if place.kind == "hub" and place.status == "existing")
    one = sheet.of_view(atlas, View(), ("hub",))
    view = frame(atlas, one, *SIZE)
    degrees = radius("hub", view) / view.scale[0]
    found = colours_at(atlas, one, [(hub.lon + side * 0.7 * degrees, hub.lat) for side in (1, -1)])
    colour = tuple(int(part, 16) for part in bytes_of(style.KINDS["hub"].colour))
    assert found == [colour, colour]
    assert style.grown(9) == 0.7 < style.grown(12) < style.grown(12.5) == 1 < style.grown(18) == 1.35


def test_the_font_has_every_word_of_the_atlas(atlas):
    words = [words.pattern(key) for words in atlas.words.values() for key in sorted(words.keys())]
    names = [atlas.name(name, lang) for name in atlas.index for lang in LANGUAGES]
    assert fonts.ABSENT not in "".join(
        fonts.printable(text) for text in (*words, *names, *(fact.quote for fact in atlas.facts))
    )


def test_a_sign_that_the_font_has_not_is_marked():
    assert fonts.printable("丰台\U0001f600\n路") == f"丰台{fonts.ABSENT} 路"


def test_glyphs_come_from_the_package_and_not_from_the_machine(atlas, monkeypatch):
    one = sheet.of_view(atlas, View(), ("hub",))
    before = map_picture(atlas, one, size=SIZE, scale=1)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager.fontManager, "afmlist", [])
    font_manager.fontManager._findfont_cached.cache_clear()
    assert map_picture(atlas, one, size=SIZE, scale=1) == before
    assert get_font(fonts.PATH).family_name == "Noto Sans SC"


def test_lines_fit_and_lose_nothing():
    text = "以“五气”连枝助推丰台倍增发展，打好 Doubling Plan 与伙伴计划的“配合战”。" * 4
    lines = fonts.wrapped(text, 14, 300)
    assert len(lines) > 3
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(fonts.width(line, 14) <= 300 + 14 for line in lines)  # a closing sign may hang
    assert not [line for line in lines if line[0] in fonts.NOT_FIRST]


def test_text_is_text_and_never_a_formula(atlas):
    hostile = r"$\nosuch{$ <b>${x}$ \alpha_"  # as a formula it would be refused
    place = next(place for place in atlas.places if place.kind == "hub")
    changed = place.model_copy(update={"name": Text(zh=hostile, en=hostile)})
    other = atlas.model_copy(update={"places": tuple(changed if one is place else one for one in atlas.places)})
    vars(other).pop("index", None)  # the copy's own, not the one it was copied with
    one = sheet.of_view(other, View(selected=place.id), ("hub",))
    assert one.title == hostile
    assert hostile in words_drawn(map_picture(other, one, "svg", SIZE))


def words_drawn(svg):
    """The texts of an SVG: matplotlib writes each as a comment above its glyphs."""
    return [unescape(text) for text in re.findall(r"<!-- (.*?) -->", svg.decode("utf-8"))]


def test_a_picture_is_a_drawing_too(atlas):
    one = sheet.of_view(atlas, View(), ("hub",))
    svg = map_picture(atlas, one, "svg", SIZE)
    assert ET.fromstring(svg).get("viewBox") == f"0 0 {SIZE[0] * 0.75:g} {SIZE[1] * 0.75:g}"  # noqa: S314  # our own
    drawn = words_drawn(svg)
    for text in (
        atlas.words["zh"]("map.sketch"),
        atlas.words["zh"]("export.map-source"),
        atlas.words["zh"]("map.legend"),
        "北京西站",
    ):
        assert text in drawn
    assert b"<image" not in svg
    assert map_picture(atlas, one, "pdf", SIZE).startswith(b"%PDF")


def test_every_legend_names_the_kinds_in_the_order_of_the_one_beside_the_map(atlas):
    beside = [kind["id"] for kind in book(atlas, "zh")["kinds"]]
    (row,) = legend.rows(atlas, sheet.of_view(atlas, View(), ()), {*beside}, 1e9)
    assert [item.key for item in row] == beside
    assert list(config(atlas, {})["kinds"])[: len(beside)] == beside


def test_the_approval_number_stands_at_the_lower_left(atlas):
    outline = atlas.outline.model_copy(update={"approval_number": "京S（2023）001号"})
    approved = atlas.model_copy(update={"outline": outline})
    one = sheet.of_view(approved, View(), ())
    view = frame(approved, one, *SIZE)
    found = corner(approved, one, view)
    assert "京S（2023）001号" in found.sketch
    assert "京S" not in corner(atlas, one, view).sketch
    assert found.note.r < view.width / 2 < view.width - found.note.x
    assert found.note.y > view.height * 0.8
