"""The map as text: all that the map shows, in order, for a keyboard and a screen reader."""

import re

from playwright.sync_api import expect

ROWS = "all => all.map(row => [row.dataset.twin, ...[...row.children].slice(1).map(cell => cell.textContent)])"
FOCUS = "document.activeElement.closest('.ft-twin') !== null"


def rows(reader):
    return reader.page.locator(".ft-twin tbody tr").evaluate_all(ROWS)


def metres(text):
    number, unit = re.fullmatch(r"([0-9.]+) (米|公里)", text).groups()
    return float(number) * (1000 if unit == "公里" else 1)


def test_the_text_holds_what_the_map_shows_nearest_first(reader, atlas):
    reader.open(clusters="lize,xinfadi", selected="beijing-west-railway-station")
    state, told = reader.state(), rows(reader)
    nowhere = {place.id for place in atlas.places if place.lon is None}
    assert {row[0] for row in told} == {*state["shown"], *state["clusters"], *nowhere}
    away = [metres(row[6]) for row in told if row[0] not in nowhere]
    assert away == sorted(away)
    assert told[0][0] == "beijing-west-railway-station"
    assert {row[0] for row in told[-len(nowhere) :]} == nowhere


def test_the_text_is_reached_and_opened_by_keyboard(reader, page):
    reader.open("hubs")
    summary = page.locator(".ft-twin summary")
    page.locator(".ft-headline").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS):
            break
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ft-twin table")).to_be_visible()


def test_a_talk_has_its_text_too_and_a_figure_opens_by_keyboard(reader, page, atlas):
    stop = atlas.stories[0].stop[2]
    reader.open("present", story=atlas.stories[0].id, stop="3")
    assert {row[0] for row in rows(reader)} >= set(stop.clusters)
    figure = page.locator(".ft-stop details").first
    page.keyboard.press("Tab")
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(figure.locator("blockquote")).to_be_visible()
    expect(figure.locator(".ft-answer")).to_contain_text(atlas.index[stop.figures[0]].locator)
    assert reader.query["stop"] == "3"
    page.keyboard.press("PageDown")
    reader.until("state.talk.stop === 4")
