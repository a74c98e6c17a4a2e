"""The figures page: every figure once, each with the words and the part of the text it comes from."""

from playwright.sync_api import expect

from tests import data_rows

READ = """all => {
    for (const one of all) one.open = true;
    return Promise.resolve().then(() => all.map(one => ({
        id: one.dataset.fact,
        quote: one.querySelector("blockquote").textContent,
        text: one.querySelector(".ft-answer").textContent,
    })));
}"""
SECTIONS = {one["id"]: one["title"]["zh"] for one in data_rows.toml(data_rows.RELEASE / "source.toml")["section"]}
FIGURES = ".ft-figures details[data-fact]"


def within(title):
    """A title between quotes: what it quotes itself stands in single ones."""
    return title.replace("“", "‘").replace("”", "’")


def test_every_figure_stands_there_once_with_its_quote_and_where_it_stands(reader, atlas):
    reader.open("figures")
    figures = reader.panel(FIGURES).evaluate_all(READ)
    assert sorted(figure["id"] for figure in figures) == sorted(fact.id for fact in atlas.facts if fact.listed)
    for figure in figures:
        fact = atlas.index[figure["id"]]
        assert fact.quote in figure["quote"]
        assert fact.rank is None or fact.rank.quote in figure["quote"]
        assert within(SECTIONS[fact.locator[0]]) in figure["text"]


def test_a_topic_shows_its_own_figures_and_a_figure_its_quote_by_mouse_and_keyboard(reader, atlas):
    facts = [fact for fact in atlas.facts if fact.listed]
    topic = facts[0].topic
    reader.open("figures")
    pill = reader.panel(f".ft-pill[data-topic={topic}]")
    pill.click()
    shown = reader.listed(FIGURES, "fact")
    assert {*shown} == {fact.id for fact in facts if fact.topic == topic}
    assert reader.query == {"topic": topic}
    pill.click()
    assert len(reader.listed(FIGURES, "fact")) == len(facts)
    assert reader.query == {}
    for fact, act in ((facts[0], "click"), (facts[1], "press")):
        figure = reader.panel(f"{FIGURES}[data-fact={fact.id}]")
        expect(figure.locator("blockquote:visible")).to_have_count(0)
        if act == "click":
            figure.locator("summary").click()
        else:
            figure.locator("summary").press("Enter")
        expect(figure.locator("blockquote")).to_contain_text(fact.quote)
