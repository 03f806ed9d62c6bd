"""The examples, through the whole flow up to the voice: what is read of them and what is not."""

from contextlib import closing
from pathlib import Path

import pytest

from audiobook.config import Settings
from audiobook.model import Verdict
from audiobook.project import Options, Project

EXAMPLES = Path(__file__).parents[1] / "examples"
LEFT_OUT = {
    "lighthouse-keeper.txt": [("licence statement", "All text in this article by")],
    "night-trains.html": [],
    "tide-tables.md": [("code", "from math import cos")],
}


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir()))
def test_an_example_may_be_published_and_only_what_should_be_is_left_out(name):
    with closing(Project(EXAMPLES, Settings())) as project:
        (found,) = project.scripts(str(EXAMPLES / name), Options())
        article, finding, clearance = found.article, found.finding, found.clearance
        script = found.script
    assert finding.verdict is Verdict.ALLOWED
    assert clearance is not None
    left_out = [(o.reason, article.text[o.start : o.end]) for o in script.omissions]
    assert len(left_out) == len(LEFT_OUT[name])
    for (reason, words), (wanted, opening) in zip(left_out, LEFT_OUT[name], strict=True):
        assert reason.startswith(wanted)
        assert words.startswith(opening)
    spoken = " ".join(utterance.spoken for utterance in script.utterances)
    assert not any(character.isdigit() for character in spoken)
    assert len(script.sections) > 1
