"""What a run shows while it goes on: on a real terminal, in a pipe, to a program."""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager

import pytest
from batch_parts import article, started, write_articles
from rich.cells import cell_len

HOSTILE = '"潮の満ち引き Red \\e[31m tide \\e[2J and a title that goes on and on [bold]"'
WORDS = "The water rises twice a day, and the grey coast knows it well. "
TERM = {"TERM": "xterm-256color"}
SIZES = {"COLUMNS", "LINES"}  # they would win over those of the terminal
CONTROL = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])")


class Terminal:
    """What a command wrote on a terminal, and a way to type."""

    def __init__(self, process, end):
        self.process = process
        self.shown = ""
        self._end = end

    def read(self, until=None):
        """Read on until something is shown, or to the end."""
        while until is None or until not in self.lines():
            try:
                self.shown += os.read(self._end, 1 << 16).decode(errors="replace")
            except OSError:  # Linux's way to say that the other end is closed
                break
        return self.lines()

    def lines(self):
        """All text, without colours; where the cursor is moved, another line begins."""
        return CONTROL.sub(lambda found: "" if found[2] == "m" else "\n", self.shown)

    def left(self):
        """The lines that stand there after all that was erased; it knows the moves used here."""
        lines, row = [""], 0
        for move, text in re.findall(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)|([^\x1b\r\n]+)", self.shown):
            if move == "\n":
                row += 1
                lines += [""] * (row + 1 - len(lines))
            elif move.endswith("A"):
                row -= int(move[2:-1] or 1)
            elif move == "\x1b[2K":
                lines[row] = ""
            lines[row] += text
        return [line for line in lines if line.strip()]

    def press_ctrl_c(self):
        os.write(self._end, b"\x03")


@contextmanager
def terminal(folder, *arguments, columns=80, stdout=None, **environ):
    """A command with a terminal of its own, so wide; standard output may be a pipe."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=stdout or theirs,
        stderr=theirs,
        env={**{k: v for k, v in os.environ.items() if k not in SIZES}, **TERM, **environ},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)


@pytest.fixture
def folder(tmp_path):
    """Two articles of 20 seconds, and one that may not be read."""
    write_articles(tmp_path, 0)
    for number in range(2):
        text = article(f"Article {number}", WORDS * 5 + f"It is {number}.")
        (tmp_path / "articles" / f"{number}.md").write_text(text)
    (tmp_path / "articles" / "bad.md").write_text("No licence anywhere.\n")
    return tmp_path


def test_a_terminal_shows_what_each_worker_does_and_then_only_what_became_of_it(folder):
    with terminal(folder, "batch", "articles", "--jobs", "2", stdout=subprocess.PIPE) as screen:
        shown = screen.read()
        piped = screen.process.stdout.read().decode()
        screen.process.stdout.close()
        assert screen.process.wait() == 1
    assert re.search(r"Reading sources: \d …", shown)
    assert set(re.findall(r"^([12])  Article \d [^\r\n]* \d+ %", shown, re.M)) == {"1", "2"}
    assert re.search(r"of 2 articles · \d:\d\d min of audio · \d+\.\d times real time", shown)
    assert re.search(r"━ +\d+ %", shown)
    assert [line.split()[0] for line in screen.left()] == ["failed", "made", "made"]
    assert piped.splitlines()[0].split() == ["2", "made"]
    assert "\x1b" not in piped


def test_no_title_steers_a_narrow_terminal_or_is_wider_than_it(folder):
    for path in (folder / "articles").glob("[0-9].md"):
        path.write_text(path.read_text().replace("title: Article", f"title: {HOSTILE} #"))
    with terminal(
        folder, "batch", "articles", "--jobs", "1", columns=40, stdout=subprocess.DEVNULL
    ) as screen:
        shown = screen.read()
    assert "\x1b[31m tide" not in screen.shown
    assert "\x1b[2J" not in screen.shown
    workers = re.findall(r"^[12]  潮の満ち引き[^\r\n]*", shown, re.M)
    assert workers
    drawn = workers + [line for line in shown.splitlines() if "━" in line or "·" in line]
    assert [line for line in drawn if cell_len(line.rstrip("\r")) >= 40] == []


@pytest.mark.parametrize("kind", ["dumb terminal", "no colour"])
def test_a_terminal_gets_no_more_than_it_can_or_wants(folder, kind):
    environ = {"TERM": "dumb"} if kind == "dumb terminal" else {"NO_COLOR": "1"}
    with terminal(folder, "make", "articles/0.md", "--voice", "tone:sine", **environ) as screen:
        shown = screen.read()
    assert "made     Article 0" in shown
    styles = {sequence for sequence, letter in CONTROL.findall(screen.shown) if letter == "m"}
    if kind == "dumb terminal":
        assert "\x1b" not in screen.shown
    else:
        assert not any(re.search(r"(^|;)(3[0-7]|38|9[0-7])(;|$)", style) for style in styles)
        assert "here  Article 0" in shown


def test_ctrl_c_finishes_what_is_in_hand_and_the_table_stands(folder):
    with terminal(folder, "batch", "articles", "--jobs", "1") as screen:
        screen.read(until="1  Article")
        screen.press_ctrl_c()
        shown = screen.read()
        status = screen.process.wait()
    assert status == 1
    assert "finishing what is in hand · Ctrl-C again ends it at once" in shown
    assert re.search(r"1  made\s+0  unchanged\s+1  failed", shown)
    assert "Stopped before the end; the next run goes on." in shown


def test_a_second_ctrl_c_ends_it_at_once_and_the_table_stands(folder):
    (folder / "articles" / "0.md").write_text(article("Long", WORDS * 2000))
    with terminal(folder, "batch", "articles", "--jobs", "1") as screen:
        screen.read(until="1  Long")
        screen.press_ctrl_c()
        screen.read(until="finishing")
        screen.press_ctrl_c()
        shown = screen.read()
        assert screen.process.wait() == 130
    assert re.search(r"0  unchanged\s+1  failed", shown)
    assert "interrupted; run the same command again to go on" in shown


def test_a_program_is_told_of_progress(folder):
    (folder / "articles" / "0.md").write_text(article("Long", WORDS * 2000))
    process = started(folder, "articles", "--jobs", "2", "--json")
    for line in process.stdout:
        value = json.loads(line)
        if value["event"] == "progress" and len(value["workers"]) == 2:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert (value["phase"], value["articles"], value["all_known"]) == ("making", 2, True)
    assert value["looked_at"] == 3
    assert value["characters"] > len(WORDS) * 2000
    assert "Long" in {worker["at"] for worker in value["workers"]}


def test_between_rounds_it_says_when_it_looks_again(folder):
    watching = started(folder, "articles/bad.md", "--watch", "3000")
    said = ""
    while "Next look" not in said:
        said = watching.stderr.readline()
    stated = re.search(r"Next look at (\d\d:\d\d:\d\d);", said)[1]
    watching.send_signal(signal.SIGTERM)
    watching.communicate()
    assert watching.returncode == 1
    ahead = time.strptime(stated, "%H:%M:%S")
    assert (ahead.tm_hour, ahead.tm_min) != time.localtime()[3:5]


def test_help_imports_nothing_that_it_does_not_need():
    program = (
        "import sys; from audiobook.cli import main; main(['--help'], standalone_mode=False)\n"
        "heavy = 'numpy av pydub PIL rich sqlite3 httpx lxml feedgen msgspec distributed'.split()\n"
        "print(sorted(set(heavy) & set(sys.modules)))\n"
        "print([name for name in sys.modules if name.startswith('audiobook.project')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-2:] == ["[]", "[]"]
