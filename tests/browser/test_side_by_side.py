"""Comparing: the filter's clusters side by side, with small maps at one scale, and a link that opens the same."""

import base64
import re

from playwright.sync_api import expect

from tests.browser.reader import Reader

CELLS = "all => all.map(row => [...row.children].map(cell => cell.querySelector('b')?.textContent ?? cell.textContent))"


def rows(reader):
    return reader.page.locator(".ft-compare tbody tr").evaluate_all(CELLS)


def test_two_clusters_stand_side_by_side_and_the_link_opens_the_same(reader, atlas, page):
    one, other = atlas.index["lize"], atlas.index["hexi"]
    words = atlas.words["zh"]
    reader.open("compare")
    expect(page.locator(".ft-compare thead th")).to_have_count(1 + len(atlas.clusters))
    expect(page.get_by_text(words("compare.choose"))).to_be_visible()
    for cluster in (one, other):
        reader.pill("w-clusters", f"{cluster.order} {cluster.name.zh}").click()
        reader.until("state.clusters.includes(value)", cluster.id)
    expect(page.locator(".ft-compare thead th")).to_have_count(3)
    expect(page.get_by_text(words("compare.choose"))).to_have_count(0)
    table = rows(reader)
    assert table[0][1:] == [words("compare.area", n=f"{cluster.area_km2:.1f}") for cluster in (one, other)]
    assert table[1][1:] == [str(len(cluster.streets)) for cluster in (one, other)]
    hows = page.locator(".ft-compare tbody th small").all_inner_texts()
    assert len(hows) == len(table)
    assert all(hows)
    again = Reader(page, reader.address).open("compare", **reader.query)
    assert rows(again) == table


def test_the_small_maps_are_pictures_at_one_scale(reader, page):
    reader.open("compare", clusters="lize,hexi,xinfadi")
    pictures = page.locator(".ft-compare thead img")
    expect(pictures).to_have_count(3)
    bars = set()
    for picture in pictures.all():
        assert picture.evaluate("image => image.complete && image.naturalWidth") == 200
        drawn = base64.b64decode(picture.get_attribute("src").split(",")[1]).decode()
        bars.add(re.search(r"v5h([0-9.]+)v-5", drawn).group(1))
        assert drawn.count("<path") > 2
    assert len(bars) == 1
