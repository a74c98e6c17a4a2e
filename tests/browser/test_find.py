"""Asking the map: what is typed is answered while it is typed, and a result is shown or opened."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.reads

ASKED = {  # as typed -> what is meant
    "beijingnanzhan": "beijing-south-railway-station",
    "Xinfadi Market": "xinfadi-market",
    "北京师范大学实验中学丰台学校": "bnu-experimental-fengtai-school",
    "新发低市场": "xinfadi-market",
}


def ask(reader, text):
    field = reader.page.locator(".ft-find input")
    field.click()
    field.fill("")
    field.press_sequentially(text)
    return field


def found(reader):
    return reader.page.locator(".ft-found [role=option]")


def test_a_place_is_found_as_people_type_it_and_selected(reader, atlas):
    reader.open()
    for text, name in ASKED.items():
        field = ask(reader, text)
        reader.page.wait_for_function("text => new URLSearchParams(location.search).get('ask') === text", arg=text)
        found(reader).and_(reader.page.locator(f"[data-id={name}]")).click()
        if atlas.index[name].lon is not None:
            reader.selects(name)
        assert reader.query == {"selected": name}
        expect(reader.page.locator(f".ft-card[data-id={name}] h1")).to_have_text(atlas.index[name].name.zh)
        expect(field).to_have_value("")


def test_a_result_is_reached_without_a_mouse(reader):
    reader.open()
    field = ask(reader, "xinfadishichang")
    expect(found(reader).first).to_contain_text("新发地市场")
    field.press("Enter")  # takes the first result
    reader.selects("xinfadi-market")
    field = ask(reader, "丽泽")
    second = found(reader).nth(1)
    expect(second).to_be_visible()
    for _ in range(2):
        reader.page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    name = second.get_attribute("data-id")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("name => ftView().view.selected === name", arg=name)
    field = ask(reader, "丽泽")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_keys_that_write_a_chinese_word_choose_nothing(reader):
    reader.open()
    field = ask(reader, "xinfadishichang")
    for key in ("Enter", "ArrowDown", "Escape"):  # as a macOS browser says them while an input method writes
        told = {"key": key, "isComposing": True, "bubbles": True, "cancelable": True}
        assert field.evaluate("(field, told) => field.dispatchEvent(new KeyboardEvent('keydown', told))", told)
        expect(field).to_be_focused()
        expect(field).to_have_value("xinfadishichang")
    field.press("Enter")
    reader.selects("xinfadi-market")


def test_what_the_filter_hides_is_shown_when_it_is_asked_for(reader, atlas):
    reader.open("hubs", clusters="lize", without="planned", hidden="school")
    ask(reader, "北京第五实验学校")
    found(reader).and_(reader.page.locator("[data-id=beijing-no5-experimental-school]")).click()
    state = reader.until("state.selected === value", "beijing-no5-experimental-school")
    assert reader.path == "overview"
    assert state["selected"] in state["shown"]
    assert atlas.index[state["selected"]].cluster in state["clusters"]


def test_a_figure_opens_with_its_words(reader, atlas):
    reader.open()
    fact = atlas.index["high-tech-enterprises"]
    ask(reader, fact.label.zh)
    found(reader).filter(has_text=fact.label.zh).first.click()
    reader.selects(fact.id)
    expect(reader.page.locator(f".ft-card[data-id={fact.id}] blockquote")).to_have_text(fact.quote)


def test_of_many_it_is_said_how_many_are_not_listed(reader, atlas):
    reader.open()
    ask(reader, "公园")
    said = reader.page.locator(".ft-found [role=status]")
    parks = sum("公园" in place.name.zh for place in atlas.places)
    n, listed = map(int, re.findall(r"\d+", said.inner_text()))
    assert n >= parks
    assert listed == found(reader).count()
    expect(said).to_have_text(atlas.words["zh"]("find.first", n=n, listed=listed))


def test_a_link_holds_the_question_and_nothing_found_is_said(reader, atlas):
    words = atlas.words["zh"]
    reader.open(ask="丽泽")
    expect(found(reader).first).to_contain_text("丽泽金融商务区")
    field = ask(reader, "qqqqzzzz<b>")
    said = reader.page.locator(".ft-found [role=status]")
    expect(said).to_have_text(words("find.near"))
    expect(found(reader).first).to_be_visible()
    field.fill("☃☃☃")
    expect(said).to_have_text(words("find.nothing"))
    assert reader.query == {"ask": "☃☃☃"}
