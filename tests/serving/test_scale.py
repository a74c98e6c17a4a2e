"""What the page about several servers says of what readers saw, worked out by hand."""

from bench.readers import Seen
from bench.scale import HEAD, row, table

CALM = Seen(changes=[(1.0, 0.010), (2.0, 0.020), (9.0, 0.500)])
CUT = Seen(changes=[(3.0, 0.030)], wrong=1, losses=[6.0], returns=[1.5], failures=2)


def test_a_change_counts_in_the_span_in_which_it_was_asked():
    assert dict(zip(HEAD, row([CALM, CUT], 0, 5), strict=True)) == {
        "changes": "3", "p50 ms": "20", "p95 ms": "30", "wrong": "1", "lost": "0", "back": "0", "p50 s": "",
        "slowest s": "", "refused": "2",
    }  # fmt: skip


def test_a_loss_and_its_return_stand_side_by_side():
    after = dict(zip(HEAD, row([CALM, CUT], 5, 99), strict=True))
    assert (after["changes"], after["lost"], after["back"], after["slowest s"]) == ("1", "1", "1", "1.5")


def test_a_table_has_a_cell_for_every_name():
    lines = table(["", "n"], [["a", "1"]]).splitlines()
    assert lines == ["|  | n |", "| --- | ---: |", "| a | 1 |"]
