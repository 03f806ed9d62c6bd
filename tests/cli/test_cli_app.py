"""Commands as a person types them, in a process of their own."""

import json
import logging
import os
import re
import signal
import subprocess
import sys
import wave
from pathlib import Path

import httpx
import pytest
from rich.table import Table

from audiobook import errors
from audiobook.cli import main
from audiobook.cli.console import make_console
from audiobook.cli.frame import SaidLog

ROOT = Path(__file__).parents[2]
TIDE = """\
---
title: Tide
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day. It cost $2.50 to see it.

```
rise = pull * moon
```
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tide.md").write_text(TIDE)
    return tmp_path


def audiobook(folder, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def make(folder, *arguments):
    return audiobook(folder, "make", *arguments, "--voice", "tone:sine")


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_make_says_what_was_made_how_long_under_which_licence_and_how_to_listen(folder):
    done = make(folder, "tide.md")
    assert done.returncode == 0
    assert re.search(r"^Tide\n  0:\d\d min · CC-BY-4\.0 · tone:sine · -1[56]", done.stdout, re.M)
    assert re.search(r"^  media/tide-[0-9a-f]{8}\.mp3$", done.stdout, re.M)
    assert "Listen and subscribe on this machine: " in done.stdout
    assert done.stdout.endswith("audiobook serve\n")
    assert done.stderr.startswith("made     Tide: ")
    again = make(folder, "tide.md")
    assert again.returncode == 0
    assert again.stderr == "skipped  Tide: nothing has changed since it was made\n"


def test_make_json_is_one_value_a_line(folder):
    done = make(folder, "tide.md", "missing.md", "--json")
    values = [json.loads(line) for line in done.stdout.splitlines()]
    assert [value["status"] for value in values] == ["failed", "made"]
    assert values[0]["kind"] == "SourceError"
    edition = values[1]["edition"]
    assert (edition["title"], edition["licence"]) == ("Tide", "CC-BY-4.0")
    assert (folder / edition["mp3"]).stat().st_size == edition["bytes"]
    assert done.returncode == 1


def test_what_an_article_says_is_shown_as_it_is(folder):
    (folder / "tide.md").write_text(TIDE.replace("title: Tide", "title: 'A [b] :tada: ]]> tide'"))
    done = make(folder, "tide.md", "--json")
    assert json.loads(done.stdout)["title"] == "A [b] :tada: ]]> tide"
    assert "A [b] :tada: ]]> tide" in audiobook(folder, "list").stdout
    assert "A [b] :tada: ]]> tide" in audiobook(folder, "script", "tide.md").stdout


def test_no_article_steers_the_terminal(folder):
    steering = "\x1b\x07\x9b\u202e"
    title = "Red \\e[31m bell \\a csi \\u009b2J back \\u202Edne"
    (folder / "audiobook.toml").write_text('[publish]\nbase-url = "https://example.org/"')
    (folder / "tide.md").write_text(TIDE.replace("title: Tide", f'title: "{title}"'))
    (folder / "\x1b[2J\u202e.md").write_text("No licence.")
    make(folder, "tide.md")
    (mp3,) = (folder / "media").glob("*.mp3")
    commands = [
        ("make", "tide.md", "\x1b[2J\u202e.md", "--voice", "tone:sine", "--force"),
        ("list",),
        ("show", mp3.stem),
        ("script", "tide.md"),
        ("licence", "."),
        ("script", "\x1b[2J\u202e there is none.md"),
        ("publish", str(folder.parent / "site"), "--dry-run"),
        ("remove", "\x1b[2J\u202e"),
    ]
    for name, *arguments in commands:
        done = audiobook(folder, name, *arguments, env={**os.environ, "PYTHONUTF8": "1"})
        assert done.stdout + done.stderr
        assert not set(steering) & set(done.stdout + done.stderr), name
        assert name in ("publish", "remove") or "2J" in done.stdout + done.stderr, name


def test_what_a_terminal_shows_has_our_colours_and_no_others(capsys):
    console = make_console(force_terminal=True, width=40, color_system="standard")
    table = Table(box=None)
    table.add_column("title")
    table.add_row("Red \x1b[31m tide\x9b2J")
    console.print("[green]made[/] Red \x1b[31m tide")
    console.print(table)
    told = capsys.readouterr().out
    assert "\x1b[32mmade\x1b[0m Red [31m tide\n" in told
    assert "Red [31m tide2J" in told
    assert "\x1b[31m" not in told


def test_an_article_that_goes_to_another_show_is_said_to_move(folder):
    shows = '[shows.{}]\ntitle = "{}"\ndescription = "Of the sea."\n'
    (folder / "audiobook.toml").write_text(shows.format("sea", "Sea"))
    make(folder, "tide.md")
    (folder / "audiobook.toml").write_text(shows.format("moon", "Moon"))
    assert make(folder, "tide.md", "--dry-run").stderr == "would move Tide: to moon\n"
    value = json.loads(make(folder, "tide.md", "--dry-run", "--json").stdout)
    assert (value["status"], value["edition"]["shows"]) == ("moved", ["moon"])
    assert make(folder, "tide.md").stderr == "moved    Tide: to moon\n"
    assert make(folder, "tide.md").stderr.startswith("skipped  Tide")


def test_a_file_named_twice_is_one_article(folder):
    done = make(folder, "tide.md", "./tide.md", ".", "--json")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["made"]


def test_a_hash_in_a_file_name_is_a_part_of_it(folder):
    (folder / "sub").mkdir()
    (folder / "C# tide.md").write_text(TIDE)
    (folder / "audiobook.toml").touch()
    make(folder, "C# tide.md")
    again = audiobook(folder / "sub", "make", "../C# tide.md", "--voice", "tone:sine")
    assert again.stderr.startswith("skipped")


def test_a_folder_s_other_files_are_told_once_and_the_project_s_own_are_not(folder):
    (folder / "audiobook.toml").write_text("")
    (folder / "lexicon.tsv").write_text("")
    make(folder, "tide.md")
    assert make(folder, ".").stderr.count("\n") == 1
    (folder / "notes.xml").write_text("<a/>")
    told = make(folder, ".").stderr
    assert "1 file was passed over" in told
    assert "(.xml)" in told
    assert make(folder, "tide.md").stderr.count("\n") == 1


def test_python_files_beside_the_articles_are_not_run(folder):
    (folder / "wave.py").write_text("import pathlib; pathlib.Path('ran').touch()")
    (folder / "json.py").write_text("import pathlib; pathlib.Path('ran').touch()")
    command = [str(Path(sys.executable).with_name("audiobook")), "make", "tide.md"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    assert not (folder / "ran").exists()


def test_standard_input_is_a_source(folder):
    text = "The sea is wide and cold tonight. This text is licensed under CC BY-SA 4.0."
    done = audiobook(folder, "make", "-", "--voice", "tone:sine", "--title", "Sea", input=text)
    assert done.returncode == 0
    assert re.search(r"Sea\n  .*CC-BY-SA-4\.0", done.stdout)


def test_a_dry_run_says_what_would_be_made(folder):
    before = files(folder)
    done = make(folder, "tide.md", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "would make Tide\n")
    assert files(folder) == before


BAD = {
    "missing": (["make", "missing.md"], errors.SourceError, "missing.md"),
    "empty": (["make", "empty.txt"], errors.SourceError, "empty.txt"),
    "binary": (["make", "binary.txt"], errors.SourceError, "binary.txt"),
    "picture": (["make", "picture.png"], errors.SourceError, "picture.png"),
    "unlicensed": (["make", "bare.txt"], errors.LicenceError, "--licence"),
    "refused": (["make", "nd.md"], errors.LicenceError, "CC-BY-ND-4.0"),
    "voice": (["make", "tide.md", "--voice", "en-uss"], errors.VoiceError, "en-us"),
    "engine": (["make", "tide.md", "--voice", "tone:sin"], errors.VoiceError, "sine"),
    "licence": (["make", "tide.md", "--licence", "CC-BYE"], errors.UsageError, "CC-BY"),
    "licence first": (
        ["make", "missing.md", "tide.md", "--licence", "CC-BYE"],
        errors.UsageError,
        "CC-BY",
    ),
    "language": (["normalise", "5 km", "--language", "english"], errors.UsageError, "as en"),
    "show": (["make", "tide.md", "--show", "law"], errors.UsageError, "law"),
    "edition": (["remove", "deadbeef"], errors.CatalogueError, "audiobook list"),
    "address": (["make", "https://example.org/a.html"], errors.SourceError, "example.org"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_its_status_and_leaves_nothing(folder, case):
    arguments, kind, named = BAD[case]
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "bare.txt").write_text("The sea is wide and cold. Nobody owns it.")
    (folder / "nd.md").write_text(TIDE.replace("CC-BY-4.0", "CC-BY-ND-4.0"))
    before = files(folder)
    done = audiobook(folder, *arguments)
    assert done.returncode == kind.exit_status
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert files(folder) == before


def test_an_unknown_key_in_the_settings_names_the_nearest(folder):
    (folder / "audiobook.toml").write_text("[narrator]\nvoise = 'en-us'\n")
    done = make(folder, "tide.md")
    assert done.returncode == errors.ConfigError.exit_status
    assert "[narrator] voise: is no setting; did you mean 'voice'?" in done.stderr


def test_wrong_usage_is_status_two(folder):
    assert audiobook(folder, "make").returncode == 2
    assert audiobook(folder, "sing").returncode == 2
    assert audiobook(folder, "make", "tide.md", "--rate", "9").returncode == 2
    assert audiobook(folder, "make", "tide.md", "--rate", "nan").returncode == 2


def test_script_shows_what_is_said_and_what_is_left_out(folder):
    done = audiobook(folder, "script", "tide.md")
    assert done.returncode == 0
    assert "CC-BY-4.0" in done.stdout
    assert "two dollars and fifty cents" in done.stdout
    assert "left out (code): rise = pull * moon" in done.stdout
    assert files(folder) == ["tide.md"]


def test_script_json_holds_the_keys_that_need_no_sound(folder):
    tree = json.loads(audiobook(folder, "script", "tide.md", "--json").stdout)
    assert {"title", "authors", "text", "licence", "notice", "credit", "utterances"} <= set(tree)
    assert tree["omissions"][0]["reason"] == "code"
    assert "mp3" not in tree


def test_script_needs_no_licence(folder):
    (folder / "bare.txt").write_text("The sea is wide and cold. Nobody owns it.")
    done = audiobook(folder, "script", "bare.txt")
    assert done.returncode == 0
    assert "no licence: unknown" in done.stdout
    tree = json.loads(audiobook(folder, "script", "bare.txt", "--json").stdout)
    assert (tree["licence"], tree["notice"]) == (None, None)
    assert all(utterance["spoken"] for utterance in tree["utterances"])


def test_unknown_words_are_lines_for_the_lexicon(folder):
    (folder / "tide.md").write_text(TIDE + "\nThe pilot Nyoze met Zzyngo. Then Nyoze slept.\n")
    done = audiobook(folder, "script", "tide.md", "--unknown")
    assert done.stdout.splitlines()[1:] == [
        "# 2 times",
        "Nyoze\t\ten\t\t",
        "# once",
        "Zzyngo\t\ten\t\t",
    ]
    values = audiobook(folder, "script", "tide.md", "--unknown", "--json").stdout.splitlines()
    assert json.loads(values[0]) == {"written": "Nyoze", "language": "en", "count": 2}
    (folder / "lexicon.tsv").write_text(done.stdout.replace("Nyoze\t\t", "Nyoze\tNee oh zeh\t"))
    assert "Nee oh zeh" in audiobook(folder, "normalise", "Nyoze").stdout
    again = audiobook(folder, "script", "tide.md", "--unknown").stdout
    assert ("Nyoze" in again, "Zzyngo" in again) == (False, True)


def test_both_lexicons_of_a_folder_are_read(folder):
    (folder / "lexicon.pls").write_text(
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
        ' alphabet="ipa" xml:lang="en"><lexeme><grapheme>moon</grapheme><alias>luna</alias>'
        "</lexeme></lexicon>"
    )
    (folder / "lexicon.tsv").write_text("tide\tebb\n")
    assert audiobook(folder, "normalise", "moon and tide").stdout == "luna and ebb\n"


def test_normalise_takes_an_argument_or_lines(folder):
    assert audiobook(folder, "normalise", "It cost $2.50.").stdout == (
        "It cost two dollars and fifty cents.\n"
    )
    assert audiobook(folder, "normalise", input="Henry VIII\n\n5 km\n").stdout == (
        "Henry the eighth\n\nfive kilometers\n"
    )


def test_licence_answers_for_many_sources_as_json(folder):
    (folder / "bare.txt").write_text("The sea is wide and cold. Nobody owns it.")
    done = audiobook(folder, "licence", "tide.md", "bare.txt", "--json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == ["source", "licence", "url", "holder", "evidence", "verdict", "why"]
    assert (first["licence"], first["verdict"]) == ("CC-BY-4.0", "allowed")
    assert (second["licence"], second["verdict"]) == (None, "unknown")


def test_voices_lists_and_tries(folder):
    voices = audiobook(folder, "voices").stdout
    assert "pyttsx3:en-us" in voices
    assert "tone:sine" in voices
    german = audiobook(folder, "voices", "--language", "de", "--json").stdout
    assert [json.loads(line)["voice"] for line in german.splitlines()] == ["de"]
    british = audiobook(folder, "voices", "--language", "en-GB", "--json").stdout
    assert '"en-gb"' in british
    assert '"en-us"' not in british
    assert audiobook(folder, "voices", "--language", "tlh").returncode == 6
    tried = audiobook(folder, "voices", "try", "en-gb", "Good evening.", "-o", "hello.wav")
    assert tried.stdout.startswith("hello.wav: ")
    with wave.open(str(folder / "hello.wav")) as sound:
        assert sound.getnframes() > sound.getframerate() / 2


def test_list_and_remove(folder):
    make(folder, "tide.md")
    (edition,) = map(json.loads, audiobook(folder, "list", "--json").stdout.splitlines())
    assert edition["id"][-8:] in audiobook(folder, "list").stdout
    assert audiobook(folder, "remove", edition["id"][-8:]).returncode == 0
    assert audiobook(folder, "list", "--json").stdout == ""
    assert not list(folder.glob("media/*"))


def test_feed_rebuilds_and_says_what_changed(folder):
    make(folder, "tide.md")
    (folder / "feeds" / "podcast.xml").unlink()
    assert audiobook(folder, "feed").stdout.endswith("feeds/podcast.xml\n")
    assert b"<title>Tide</title>" in (folder / "feeds" / "podcast.xml").read_bytes()
    again = audiobook(folder, "feed")
    assert (again.stdout, again.stderr) == ("", "Every feed is as it should be.\n")
    (folder / "audiobook.toml").write_text("[shows.law]\ntitle = 'Law'")
    renamed = audiobook(folder, "feed", "--json")
    assert json.loads(renamed.stdout.splitlines()[0])["written"].endswith("feeds/law.jpg")
    assert "show 'podcast': is in audiobook.toml no more" in renamed.stderr
    assert (folder / "feeds" / "podcast.xml").exists()
    assert json.loads(audiobook(folder, "list", "--show", "podcast", "--json").stdout)["title"]
    assert audiobook(folder, "list", "--show", "law").stdout == ""
    unknown = audiobook(folder, "list", "--show", "lwa")
    assert (unknown.returncode, "known: law" in unknown.stderr) == (2, True)


def test_a_private_show_has_an_address_for_each_subscriber(folder):
    text = "[publish]\nbase-url = 'https://example.org/x/'\n[shows.{}]\nprivate = true\n"
    (folder / "audiobook.toml").write_text(text.format("letters"))
    address = audiobook(folder, "feed", "--private", "ada").stdout.strip()
    found = r"https://example\.org/x/private/[\w-]{32}/feeds/letters\.xml"
    assert re.fullmatch(found, address)
    again = audiobook(folder, "feed", "--private", "ada", "--show", "letters", "--json")
    assert json.loads(again.stdout) == {"name": "ada", "address": address}
    assert audiobook(folder, "feed", "--end", "ada").returncode == 0
    assert audiobook(folder, "feed", "--private", "ada").stdout.strip() != address
    gone = audiobook(folder, "feed", "--end", "bob")
    assert (gone.returncode, "no subscriber 'bob'; known: ada" in gone.stderr) == (8, True)
    (folder / "audiobook.toml").write_text("")
    none = audiobook(folder, "feed", "--private", "ada")
    assert (none.returncode, "has no private show" in none.stderr) == (2, True)


@pytest.mark.parametrize(
    "name", ["../x", "a\\b", "..", "a\nb", "a\u202eb", " ada", "a  b", "x" * 300]
)
def test_a_subscriber_has_a_name_that_may_stand_in_a_path(folder, name):
    (folder / "audiobook.toml").write_text("[shows.letters]\nprivate = true\n")
    refused = audiobook(folder, "feed", "--private", name)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "is no name for a subscriber" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_make_names_no_feed_of_a_private_show(folder):
    (folder / "audiobook.toml").write_text("[shows.letters]\nprivate = true\n")
    made = make(folder, "tide.md")
    assert made.returncode == 0, made.stderr
    assert "letters.xml" not in made.stdout
    assert "audiobook feed --private NAME --show letters\n" in made.stdout


def test_warnings_are_lines_for_people(capsys):
    said = SaidLog()
    for name in ("audiobook.project.mending", "paramiko.transport"):
        said.emit(logging.makeLogRecord({"name": name, "levelname": "WARNING", "msg": "Mind."}))
    assert capsys.readouterr().err == "audiobook: Mind.\naudiobook: paramiko: Mind.\n"


def test_init_then_make_uses_the_settings(folder):
    assert audiobook(folder, "init").returncode == 0
    assert audiobook(folder, "init").returncode == errors.ConfigError.exit_status
    make(folder, "tide.md")
    assert (folder / "feeds" / "podcast.xml").exists()


def test_serve_serves_and_stops_on_interrupt(folder):
    make(folder, "tide.md")
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        address = ""
        for line in server.stderr:
            if match := re.search(r"http://127\.0\.0\.1:[1-9]\d*", line):
                address = match[0]
                break
        page = httpx.get(f"{address}/")
        assert (page.status_code, "Tide" in page.text) == (200, True)
        feed = httpx.get(f"{address}/feeds/podcast.xml").text
        url = re.search(r'<enclosure url="([^"]+)"', feed)[1]
        assert url.startswith(address)
        part = httpx.get(url, headers={"Range": "bytes=0-2"})
        assert (part.status_code, part.content) == (206, b"ID3")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_has_help_with_an_example_and_stands_in_the_readme(name):
    done = audiobook(ROOT, name, "--help")
    assert f"Example: audiobook {name}" in done.stdout
    assert f"audiobook {name}" in (ROOT / "README.md").read_text()
