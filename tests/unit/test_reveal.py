"""A thing that is asked for is shown, whatever the filter hides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.model import Cluster, Place
from fengtai_map.panels.places import visible
from fengtai_map.panels.reveal import page_of, reveal
from fengtai_map.panels.subjects import kinds
from fengtai_map.view import STATUSES, View
from tests.raw import CLUSTERS, PAGES, PLACES, STATIONS, ids

KINDS = sorted({row["properties"]["kind"] for row in PLACES})
some_views = st.builds(
    View,
    clusters=st.lists(st.sampled_from(ids(CLUSTERS)), unique=True, max_size=3).map(tuple),
    hidden=st.lists(st.sampled_from(KINDS), unique=True, max_size=4).map(tuple),
    without=st.lists(st.sampled_from(STATUSES), unique=True, max_size=4).map(tuple),
    ask=st.just("丽泽"),
)


@given(some_views, st.sampled_from(ids(PLACES) + ids(STATIONS)))
def test_a_place_that_is_asked_for_is_selected_and_visible(atlas, view, name):
    seen, place = reveal(atlas, view, name), atlas.index[name]
    page = page_of(atlas, "hubs", name)
    assert (seen.selected, seen.ask) == (name, "")
    if place.cluster or not view.clusters:
        assert place in visible(seen, (*atlas.places, *atlas.stations), kinds(atlas, page))
    assert set(view.clusters) <= set(seen.clusters)


@given(some_views, st.sampled_from(ids(CLUSTERS)))
def test_a_cluster_that_is_asked_for_joins_the_filter(atlas, view, name):
    seen = reveal(atlas, view, name)
    assert name in seen.clusters or not seen.clusters
    assert seen.hidden == view.hidden


@pytest.mark.parametrize("page", ids(PAGES))
def test_a_page_is_left_only_for_a_place_that_it_does_not_show(atlas, page):
    for record in atlas.index.values():
        stays = not isinstance(record, Place) or record.kind in kinds(atlas, page)
        assert page_of(atlas, page, record.id) == (page if stays else "overview")
        assert not isinstance(record, Cluster) or stays
