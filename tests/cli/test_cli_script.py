"""How a script looks: beside on a wide terminal, below on a narrow one, whole lines elsewhere."""

import io
import re

import pytest

from audiobook.cli.console import make_console
from audiobook.cli.script_view import show_script
from audiobook.model import (
    Article,
    Block,
    BlockKind,
    Finding,
    Licence,
    Omission,
    Script,
    Section,
    Utterance,
    Verdict,
)

TEXT = (
    "The lamp cost $5 in 1998, and the keeper who lit it lived alone on the rock. Quoted words."
    " Du calme. print(lamp)"
)
ARTICLE = Article(
    "a", "a.md", "Lamp\x1b[2J", TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), "en"
)
LICENCE = Licence("CC0-1.0", "CC0", None, None, "[b]licence[/b]")
FINDING = Finding(LICENCE, Verdict.ALLOWED, "it is accepted")


def utterance(spoken, written, **more):
    start = TEXT.find(written)
    found = start >= 0
    return Utterance(
        spoken,
        written,
        start if found else None,
        start + len(written) if found else None,
        400,
        more.pop("language", "en"),
        **more,
    )


SAID = "The lamp cost five dollars in nineteen ninety eight, and"
REST = "the keeper who lit it lived alone on the rock."
SCRIPT = Script(
    "en",
    (
        Section(
            "Lamp",
            (
                utterance("Lamp", "Lamp"),
                utterance("Quoted words.", "Quoted words.", quoted=True),
                utterance(f"{SAID} {REST}", f"The lamp cost $5 in 1998, and {REST}"),
                utterance("Du calme.", "Du calme.", language="fr"),
            ),
        ),
        Section("Credit", (utterance("No rights reserved.", "No rights reserved. (CC0)"),)),
    ),
    (Omission(4, 8, "footnote mark"), Omission(TEXT.index("print"), len(TEXT), "code")),
)


def shown(width=None, script=SCRIPT, **options):
    file = io.StringIO()
    console = make_console(
        file=file, width=width or 80, force_terminal=width is not None, **options
    )
    show_script(ARTICLE, FINDING, script, console)
    return file.getvalue()


def test_elsewhere_lines_are_whole_and_plain():
    lines = shown().splitlines()
    assert lines == [
        "Lamp[2J",
        "author not stated · en · 28 words · about 0:10 min",
        "CC0-1.0, holder not stated: allowed; it is accepted",
        "found by: [b]licence[/b]",
        "",
        "§ Lamp",
        "> Quoted words.",
        f"{SAID} {REST}",
        f"  The lamp cost $5 in 1998, and {REST}",
        "left out (footnote mark): lamp",
        "[fr] Du calme.",
        "left out (code): print(lamp)",
        "",
        "§ Credit",
        "No rights reserved.",
        "",
        "left out: 1 footnote mark, 1 code",
    ]


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_terminal_gets_no_line_that_it_would_wrap_itself(width):
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown(width))
    assert max(map(len, plain.splitlines())) <= width
    assert "".join(plain.split()).count("livedalone") == 2


def test_a_wide_terminal_shows_the_writing_beside():
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown(140)).splitlines()
    row = next(line for line in lines if "five dollars" in line)
    assert row.index("$5") == 70 + len("The lamp cost ")


def test_words_that_differ_are_in_colour():
    assert "\x1b[32mfive dollars\x1b[0m" in shown(80)
    assert "\x1b[33m$5\x1b[0m" in shown(80)
    assert "\x1b[32mThe" not in shown(80)


def test_a_long_omission_is_shortened_and_its_length_told():
    article_text = "word " * 400
    article = Article("a", "a", "T", article_text, (), "en")
    file = io.StringIO()
    script = Script("en", (), (Omission(0, 2000, "code"),))
    show_script(article, FINDING, script, make_console(file=file))
    line = next(line for line in file.getvalue().splitlines() if line.startswith("left out (code)"))
    assert line.endswith("word … (1,999 characters)")
    assert len(line) < 300


def test_a_blank_line_parts_chapters_on_a_terminal_too():
    assert "\n\n\x1b[1m§ Credit\x1b[0m\n" in shown(80)


def test_a_language_without_rules_is_told():
    said = (Utterance("Qapla' jupHom.", "Qapla' jupHom.", None, None, 0, "tlh"),)
    lines = shown(script=Script("tlh", (Section("", said),), ())).splitlines()
    assert lines[2] == "tlh: the text goes to the voice as it is"
    assert "as it is" not in shown()


def test_a_region_is_not_a_foreign_language():
    said = (Utterance("Hello.", "Hello.", None, None, 0, "en-GB"),)
    assert "\nHello.\n" in shown(script=Script("en", (Section("", said),), ()))


def test_nothing_left_out_is_said():
    assert shown(script=Script("en", SCRIPT.sections, ())).endswith("nothing is left out\n")
