"""Lines, areas, columns and pictures of an office: drawn, pressed, filtered and named on the map."""

import io
import json

import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import expect

from fengtai_map.i18n import Text
from fengtai_map.model import UserKind
from fengtai_map.user_points.photos import small
from tests.browser.reader import Reader, reload
from tests.user_points import draft, point

pytestmark = pytest.mark.reads

LINE = {"type": "LineString", "coordinates": [[116.25, 39.83], [116.36, 39.83], [116.42, 39.835]]}
AREA = {"type": "Polygon", "coordinates": [[[116.2, 39.84], [116.22, 39.84], [116.22, 39.86], [116.2, 39.84]]]}
LANE = UserKind(id="own-lane", name=Text(zh="滨水步道", en="Waterside path"), symbol="green-space")
BUILDING = UserKind(id="own-building", name=Text(zh="楼宇载体", en="Office building"), symbol="business-park")
ROWS = [("园林局", "1200", "2008"), ("园林局", "300", "2015"), ("投促中心", "4500", "2021"), ("投促中心", "", "2021")]
HEADS = ("责任单位", "可租面积", "建成年份")
HTML = "<b>不是标签</b>"
# A point of the line where no symbol is near and nothing of the page lies above the map.
FREE = """(line) => {
    const own = window.frameElement, box = own.getBoundingClientRect();
    for (let n = 0; n < line.length - 1; n += 1) for (let part = 0; part < 1; part += 0.02) {
        const [lon, lat] = [0, 1].map((axis) => line[n][axis] * (1 - part) + line[n + 1][axis] * part);
        const { x, y } = ft.map.latLngToContainerPoint([lat, lon]);
        const clear = ftState().shown.every((id) => Math.hypot(ftWhere(id).x - x, ftWhere(id).y - y) > 25);
        const canvas = document.elementFromPoint(x, y)?.tagName === "CANVAS";
        if (clear && canvas && parent.document.elementFromPoint(box.x + x, box.y + y) === own) return [x, y];
    }
    return null;
}"""


def shaped(id_, geometry, **values):
    at = shapely.from_geojson(json.dumps(geometry)).representative_point()
    return point(id_, shape=json.dumps(geometry), lon=round(at.x, 6), lat=round(at.y, 6), **values)


def picture():
    raw = np.full((60, 90, 3), (200, 60, 40), dtype=np.uint8)
    packed = io.BytesIO()
    Image.fromarray(raw).save(packed, "PNG")
    return small(packed.getvalue())


@pytest.fixture(scope="module")
def shapes(office):
    """The address of an office with a greenway, a site, and buildings that have columns of their own."""
    address, store = office
    name, content = picture()
    buildings = [
        point(
            f"own-b{n}",
            name=Text(zh=f"楼宇{n}", en=f"Building {n}"),
            kind=BUILDING.id,
            lon=116.3 + n / 200,
            lat=39.87,
            list="楼宇",
            fields=tuple((head, said) for head, said in zip(HEADS, row, strict=True) if said),
        )
        for n, row in enumerate(ROWS)
    ]
    lane = shaped(
        "own-lane-1", LINE, name=Text(zh="试造绿道", en="Invented way"), kind=LANE.id, photos=(name,), note=HTML
    )
    site = shaped(
        "own-site-1", AREA, name=Text(zh="试造地块", en="Invented site"), kind="renewal-area", status="planned"
    )
    drawn = draft(added=[lane, site, *buildings], kinds=[LANE, BUILDING], photos={name: content})
    store.apply(drawn, store.version())
    return address


@pytest.fixture
def reader(page, shapes):
    return Reader(page, shapes, stays=True)


def shown(reader):
    return set(reader.state()["shown"])


def test_a_line_is_pressed_described_and_filtered_by_each_cluster_it_passes(reader, atlas):
    reader.open(lang="zh")
    assert {"own-lane-1", "own-site-1", "own-b0"} <= shown(reader)
    at = reader.map.evaluate(FREE, LINE["coordinates"])
    assert at, "no point of the line is free"
    reader.click(*at)
    reader.selects("own-lane-1")
    card = reader.page.locator("article.ft-card[data-id='own-lane-1']")
    for said in ("滨水步道", atlas.words["zh"]("place.length"), atlas.words["zh"]("place.passes"), HTML):
        expect(card).to_contain_text(said)
    assert card.locator("b", has_text="不是标签").count() == 0
    photo = card.locator(".ft-photos img")
    expect(photo).to_be_visible()
    reader.page.wait_for_function("image => image.complete && image.naturalWidth === 90", arg=photo.element_handle())
    passes = reader.map.evaluate("ft.items.get('own-lane-1').passes")
    assert len(passes) > 1
    for cluster in (passes[-1], next(one.id for one in atlas.clusters if one.id not in passes)):
        reader.open(lang="zh", clusters=cluster)
        assert ("own-lane-1" in shown(reader)) == (cluster in passes)


def test_the_office_s_columns_filter_its_records_and_stand_in_the_address(reader):
    reader.open(lang="zh")
    filters = reader.page.locator(".ft-facets")
    filters.get_by_role("button", name="园林局").click()
    reader.until("!state.shown.includes('own-b2')")
    assert {"own-b0", "own-b1", "own-lane-1"} <= shown(reader)
    assert "where" in reader.query
    low = filters.locator("input[data-head='可租面积']").first
    low.fill("1000")
    low.press("Enter")
    reader.until("!state.shown.includes('own-b1')")
    assert "own-b0" in shown(reader)
    reload(reader.page)
    reader.until("state.ready && state.shown.includes('own-b0') && !state.shown.includes('own-b1')")
    assert not {"own-b1", "own-b2", "own-b3"} & shown(reader)
