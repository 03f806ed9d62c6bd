import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

from audiobook.fingerprint import fingerprint
from audiobook.model import Article, Block, BlockKind, Breaks, Mastering, Style

ARTICLE = Article(
    identity="tide.md",
    source="tide.md",
    title="Tide",
    text="High water.",
    blocks=(Block(BlockKind.PARAGRAPH, 0, 11),),
    language="en",
    published=datetime(2026, 3, 1, tzinfo=UTC),
    metadata=(("license", "CC0"),),
)


def test_equal_values_have_equal_fingerprints_in_every_process():
    program = (
        "from test_fingerprint import ARTICLE; from audiobook.fingerprint import fingerprint\n"
        "print(fingerprint(ARTICLE, 'x', 1.5))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": __file__.rpartition("/")[0]},
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert seen == {fingerprint(ARTICLE, "x", 1.5)}


def test_any_change_changes_it():
    values = [
        ARTICLE,
        replace(ARTICLE, text="Low water.."),
        replace(ARTICLE, title="Tides"),
        replace(ARTICLE, published=None),
        replace(ARTICLE, blocks=()),
        Mastering(),
        Mastering(bitrate_kbps=96),
        Style(),
        Style(breaks=Breaks(sentence_ms=251)),
        "x",
        ("x",),
        None,
    ]
    assert len({fingerprint(value) for value in values}) == len(values)
    assert fingerprint("a", "b") != fingerprint("ab")
