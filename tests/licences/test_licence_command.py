import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FREE = "The sea is wide.\n\nThis text by the Harbour Gazette is licensed under CC BY 4.0.\n"
CLOSED = "The sea is cold.\n\n© 2024 Harbour Gazette. All rights reserved.\n"
FEED = """<rss version="2.0" xmlns:cc="http://backend.userland.com/creativeCommonsRssModule">
<channel><title>Harbour Gazette</title>
<copyright>© 2024 Harbour Gazette. CC BY 4.0</copyright>
<item><title>The bridge</title><guid>one</guid>
<description>The bridge is open again after a year.</description></item>
<item><title>The ferry</title><guid>two</guid>
<cc:license>https://creativecommons.org/licenses/by-nd/4.0/</cc:license>
<description>The ferry was sold to a museum.</description></item>
</channel></rss>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "free.txt").write_text(FREE)
    (tmp_path / "notes" / "closed.txt").write_text(CLOSED)
    (tmp_path / "feed.xml").write_text(FEED)
    return tmp_path


def _licence(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audiobook", "licence", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_article_of_folders_and_feeds_is_named(folder: Path) -> None:
    done = _licence(folder, "notes", "feed.xml", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["source"]: (row["licence"], row["holder"], row["verdict"]) for row in rows} == {
        "notes/closed.txt": (None, None, "refused"),
        "notes/free.txt": ("CC-BY-4.0", "the Harbour Gazette", "allowed"),
        "feed.xml#one": ("CC-BY-4.0", "Harbour Gazette", "allowed"),
        "feed.xml#two": ("CC-BY-ND-4.0", None, "refused"),
    }
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["notes/free.txt"], 0),
        (["notes/closed.txt"], 5),
        (["notes/closed.txt", "notes/free.txt"], 1),
        (["nowhere.txt"], 4),
        (["notes/free.txt", "--show", "nobody"], 2),
    ],
)
def test_the_exit_status_tells_whether_all_are_allowed(
    folder: Path, arguments: list[str], status: int
) -> None:
    assert _licence(folder, *arguments).returncode == status


def test_a_show_that_is_declared_non_commercial_may_use_such_licences(folder: Path) -> None:
    (folder / "nc.txt").write_text("The sea.\n\nThis text is licensed under CC BY-NC 4.0.\n")
    (folder / "audiobook.toml").write_text(
        "[shows.free]\ncommercial = false\n[shows.shop]\ncommercial = true\n"
    )
    assert _licence(folder, "nc.txt", "--show", "free").returncode == 0
    assert "this show is declared commercial" in _licence(folder, "nc.txt", "--show", "shop").stdout


def test_on_a_terminal_many_are_a_table(folder: Path) -> None:
    pty = pytest.importorskip("pty")  # Windows has none
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "audiobook", "licence", "notes", "feed.xml"]
    environ = {**os.environ, "COLUMNS": "160", "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=folder, stdout=theirs, env=environ)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end was closed
        pass
    process.wait(timeout=60)
    os.close(ours)
    first, *rows = shown.decode().splitlines()
    assert "article" in first
    assert "verdict" in first
    assert sum("allowed" in row for row in rows) == 2
    assert any("The ferry" in row and "CC-BY-ND-4.0" in row for row in rows)
