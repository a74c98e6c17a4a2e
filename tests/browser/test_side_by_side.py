"""Comparing: the filter's clusters side by side, with small maps at one scale, and a link that opens the same."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.reads

CELLS = """all => all.map(row => [...row.children].filter(cell => cell.checkVisibility()).map(
    cell => cell.querySelector('b')?.textContent ?? cell.textContent))"""
HEADS = ".ft-compared thead th[data-cluster]"


def rows(reader):
    return reader.panel(".ft-compared tbody tr").evaluate_all(CELLS)


def test_two_clusters_stand_side_by_side_and_the_link_opens_the_same(reader, atlas, page):
    one, other = atlas.index["lize"], atlas.index["hexi"]
    words = atlas.words["zh"]
    reader.open("compare")
    assert reader.listed(HEADS, "cluster") == [cluster.id for cluster in atlas.clusters]
    advice = page.get_by_text(words("compare.choose"))
    expect(advice).to_be_visible()
    reader.press(other.id, one.id)
    assert reader.listed(HEADS, "cluster") == [one.id, other.id]
    expect(advice).to_be_hidden()
    table = rows(reader)
    assert table[0][1:] == [f"{cluster.area_km2:.1f}{unit(words)}" for cluster in (one, other)]
    assert table[1][1:] == [str(len(cluster.subdistricts)) for cluster in (one, other)]
    hows = page.locator(".ft-compared tbody th small").all_inner_texts()
    assert len(hows) == len(table)
    assert all(hows)
    page.reload()
    reader.settle()
    assert rows(reader) == table


def unit(words):
    """The unit of the first measure, which stands behind its number."""
    return words.pattern("compare.area").replace("{n}", "").strip()


def test_the_small_maps_are_pictures_at_one_scale(reader, page):
    reader.open("compare", clusters="lize,hexi,xinfadi")
    pictures = page.locator(f"{HEADS} img:visible")
    expect(pictures).to_have_count(3)
    bars = set()
    for picture in pictures.all():
        assert picture.evaluate("image => image.complete && image.naturalWidth") == 200
        drawn = unquote(picture.get_attribute("src").split(",", 1)[1])
        bars.add(re.search(r"v5h([0-9.]+)v-5", drawn).group(1))
        assert drawn.count("<path") > 2
    assert len(bars) == 1
