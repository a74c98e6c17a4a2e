"""Asking the map: what is typed is answered while it is typed, and a result is shown or opened."""

import pytest
from playwright.sync_api import expect

ASKED = {  # as typed -> what is meant
    "beijingnanzhan": "beijing-south-railway-station",
    "Xinfadi Market": "xinfadi-market",
    "北京师范大学实验中学丰台学校": "bnu-experimental-fengtai-school",
    "新发低市场": "xinfadi-market",
}


def ask(reader, text):
    field = reader.page.locator(".st-key-w-ask input")
    field.click()
    field.fill("")
    field.press_sequentially(text)
    return field


def found(reader):
    return reader.page.locator(".st-key-found button")


@pytest.mark.parametrize("text", ASKED)
def test_a_place_is_found_as_people_type_it_and_selected(reader, atlas, text):
    place = atlas.index[ASKED[text]]
    reader.open()
    ask(reader, text)
    result = found(reader).filter(has_text=place.name.zh).first
    result.click()
    reader.selects(place.id)
    assert reader.query == {"selected": place.id}
    expect(reader.page.locator(".st-key-selection h3").first).to_have_text(place.name.zh)


def test_a_result_is_reached_without_a_mouse(reader):
    reader.open()
    ask(reader, "xinfadishichang")
    expect(found(reader).first).to_contain_text("新发地市场")
    found(reader).first.press("Enter")
    reader.selects("xinfadi-market")


def test_what_the_filter_hides_is_shown_when_it_is_asked_for(reader, atlas):
    reader.open("hubs", clusters="lize", without="planned", hidden="school")
    ask(reader, "北京第五实验学校")
    found(reader).first.click()
    reader.page.locator(".ft-headline h1", has_text=atlas.words["zh"]("page.overview.title")).wait_for()
    reader.settle()
    state = reader.until("state.selected === value", "beijing-no5-experimental-school")
    assert state["selected"] in state["shown"]
    assert atlas.index[state["selected"]].cluster in state["clusters"]


def test_a_figure_opens_with_its_words(reader, atlas):
    reader.open()
    fact = atlas.index["high-tech-enterprises"]
    ask(reader, fact.label.zh)
    found(reader).filter(has_text=fact.label.zh).first.click()
    reader.selects(fact.id)
    expect(reader.page.locator(".st-key-selection blockquote")).to_have_text(fact.quote)


def test_a_link_holds_the_question_and_nothing_found_is_said(reader, atlas):
    words = atlas.words["zh"]
    reader.open(ask="丽泽")
    expect(found(reader).first).to_contain_text("丽泽金融商务区")
    field = ask(reader, "qqqqzzzz<b>")
    said = reader.page.locator(".st-key-found [role=status]")
    expect(said).to_have_text([words("find.near")])
    expect(found(reader).first).to_be_visible()
    field.fill("☃☃☃")
    expect(said).to_have_text([words("find.nothing")])
    assert reader.query == {"ask": "☃☃☃"}
