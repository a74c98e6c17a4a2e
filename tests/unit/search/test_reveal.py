"""A thing that is asked for is shown, whatever the filter hides: as the browser answers it."""

from itertools import product

import pytest

from fengtai_map.view.url import View
from tests.asked import KINDS, Client, some_views
from tests.data_rows import CLUSTERS, ENTRIES, FACTS, PLACES, STATIONS, ids

POINTS = ids(PLACES) + ids(STATIONS)
VIEWS = [*some_views(12), View(clusters=("lize",), hidden=tuple(KINDS), without=("existing", "planned"), ask="丽泽")]
pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def client(atlas, tmp_path_factory):
    return Client(atlas, tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def revealed(client):
    """Pairs of a View and a record, each with the View in which it is seen."""

    def ask(names):
        pairs = list(product(VIEWS, names))
        found = client.answers("reveal", [(view, {"id": name, "page": "overview"}) for view, name in pairs])
        return [(view, name, one) for (view, name), one in zip(pairs, found, strict=True)]

    return ask


def test_a_place_that_is_asked_for_is_selected_and_visible(revealed, atlas):
    for view, name, one in revealed(POINTS):
        seen = one["view"]
        assert (seen["selected"], seen["ask"]) == (name, "")
        if atlas.index[name].cluster or not view.clusters:
            assert one["visible"], (view, name)
        assert set(view.clusters) <= set(seen["clusters"])
        assert set(seen["hidden"]) == set(view.hidden) - {atlas.index[name].kind}


def test_a_cluster_that_is_asked_for_joins_the_filter(revealed):
    for view, name, one in revealed(ids(CLUSTERS)):
        assert name in one["view"]["clusters"] or not one["view"]["clusters"]
        assert tuple(one["view"]["hidden"]) == view.hidden
        assert one["view"]["clusters"] == [
            cluster for cluster in ids(CLUSTERS) if view.clusters and cluster in {*view.clusters, name}
        ] or set(view.clusters) == set(one["view"]["clusters"])


def test_what_the_release_says_is_not_left_out_by_its_status(revealed, atlas):
    ground = {"reported": "existing", "target": "planned"}
    for view, name, one in revealed([*ids(FACTS)[::4], *ids(ENTRIES)[::9]]):
        status = getattr(atlas.index[name], "status", None)
        assert ground.get(status, status) not in one["view"]["without"]
        assert one["view"]["clusters"] == list(view.clusters)
