"""Clusters side by side: the browser counts from the book what content/cluster_comparison.py counts from the Atlas."""

import pytest

from fengtai_map.content.cluster_comparison import compare
from fengtai_map.content.nearest import point_index
from fengtai_map.view.url import View
from tests.asked import Client, some_views
from tests.data_rows import CLUSTERS, ids

VIEWS = [View(), *some_views(20)]
pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def answers(atlas, tmp_path_factory):
    return Client(atlas, tmp_path_factory.mktemp("client")).answers("compared", VIEWS)


def test_the_browser_counts_shares_and_ranks_as_the_server_does(atlas, answers):
    around = point_index(atlas)
    for view, rows in zip(VIEWS, answers, strict=True):
        made = compare(atlas, around, ids(CLUSTERS), view)
        assert [row["measure"] for row in rows] == [row.measure for row in made]
        for row, wanted in zip(rows, made, strict=True):
            assert row["total"] == pytest.approx(wanted.total)
            assert row["nowhere"] == wanted.nowhere, (view, wanted.measure)
            for name in ("value", "share", "rank"):
                assert [cell[name] for cell in row["cells"]] == [
                    pytest.approx(getattr(cell, name), abs=0.01) for cell in wanted.cells
                ], (view, wanted.measure, name)


def test_where_the_nearest_lies_is_the_same_place(atlas, answers):
    around = point_index(atlas)
    for view, rows in zip(VIEWS, answers, strict=True):
        for row, wanted in zip(rows, compare(atlas, around, ids(CLUSTERS), view), strict=True):
            found = [cell["near"] and cell["near"]["nearest"]["id"] for cell in row["cells"]]
            assert found == [cell.near.nearest if cell.near else None for cell in wanted.cells]
