"""Paths as text, and back."""

import os

from hypothesis import given
from hypothesis import strategies as st

from audiobook.path_names import escaped, unescaped

_PARTS = st.sampled_from([b"\\", b"x", b"e9", b"\xe9", b"\xc3\xa9", b"/", b"#", b"a.md"])


@given(st.lists(_PARTS | st.binary(min_size=1, max_size=3), max_size=8).map(b"".join))
def test_every_path_is_text_that_leads_back_to_it(name):
    path = os.fsdecode(name)
    text = escaped(path)
    text.encode()
    assert unescaped(text) == path


def test_what_is_text_stays_as_it_is():
    for path in ("coast/café.md", "C:\\notes\\a.md", "https://example.org/a"):
        assert escaped(path) == unescaped(path) == path
