"""What is promised by when, read again from the raw files; what exists is kept apart from what is to come."""

import pytest

from fengtai_map.content.figures import sentence
from fengtai_map.content.page_content import page_content
from fengtai_map.content.status_at import shown
from fengtai_map.content.timeline import timeline, values, year_of
from fengtai_map.view.url import STATUSES, UNBUILT, View
from tests.data_rows import ENTRIES, FACTS, ids, paragraphs
from tests.every import every

TO_COME = {"target", "planned", "under-construction"}
PERIODS = [row for row in ENTRIES if row["kind"] == "plan-period"]
PROMISES = [row for row in (*FACTS, *ENTRIES) if row.get("status") in TO_COME and row.get("listed", True)]


def of_year(year):
    """The ids of what the files promise by a year."""
    return {row["id"] for row in PROMISES if (row.get("period") or "").split("/")[-1] == str(year)}


def held(year):
    return {row.id for row in year.promises}


def test_the_periods_are_those_of_the_plan(atlas):
    spans = timeline(atlas, View()).spans
    assert [(span.entry.id, f"{span.first}/{span.last}") for span in spans] == [
        (row["id"], row["period"]) for row in PERIODS
    ]


@every("period", ids(PERIODS))
def test_a_period_holds_each_year_the_release_names_with_all_that_is_promised_by_it(atlas, period):
    span = next(span for span in timeline(atlas, View()).spans if span.entry.id == period)
    wanted = {year: of_year(year) for year in range(span.first, span.last + 1) if of_year(year)}
    assert {year.year: held(year) for year in span.years} == wanted
    assert list(wanted) == [year.year for year in span.years]


def test_every_promise_stands_once_with_its_year_or_without_one(atlas):
    made = timeline(atlas, View())
    dated = [row.id for span in made.spans for year in span.years for row in year.promises]
    assert sorted(dated + ids_of(made.undated)) == sorted(ids(PROMISES))
    assert not [row for row in made.undated if year_of(row)]


def test_what_is_promised_by_a_year_in_no_period_stands_with_its_year(atlas):
    """A year after the last period, and every year where the release names no period."""
    late = atlas.facts[0].model_copy(update={"id": "late", "status": "target", "period": "2041/2045", "listed": True})
    after = atlas.model_copy(update={"facts": (*atlas.facts, late)})
    none = after.model_copy(update={"entries": tuple(one for one in atlas.entries if one.kind != "plan-period")})
    assert [(year.year, ids_of(year.promises)) for year in timeline(after, View()).others] == [(2045, ["late"])]
    assert timeline(after, View()).spans == timeline(atlas, View()).spans
    years = [year.year for span in timeline(atlas, View()).spans for year in span.years]
    assert [year.year for year in timeline(none, View()).others] == [*years, 2045]
    assert values(after, "zh")["others"] == [{"year": 2045, "facts": ["late"], "entries": []}]
    rows = page_content(after, View(), "timeline").table("timeline").rows
    assert [row[:2] for row in rows if row[1] == 2045] == [("", 2045)]


def test_the_axis_is_to_scale(atlas):
    made = timeline(atlas, View())
    assert [made.share(year) for year in (2021, 2026, 2036)] == pytest.approx([0, 1 / 3, 1])


def test_nothing_is_promised_where_only_what_exists_is_shown(atlas):
    made = timeline(atlas, View(without=UNBUILT))
    assert not [span.years for span in made.spans if span.years]
    assert made.undated == ()


def test_only_what_exists_leaves_out_every_target_and_plan(atlas):
    view = View(without=UNBUILT)
    assert view.built_only
    assert sorted(ids_of(shown(view, atlas.facts))) == sorted(row["id"] for row in FACTS if row["status"] == "reported")
    assert {row.status for row in shown(view, atlas.entries)} == {None, "existing", "reported"}


@every("status", STATUSES)
def test_a_status_left_out_is_not_shown_and_the_others_are(status):
    view = View(without=(status,))
    assert [one for one in STATUSES if not view.shows(one)] == [status]
    assert view.shows(None)
    assert not view.built_only


# The whole sentence


@every("fact", FACTS)
def test_the_sentence_of_a_figure_is_one_of_its_paragraph_and_holds_its_quote(fact):
    text = paragraphs().get(fact["locator"])
    if text is None:  # the text of the release is not shipped: without it a figure has no sentence
        assert sentence("", fact["quote"]) == ""
        return
    whole = sentence(text, fact["quote"])
    assert fact["quote"] in whole
    assert whole in text
    assert whole[-1] in "。！？”" or whole == text.strip()  # a headline ends without a stop
    before = text[: text.index(whole)].rstrip("”’）")
    assert before == "" or before[-1] in "。！？ "


def test_a_sentence_is_found_across_quotation_marks_and_not_where_there_is_none():
    assert sentence("甲说：“好。”乙有三处。丙。", "三处") == "乙有三处。"
    assert sentence("甲说：“好。”乙有三处。丙。", "好") == "甲说：“好。”"
    assert sentence("甲有二。乙有三。丙。", "二。乙") == "甲有二。乙有三。"
    assert sentence("甲有二。", "五") == ""


def ids_of(rows):
    return [row.id for row in rows]
