"""The map as text: all that the map shows, in order, for a keyboard and a screen reader."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.reads

ROWS = "all => all.map(row => [row.dataset.id, ...[...row.children].slice(1).map(cell => cell.textContent)])"
FOCUS = "document.activeElement.closest('.ft-maptext') !== null"


def rows(reader):
    reader.panel(".ft-maptext tbody tr").first.wait_for(state="attached")
    return reader.panel(".ft-maptext tbody tr").evaluate_all(ROWS)


def metres(text):
    number, unit = re.fullmatch(r"([0-9.]+)\u00a0(米|公里)", text).groups()
    return float(number) * (1000 if unit == "公里" else 1)


def test_the_text_holds_what_the_map_shows_nearest_first_and_follows_the_filter(reader, atlas):
    reader.open(selected="beijing-west-railway-station")
    if reader.panel(".ft-maptext").get_attribute("open") is None:  # this tab may have it unfolded
        reader.panel(".ft-maptext summary").click()
    state, listed = reader.state(), rows(reader)
    nowhere = {place.id for place in atlas.places if place.lon is None}
    clusters = {cluster.id for cluster in atlas.clusters}
    assert {row[0] for row in listed} == {*state["shown"], *clusters, *nowhere}
    away = [metres(row[6]) for row in listed if row[0] not in nowhere]
    assert away == sorted(away)
    assert listed[0][0] == "beijing-west-railway-station"
    assert {row[0] for row in listed[-len(nowhere) :]} == nowhere
    reader.press("xinfadi")
    shown = reader.until("state.clusters.length === 1")["shown"]
    expect(reader.panel(".ft-maptext tbody tr")).to_have_count(len(shown) + 1)
    assert {row[0] for row in rows(reader)} == {*shown, "xinfadi"}


def test_the_text_is_reached_and_opened_by_keyboard_and_its_rows_select(reader, page):
    reader.open("hubs")
    page.locator(".ft-panel").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS):
            break
    expect(page.locator(".ft-maptext summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ft-maptext table")).to_be_visible()
    first = reader.panel(".ft-maptext tbody button").nth(3)
    name = first.get_attribute("data-id")
    first.press("Enter")
    reader.selects(name)


def test_a_talk_is_text_too_and_a_figure_opens_by_keyboard(reader, page, atlas):
    stop = atlas.stories[0].stop[2]
    reader.open("present", story=atlas.stories[0].id, stop="3")
    talk = page.locator(".ft-telling")
    expect(talk.locator("h1")).to_have_text(stop.headline.zh)
    for cluster in stop.clusters:
        expect(talk).to_contain_text(atlas.index[cluster].name.zh)
    figure = talk.locator("details[data-fact]").first
    page.keyboard.press("Tab")
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(figure.locator("blockquote")).to_be_visible()
    name = figure.get_attribute("data-fact")
    assert name in stop.figures
    expect(figure).to_contain_text(atlas.index[name].quote)
    assert reader.query["stop"] == "3"
    page.keyboard.press("PageDown")
    reader.until("state.talk.stop === 4")
