"""A rule over rows names every row that breaks it, and why; a rule without a row does not hold."""

import pytest

from tests.every import BrokenError, every

ROWS = [{"id": "one", "value": 1}, {"id": "two", "value": 2}, {"id": "three", "value": None}]


@every("row", ROWS)
def at_most_one(row, most):
    assert row["value"] <= most


def test_every_row_that_breaks_a_rule_is_named_with_its_reason_and_line():
    with pytest.raises(BrokenError) as raised:
        at_most_one(most=1)
    (two, why), (three, other) = raised.value.broken
    assert (two, three) == ("two", "three")
    assert "2 <= 1" in why
    assert "(test_every.py:" in why
    assert other.startswith("TypeError: ")
    assert str(raised.value).startswith("rows that break it: 2\ntwo: ")


def test_a_rule_over_two_kinds_of_rows_names_both():
    tried = []

    @every("left, right", [(1, 2), (3, 4)])
    @every("sign", ["a", "b"])
    def not_three_b(left, right, sign):
        tried.append((left, right, sign))
        assert (left, sign) != (3, "b")

    with pytest.raises(BrokenError) as raised:
        not_three_b()
    assert [name for name, _ in raised.value.broken] == ["3-4 b"]
    assert tried == [(1, 2, "a"), (1, 2, "b"), (3, 4, "a"), (3, 4, "b")]


def test_what_holds_everywhere_holds():
    at_most_one.__wrapped__(ROWS[0], 1)
    every("row", ROWS[:2])(at_most_one.__wrapped__)(most=2)


def test_a_rule_over_nothing_does_not_hold():
    with pytest.raises(AssertionError, match="no row"):
        every("row", [])(at_most_one.__wrapped__)(most=2)


def test_a_rule_has_to_take_what_it_is_tried_on():
    with pytest.raises(AssertionError, match="does not take"):
        every("line", ROWS)(at_most_one.__wrapped__)
