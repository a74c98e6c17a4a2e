"""The figures page: every figure once, each with the words and the paragraph it comes from."""

from playwright.sync_api import expect

READ = """all => all.map(one => ({
    id: one.dataset.fact,
    quote: one.querySelector("blockquote").textContent,
    text: one.querySelector(".ft-answer").textContent,
}))"""


def test_every_figure_stands_there_once_with_its_quote_and_paragraph(reader, atlas):
    reader.open("figures")
    figures = reader.page.locator("details[data-fact]").evaluate_all(READ)
    assert sorted(figure["id"] for figure in figures) == sorted(fact.id for fact in atlas.facts)
    for figure in figures:
        fact = atlas.index[figure["id"]]
        assert fact.quote in figure["quote"]
        assert fact.rank is None or fact.rank.quote in figure["quote"]
        assert fact.locator in figure["text"]


def test_a_topic_shows_its_own_figures_and_a_second_click_all(reader, atlas):
    topic = atlas.facts[0].topic
    figures = reader.page.locator("[class*=st-key-panel] details[data-fact]")
    reader.open("figures")
    pill = reader.pill("w-topic", atlas.words["zh"](f"topic.{topic}"))
    pill.click()
    expect(figures).to_have_count(sum(fact.topic == topic for fact in atlas.facts))
    assert reader.query == {"topic": topic}
    pill.click()
    expect(figures).to_have_count(len(atlas.facts))
    assert reader.query == {}


def test_a_figure_opens_its_quote_by_mouse_and_by_keyboard(reader, atlas):
    reader.open("figures")
    for fact, act in ((atlas.facts[0], "click"), (atlas.facts[1], "press")):
        figure = reader.page.locator(f"details[data-fact={fact.id}]")
        expect(figure.locator("blockquote")).to_be_hidden()
        if act == "click":
            figure.locator("summary").click()
        else:
            figure.locator("summary").press("Enter")
        expect(figure.locator("blockquote")).to_be_visible()
        expect(figure.locator("blockquote")).to_contain_text(fact.quote)
