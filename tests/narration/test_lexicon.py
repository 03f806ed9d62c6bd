import pytest

from audiobook.errors import ConfigError
from audiobook.model import LexiconEntry
from audiobook.narration import read_lexicon


def test_a_lexicon_is_read(tmp_path):
    path = tmp_path / "lexicon.tsv"
    path.write_text("# names\n\nNguyen\tWin\nRom\tRome\tde\nUS\tU S\ten\tyes\n", "utf-8")
    assert read_lexicon(path) == (
        LexiconEntry("Nguyen", "Win"),
        LexiconEntry("Rom", "Rome", "de"),
        LexiconEntry("US", "U S", "en", True),
    )


@pytest.mark.parametrize("line", ["alone", "a\t", "a\tb\ten\tperhaps", "a\tb\tc\tno\te"])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "lexicon.tsv"
    path.write_text(f"good\tgood\n{line}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"lexicon\.tsv:2"):
        read_lexicon(path)


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_an_unreadable_lexicon_is_an_error(tmp_path, data):
    path = tmp_path / "lexicon.tsv"
    if data:
        path.write_bytes(data)
    with pytest.raises(ConfigError, match="lexicon"):
        read_lexicon(path)
