"""Whatever a document holds, it is read by the laws of ``fuzz.laws``, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from grammars import GRAMMARS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tampering import tampered

from fuzz.targets import TARGETS, Target

pytestmark = pytest.mark.timeout(600)  # what grows with the square of its input takes hours
SECRET = "the-words-of-another-file"
# --hypothesis-profile=long has enough for a night.
EXAMPLES = max(5, settings().max_examples // 10)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_any_document_is_read_or_refused(target: Target, tmp_path: Path) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=HealthCheck)
    @given(st.one_of(tampered(target), *(grow() for grow in GRAMMARS[target.name])))
    def holds(data: bytes) -> None:
        target.act(data, tmp_path, SECRET)

    holds()
