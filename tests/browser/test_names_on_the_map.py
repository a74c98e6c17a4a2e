"""A name on the map lies on no symbol but its own, however large the window; clusters and hubs are always named."""

import pytest

from fengtai_map.i18n import LANGUAGES
from tests.browser.reader import FRAME
from tests.every import once

pytestmark = pytest.mark.reads

LARGE = ((1366, 768), (1440, 900), (1920, 1080))
PHONE = (390, 844)
FARTHER_IN = 13  # a zoom at which nearly everything is named
# Names that stand on the disc of another point, with it. Those of clusters stand always: they may.
COVERING = """() => {
    ft.labels.now();
    const frame = ft.map.getContainer().getBoundingClientRect();
    const symbols = [...ft.items.values()].filter((item) => item.role === "point" && item.shown);
    const names = [...document.querySelectorAll(".ft-label:not(.cluster)")].filter((one) => one.checkVisibility());
    return names.flatMap((name) => {
        const box = name.getBoundingClientRect();
        const far = ({ layer }) => {
            const { x, y } = ft.map.latLngToContainerPoint(layer.getLatLng());
            const right = Math.max(box.left - frame.left - x, 0, x - box.right + frame.left);
            return Math.hypot(right, Math.max(box.top - frame.top - y, 0, y - box.bottom + frame.top));
        };
        return symbols.filter((item) => far(item) < item.layer.getRadius()).map((item) => [name.textContent, item.id]);
    });
}"""


def sized(reader, width, height):
    reader.page.set_viewport_size({"width": width, "height": height})
    there = f"ft.map.getSize().x === innerWidth && parent.innerWidth === {width}"
    reader.map.wait_for_function(there)


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_no_name_lies_on_the_symbol_of_another_place_and_clusters_and_hubs_are_named(reader, atlas, lang):
    clusters = {cluster.id for cluster in atlas.clusters}
    hubs = {place.id for place in atlas.places if place.kind == "hub" and place.lon is not None}
    reader.open(lang=lang)
    reader.map.evaluate("ft.camera.home()")
    for size in (*LARGE, PHONE):
        sized(reader, *size)
        assert reader.map.evaluate(COVERING) == [], size
        wanted = clusters if size == PHONE else clusters | hubs  # hubs wherever the map is large
        assert wanted <= set(reader.map.evaluate("() => (ft.labels.now(), ft.labels.placed())")), size


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_nor_does_it_farther_in_where_most_are_named(reader, lang):
    reader.open(lang=lang)
    reader.map.evaluate("zoom => { ft.map.setView(ft.map.getCenter(), zoom, { animate: false }); }", FARTHER_IN)
    assert reader.map.evaluate(COVERING) == []
    reader.map.evaluate("ft.camera.home()")  # the next reader of this tab finds the map where it was


def test_what_is_selected_has_its_name_also_where_the_filter_hides_it(reader):
    reader.open("overview", clusters="hexi", selected="beijing-fengtai-railway-station")
    reader.until("!state.shown.includes(value) && state.labels.includes(value)", "beijing-fengtai-railway-station")


# Numbers of clusters that stand on the ground of another.
ASTRAY = """() => {
    ft.labels.now();
    const frame = ft.map.getContainer().getBoundingClientRect();
    const clusters = [...ft.items.values()].filter((item) => item.role === "cluster");
    const discs = [...document.querySelectorAll(".ft-label.cluster > b")].filter((one) => one.checkVisibility());
    return [discs.length, discs.flatMap((one) => {
        const { left, top, width, height } = one.getBoundingClientRect(), number = one.textContent;
        const at = ft.map.containerPointToLatLng([left + width / 2 - frame.left, top + height / 2 - frame.top]);
        const on = clusters.filter((item) => ft.inside(at, item) && String(item.order) !== number);
        return on.map((item) => [number, item.id]);
    })];
}"""


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_in_a_talk_the_number_of_a_cluster_stands_on_the_ground_of_no_other(reader, atlas, lang):
    for size in ((1366, 768), (1920, 1080)):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        for stop in (1, 2):
            reader.open("present", story="district", stop=stop, lang=lang)
            reader.until("state.talk && state.shown.length > 0")
            assert reader.map.evaluate(ASTRAY) == [len(atlas.clusters), []], (size, stop)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_names_of_districts_are_spaced_as_their_language_is(reader, lang):
    reader.open(lang=lang)
    name = reader.map.locator(".ft-label.district >> visible=true").first  # those of the other language are hidden
    name.wait_for()
    spaced = name.evaluate(
        "one => parseFloat(getComputedStyle(one).letterSpacing) / parseFloat(getComputedStyle(one).fontSize)"
    )
    assert round(spaced, 2) == {"zh": 0.42, "en": 0.12}[lang]


LOOKED_AT = [116.29, 39.85]  # a point of a file that somebody looks through
SHOWN = "at => { const before = ft.state; ft.show({ ...before, preview: [{ what: 'added', at }] }); return before; }"
NAMED_OVER = """([lon, lat]) => {
    if (ft.map.getZoom() < 14 || ft.map._animatingZoom) return false;
    ft.labels.now();
    const frame = ft.map.getContainer().getBoundingClientRect(), { x, y } = ft.map.latLngToContainerPoint([lat, lon]);
    const names = [...document.querySelectorAll(".ft-label")].filter((one) => one.checkVisibility());
    return { over: names.filter((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return left - frame.left < x && x < right - frame.left && top - frame.top < y && y < bottom - frame.top;
    }).map((one) => one.textContent) };
}"""


def test_no_name_lies_on_a_point_of_a_file_that_is_looked_through(reader):
    reader.open()
    before = reader.map.evaluate(SHOWN, LOOKED_AT)
    found = reader.map.wait_for_function(NAMED_OVER, arg=LOOKED_AT).json_value()
    reader.map.evaluate("before => ft.show(before)", before)  # the next reader of this tab finds the map as it was
    assert found["over"] == []


LINES_TO_CLUSTERS = """() => {
    ft.camera.home();
    ft.labels.now();
    return document.querySelectorAll(".leaflet-pane svg[aria-hidden] > circle").length;
}"""


def test_english_names_stand_in_their_clusters_a_little_smaller_rather_than_beside_them_with_lines(reader):
    for page, size in (("overview", (1440, 900)), ("figures", (1920, 1080))):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        reader.open(page, lang="en")
        assert reader.map.evaluate(LINES_TO_CLUSTERS) == 0, page


def test_what_the_map_says_of_itself_stands_on_a_ground_of_its_own(reader):
    """A symbol may lie there: it is not read together with the words."""
    reader.open(selected="lize")
    for one in (".ft-sketch", ".leaflet-control-scale-line", ".leaflet-control-attribution"):
        ground = reader.map.locator(one).evaluate("box => getComputedStyle(box).backgroundColor")
        assert float(ground.split(",")[3].strip(" )")) >= 0.7, one
    for size in ((1366, 768), (390, 844)):  # nor does one lie on the other
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        reader.open(lang="en")
        said, credit = (reader.page.frame_locator(FRAME).locator(one).bounding_box()
                        for one in (".ft-sketch", ".leaflet-control-attribution"))  # fmt: skip
        beside = said["x"] + said["width"] <= credit["x"]
        assert beside or said["y"] + said["height"] <= credit["y"], size


# Names that stand on a button, the scale or the credit.
ON_A_CONTROL = """() => {
    const boxes = (what) => [...document.querySelectorAll(what)].filter((one) => one.checkVisibility());
    const controls = boxes(".leaflet-control").map((one) => one.getBoundingClientRect()).filter((box) => box.width);
    return boxes(".ft-label").filter((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return controls.some((box) => left < box.right && box.left < right && top < box.bottom && box.top < bottom);
    }).map((one) => one.textContent);
}"""


@pytest.mark.parametrize("reads", [False])
def test_no_name_lies_on_a_button_where_the_map_gets_its_style_late(reader):
    late = []
    reader.page.route("**/leaflet.css", lambda asked: late.append(asked))  # noqa: PLW0108  # it is looked into
    reader.page.set_viewport_size({"width": 1366, "height": 768})
    reader.open(lang="en", selected="lize-city-air-terminal")  # its names are there
    assert reader.map.evaluate(ON_A_CONTROL)
    late[0].continue_()
    reader.map.wait_for_function(f"() => !({ON_A_CONTROL})().length")
