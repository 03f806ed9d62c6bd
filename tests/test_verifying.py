"""``verify``: an MP3, its manifest and its text, each held against the others, with no project."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from damages import ARTICLE, of
from mutagen.mp3 import MP3

from audiobook.cli.verifying import verify as command
from audiobook.config import Settings
from audiobook.errors import AudioError, SourceError
from audiobook.project import Options, Project
from audiobook.project.verifying import verify

TITLES = ("Ebb", "Flood")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for title in TITLES:
        text = ARTICLE.format(title=title, quote="")
        (folder / f"{title.lower()}.md").write_text(text)
    with closing(Project(folder, Settings())) as project:
        list(project.make([str(folder)], Options(voice="tone:sine")))
    return folder


@pytest.fixture
def far(made, tmp_path):
    """The files of the editions, and of their sources, on some other machine."""
    for path in (*made.glob("media/*"), *made.glob("*.md")):
        shutil.copy(path, tmp_path)
    return tmp_path


def failures(found):
    return {point.subject: point.told for point in found.points if not point.holds}


def edit(path, **keys):
    tree = json.loads(path.read_bytes())
    path.write_text(json.dumps({**tree, **keys}))


def test_an_edition_is_verified_with_its_text(far):
    found = verify(of(far, "ebb-*.mp3"), text=far / "ebb.md")
    assert found.holds
    assert failures(found) == {}
    assert [point.subject for point in found.points][:3] == ["file", "tags", "manifest"]
    assert len(found.points) == 8
    assert found.manifest.voices == ("tone:sine",)


def test_a_second_name_has_the_same_manifest(far):
    mp3 = of(far, "ebb-*.mp3")
    assert verify(mp3.rename(mp3.with_suffix(".r2.mp3"))).holds


def test_one_byte_changed_is_said(far):
    mp3 = of(far, "ebb-*.mp3")
    data = bytearray(mp3.read_bytes())
    data[-1000] ^= 1
    mp3.write_bytes(data)
    (told,) = failures(verify(mp3)).values()
    assert told.startswith("was changed after it was made: has the SHA-256 ")


def test_a_swapped_manifest_is_said(far):
    found = verify(of(far, "ebb-*.mp3"), of(far, "flood-????????.json"))
    told = failures(found)
    assert told["file"].startswith("is not the one that the manifest describes, which is of anoth")
    assert "the title “Ebb”, the manifest “Flood”" in told["tags"]


def test_a_text_edited_in_the_manifest_is_said(far):
    mp3, path = of(far, "ebb-*.mp3"), of(far, "ebb-????????.json")
    text = json.loads(path.read_bytes())["text"].replace("comes", "leaps")
    edit(path, text=text)
    told = failures(verify(mp3))
    assert told["manifest"].startswith("its text is not the one it was made from")
    # With the hash mended, too, the manifest agrees with itself, but the MP3 still knows.
    edit(path, text_sha256=hashlib.sha256(text.encode()).hexdigest())
    told = failures(verify(mp3))
    assert "manifest" not in told
    assert "its tags have the TEXT-SHA256" in told["tags"]


def test_another_licence_in_the_manifest_is_said(far):
    path = of(far, "ebb-????????.json")
    edit(path, licence={"id": "CC0-1.0", "name": "CC0", "url": None, "holder": None})
    assert "the licence “CC-BY-4.0”, the manifest “CC0-1.0”" in str(
        failures(verify(of(far, "ebb-*.mp3")))
    )


UNTRUE = {
    "authors": (
        {"authors": ["Mallory"]},
        {
            "tags": "its tags are by “Ada Marsh”, the manifest by “Mallory”",
            "manifest": "its notice does not name its authors, “Mallory”",
        },
    ),
    "a file as source": (
        {"source": "mallory.md"},
        {"manifest": "its notice does not name its source, “mallory.md”"},
    ),
    "an address as source": (
        {"source": "https://example.net/"},
        {"tags": "its tags have no address as its source, the manifest “https://example.net/”"},
    ),
    "holder": (
        {"licence": {"holder": "Mallory"}},
        {"tags": "4.0/”, the holder “Mallory” not", "manifest": "name its holder, “Mallory”"},
    ),
    "licence's name": (
        {"licence": {"name": "All mine"}},
        {"manifest": "its notice does not name its licence, “All mine”"},
    ),
    "language": (
        {"language": "de-AT"},
        {"tags": "its tags have the language “eng”, the manifest “de-AT”"},
    ),
    "an invisible letter in the title": (
        {"title": "E\u200bbb"},
        {"tags": "its tags have the title “Ebb”, the manifest “E\u200bbb”"},
    ),
    "size": ({"mp3": {"bytes": 7}}, {"file": "bytes, and the manifest says 7"}),
}


@pytest.mark.parametrize(("keys", "said"), UNTRUE.values(), ids=UNTRUE)
def test_a_manifest_that_credits_others_than_the_mp3_is_caught(far, keys, said):
    path = of(far, "ebb-????????.json")
    tree = json.loads(path.read_bytes())
    for key, value in keys.items():
        edit(path, **{key: {**tree[key], **value} if isinstance(value, dict) else value})
    told = failures(verify(of(far, "ebb-*.mp3")))
    assert set(said) <= set(told)
    for subject, words in said.items():
        assert words in told[subject]


def changed(tree, **keys):
    """The utterances, the first that has a place in the text with other keys."""
    utterances = tree["utterances"]
    placed = next(said for said in utterances if said["start"] is not None)
    return {"utterances": [{**said, **keys} if said is placed else said for said in utterances]}


def left_out(tree, start, end):
    return {"omissions": [*tree["omissions"], {"start": start, "end": end, "reason": ""}]}


IMPOSSIBLE = {
    "nothing said": (
        lambda tree: changed(tree, spoken=" "),
        "says nothing",
    ),
    "said twice": (
        lambda tree: changed(tree, end=len(tree["text"])),
        "“It cost $3.5M (gross) on 2 May 1998.”, are said twice",
    ),
    "said and left out": (
        lambda tree: left_out(tree, 0, len("The Ebb comes  & goes.")),
        "“The Ebb comes & goes.”, are both said and listed as left out",
    ),
    "left out across two": (
        lambda tree: left_out(tree, 4, len("The Ebb comes  & goes. It")),
        "“Ebb comes & goes. It”, are both said and listed as left out",
    ),
    "nothing of the text": (
        lambda tree: changed(tree, end=0),
        "characters 0 to 0 are not in its text",
    ),
    "words of another": (
        lambda tree: changed(tree, words=[[0, 99, 300, 400]]),
        "times words that are not its own",
    ),
}


@pytest.mark.parametrize(("edited", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_no_script_can_be_is_said(far, edited, said):
    """The laws that every script is held to when it is written, held against a stranger's."""
    path = of(far, "ebb-????????.json")
    edit(path, **edited(json.loads(path.read_bytes())))
    assert said in failures(verify(of(far, "ebb-*.mp3")))["manifest"]


def test_a_sentence_that_is_not_said_is_shown(far):
    path = of(far, "ebb-????????.json")
    utterances = json.loads(path.read_bytes())["utterances"]
    missing = next(said for said in utterances if "knows" in said["spoken"])
    edit(path, utterances=[said for said in utterances if said is not missing])
    told = failures(verify(of(far, "ebb-*.mp3")))
    assert "“It knows no --> end.”, are neither said nor listed as left out" in told["manifest"]


def test_a_text_that_is_not_the_one_read_is_shown_where_it_differs(far):
    (far / "ebb.md").write_text((far / "ebb.md").read_text().replace("no --> end", "an end"))
    told = failures(verify(of(far, "ebb-*.mp3"), text=far / "ebb.md"))
    assert told == {
        "ebb.md": "at word 17, the text has “an” where “no -->” was read",
    }


def test_a_plain_text_will_do(far):
    text = json.loads(of(far, "ebb-????????.json").read_bytes())["text"]
    (far / "copy.txt").write_text("\n".join(text.split()))
    assert verify(of(far, "ebb-*.mp3"), text=far / "copy.txt").holds


def test_tags_that_were_stripped_are_missed(far):
    mp3 = of(far, "ebb-*.mp3")
    audio = MP3(mp3)
    audio.delete()
    told = failures(verify(mp3))
    assert set(told) == {"file", "tags"}


HOSTILE = {
    "empty": b"",
    "no json": b"\xff\xfe\x00manifest",
    "a list": b"[]",
    "deep": b'{"x": ' + b"[" * 200_000,
    "deep and whole": b'{"x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "no keys": b"{}",
    "not utf-8": b'{"title": "\xff"}',
    "surrogate": b'{"title": "\\ud800"}',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_manifest_gives_one_line(far, data):
    path = of(far, "ebb-????????.json")
    path.write_bytes(data)
    done = CliRunner().invoke(command, [str(of(far, "ebb-*.mp3"))])
    assert (done.exit_code, done.stderr) == (1, "")
    first, last = done.stdout.splitlines()
    assert first.startswith(f"FAILED    manifest: {path.name} is no manifest of an edition: ")
    assert last.endswith(": NOT verified: 1 of 1 failed")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 7),
        ("utterances", {"a": 1}),
        ("utterances", [{"spoken": "x", "start": -5, "end": 10**30, "start_ms": 0, "end_ms": 0}]),
        ("omissions", [{"start": 5, "end": 2, "reason": ""}]),
        ("duration_ms", -1),
        ("text", "\x1b[31m\u202ered\x07"),
        ("text_sha256", "\x1b]0;owned\x07"),
        ("loudness", {"integrated_lufs": 1e400, "true_peak_dbtp": -1e400}),
        ("licence", {"id": "", "name": "\x1b[2J", "url": "javascript:alert(1)", "holder": None}),
        ("chapters", [{"title": "\x9b31m", "start_ms": 10**40, "end_ms": 0}]),
        ("mp3", {"sha256": "x" * 100_000, "bytes": 0, "bitrate_kbps": -1}),
    ],
)
def test_a_manifest_of_nonsense_steers_nothing(far, key, value):
    path = of(far, "ebb-????????.json")
    tree = json.loads(path.read_bytes())
    path.write_text(json.dumps({**tree, key: value}).replace("Infinity", "1e400"))
    for more in ((), ("--json",)):
        done = CliRunner().invoke(command, [str(of(far, "ebb-*.mp3")), *more])
        assert (done.exit_code, done.stderr) == (1, "")
        assert not set(done.stdout) & set("\x1b\x07\x9b\u202e") or more
        assert len(done.stdout.splitlines()) < 20


def test_what_is_no_mp3_and_no_text_is_an_error_of_its_own(far):
    path = of(far, "ebb-*.mp3")
    (far / "text.docx").write_bytes(b"PK\x03\x04\xff\xff")
    with pytest.raises(SourceError):
        verify(path, text=far / "text.docx")
    path.write_bytes(b"no sound")
    with pytest.raises(AudioError, match="is no MP3"):
        verify(path)


def test_no_file_holds_it_up(far):
    """A device or a pipe that never ends in a file's place; a manifest that is not there."""
    mp3, manifest = of(far, "ebb-*.mp3"), of(far, "ebb-????????.json")
    done = audiobook(far, "verify", mp3.name, "--manifest", "/dev/zero")
    assert done.returncode == 1
    assert "zero is no manifest of an edition: it is no regular file\n" in done.stdout
    done = audiobook(far, "verify", "/dev/zero")
    assert (done.returncode, done.stderr) == (
        7,
        "audiobook: /dev/zero: is no regular file; name the MP3 of an edition\n",
    )
    manifest.unlink()
    os.mkfifo(manifest)
    done = audiobook(far, "verify", mp3.name)
    assert (
        f"manifest: {manifest.name} is no manifest of an edition: it is no regular" in done.stdout
    )
    manifest.unlink()
    done = audiobook(far, "verify", mp3.name)
    told = f"there is none at {manifest.name}: put it there, or name it with --manifest"
    assert done.stdout.splitlines()[0] == f"FAILED    manifest: {told}"


def test_a_manifest_in_the_place_of_the_mp3_is_no_mp3(far):
    name = of(far, "ebb-????????.json").name
    done = audiobook(far, "verify", name)
    assert done.returncode == AudioError.exit_status
    assert done.stderr.startswith(f"audiobook: {name}: is no MP3: ")
    assert done.stderr.endswith("; name the MP3 of an edition\n")


def test_the_command_prints_what_holds_and_who_speaks(far):
    name = of(far, "ebb-*.mp3").name
    done = audiobook(far, "verify", name, "--text", "ebb.md")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ok        file: is the one that ebb-")
    assert "licence   CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/" in lines
    assert "voice     synthetic: tone:sine" in lines
    assert lines[-1] == f"{name}: verified"
    told = json.loads(audiobook(far, "verify", name, "--json").stdout)
    assert told["verified"]
    assert told["says"]["licence"]["id"] == "CC-BY-4.0"


def audiobook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # in a minute at most: what hangs has failed
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
