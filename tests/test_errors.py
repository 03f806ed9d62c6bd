import inspect
import pickle
import re

import pytest

from audiobook import errors

TREE = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.AudiobookError)
]


def test_the_tree_at_the_head_of_the_module_is_the_tree():
    drawn = dict(re.findall(r"(\w+?)\s{2,}(\d+) ", errors.__doc__ + " "))
    names = set(re.findall(r"[├└]── (\w+)|^ {4}(\w+)", errors.__doc__, re.MULTILINE))
    assert {name for pair in names for name in pair if name} == {kind.__name__ for kind in TREE}
    for name, status in drawn.items():
        assert getattr(errors, name).exit_status == int(status)


def test_each_branch_has_a_status_of_its_own():
    branches = errors.AudiobookError.__subclasses__()
    statuses = [kind.exit_status for kind in branches]
    assert len(set(statuses)) == len(statuses)
    assert not {0, 1} & set(statuses)


@pytest.mark.parametrize("kind", TREE)
def test_an_error_survives_pickling(kind):
    error = pickle.loads(pickle.dumps(kind("a.md", "is empty", "write something")))
    assert type(error) is kind
    assert str(error) == "a.md: is empty; write something"
    assert (error.subject, error.problem, error.remedy) == ("a.md", "is empty", "write something")


def test_a_message_is_one_line():
    assert str(errors.SourceError("a\nb", "has\r\nlines")) == "a b: has lines"
