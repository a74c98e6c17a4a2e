"""What the page about several servers says of what readers saw, worked out by hand."""

import pytest

from bench.history import UNREACHABLE, Held, History
from bench.markdown import quantile, table
from bench.office_hours import Visit
from bench.readers import Seen, Shown
from bench.scale_page import HEAD, _pays, row

CALM = Seen(changes=[(1.0, 0.010), (2.0, 0.020), (9.0, 0.500)])
CUT = Seen(changes=[(3.0, 0.030)], losses=[6.0], returns=[1.5], failures=2)
DAY = History([Held(2, 0, 0), Held(3, 10, 11), Held(4, 20, 21)], down=(30, 35))


def test_a_change_counts_in_the_span_in_which_it_was_asked():
    assert dict(zip(HEAD, row([CALM, CUT], 0, 5), strict=True)) == {
        "changes": "3", "p50 ms": "20", "p95 ms": "30", "lost": "0", "back": "0", "p50 s": "",
        "slowest s": "", "refused": "2",
    }  # fmt: skip


def test_a_loss_and_its_return_stand_side_by_side():
    after = dict(zip(HEAD, row([CALM, CUT], 5, 99), strict=True))
    assert (after["changes"], after["lost"], after["back"], after["slowest s"]) == ("1", "1", "1", "1.5")


def test_a_table_has_a_cell_for_every_name():
    lines = table(["", "n"], [["a", "1"]]).splitlines()
    assert lines == ["|  | n |", "| --- | ---: |", "| a | 1 |"]


def test_quantiles_are_values_that_were_measured():
    assert (quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95), str(quantile([], 0.5))) == (2, 3, "nan")


@pytest.mark.parametrize(
    ("began", "ended", "count", "right"),
    [
        (5, 6, 2, True),
        (5, 6, 3, False),
        (9, 10.5, 3, True),  # seen before it was acknowledged
        (10.5, 12, 2, True),  # asked before it was
        (11.5, 12, 2, False),  # stale
        (12, 25, 3, True),
        (12, 25, 4, True),
        (12, 25, 2, False),
        (22, 23, 0, False),
        (31, 32, 4, True),  # a replica that asked just before the database stopped
    ],
)
def test_a_page_is_right_that_holds_the_points_that_the_store_gave_reason_for(began, ended, count, right):
    assert DAY.right(Shown(began, ended, count)) is right


@pytest.mark.parametrize(("began", "ended", "right"), [(31, 32, True), (25, 26, False), (36, 37, False)])
def test_the_release_alone_is_right_with_a_notice_while_the_store_is_down(began, ended, right):
    errors = (f"{UNREACHABLE}connection refused",)
    assert DAY.right(Shown(began, ended, 0, errors)) is right
    assert not DAY.right(Shown(began, ended, 0))
    assert not DAY.right(Shown(began, ended, 4, errors))


def test_another_replica_pays_from_the_readers_on_that_one_serves_in_time():
    quick, slow = (Visit([Seen(changes=[(1.0, seconds)])], DAY, 0) for seconds in (0.2, 0.9))
    text = _pays([(1, 10, quick), (1, 30, slow), (3, 10, quick), (3, 30, quick)])
    assert "1 for up to 10 readers, 3 for up to 30 readers" in " ".join(text.split())
