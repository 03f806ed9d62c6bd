"""Curves in characters."""

from __future__ import annotations

import pytest

from audiobook.cli.plots import bars, labels, line


@pytest.mark.parametrize(
    ("values", "rows", "drawn"),
    [
        ([0, 0.5, 1], 1, [" ▄█"]),
        ([0, 0.5, 0.75, 1], 2, ["  ▄█", " ███"]),
        ([-1, 2], 1, [" █"]),
        ([], 2, ["", ""]),
    ],
)
def test_bars(values, rows, drawn):
    assert bars(values, rows) == drawn


@pytest.mark.parametrize(
    ("values", "rows", "drawn"),
    [
        ([0, 0], 1, ["⣀"]),
        ([1, 1], 1, ["⠉"]),
        ([0, 1], 1, ["⣸"]),
        ([0, None, 1, 1], 1, ["⡀⠉"]),
        ([0, 0, 1, 1], 2, ["⠀⡏", "⣀⡇"]),
        ([None], 1, ["⠀"]),
    ],
)
def test_lines(values, rows, drawn):
    assert [row.rstrip() for row in line(values, rows)] == drawn


@pytest.mark.parametrize(
    ("places", "width", "row"),
    [([0, 4], 10, "1   2"), ([0, 1, 5], 10, "1    3"), ([9], 10, "         1"), ([0, 10], 10, "1")],
)
def test_labels(places, width, row):
    assert labels(places, width) == row
