"""A voice is fetched whole or not at all, from a real server that may fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from piper_parts import JOE, PLACE, joe, voice_server
from speech_parts import said

from audiobook.errors import VoiceError
from audiobook.speech.piper_download import add_voice
from audiobook.speech.piper_engine import PiperEngine
from audiobook.speech.piper_voices import voice_folder


@pytest.fixture
def folder(tmp_path):
    before = os.environ.get("AUDIOBOOK_DATA")
    os.environ["AUDIOBOOK_DATA"] = str(tmp_path)
    yield voice_folder()
    if before is None:
        del os.environ["AUDIOBOOK_DATA"]
    else:
        os.environ["AUDIOBOOK_DATA"] = before


@pytest.fixture(scope="module")
def served():
    files = joe()
    config = {**json.loads(files.config.read_bytes()), "dataset": "joe"}
    return {
        f"{PLACE}{JOE}.onnx": files.model.read_bytes(),
        f"{PLACE}{JOE}.onnx.json": json.dumps(config).encode(),
        f"{PLACE}MODEL_CARD": files.card.encode(),
        "/voices.json": json.dumps({JOE: {}, "de_DE-thorsten-low": {}}).encode(),
    }


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_voice_is_added_with_its_card_and_speaks(folder, served):
    with voice_server(served) as address:
        voice = add_voice(f"piper:{JOE}", f"{address}/")
    assert names(folder) == [f"{JOE}.MODEL_CARD", f"{JOE}.onnx", f"{JOE}.onnx.json"]
    assert (voice.name, voice.licence, voice.commercial) == (JOE, "CC0-1.0", None)
    engine = PiperEngine()
    assert engine._voices()[JOE][0].model.parent == folder
    assert engine._voices()[JOE][0].card == joe().card
    assert engine.speak(said("Yes."), JOE, 1.0).duration_ms > 100


@pytest.mark.parametrize("file", [f"{JOE}.onnx", f"{JOE}.onnx.json", "MODEL_CARD"])
def test_a_server_that_breaks_off_leaves_nothing(folder, served, file):
    with (
        voice_server(served, frozenset({PLACE + file})) as address,
        pytest.raises(VoiceError, match="can't be fetched") as caught,
    ):
        add_voice(JOE, address)
    assert file in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert names(folder) == []


@pytest.mark.parametrize(
    ("file", "body"),
    [
        (f"{JOE}.onnx", b"<!DOCTYPE html><p>Please sign in."),
        (f"{JOE}.onnx", b""),
        (f"{JOE}.onnx.json", b"<!DOCTYPE html>"),
        (f"{JOE}.onnx.json", b"{}"),
    ],
    ids=["page", "nothing", "page for json", "empty json"],
)
def test_what_is_no_voice_is_not_kept(folder, served, file, body):
    with (
        voice_server({**served, PLACE + file: body}) as address,
        pytest.raises(VoiceError, match="no voice that Piper can load"),
    ):
        add_voice(JOE, address)
    assert names(folder) == []


def test_half_a_model_of_the_right_length_is_not_kept(folder, served):
    whole = served[f"{PLACE}{JOE}.onnx"]
    with (
        voice_server({**served, f"{PLACE}{JOE}.onnx": whole[: len(whole) // 2]}) as address,
        pytest.raises(VoiceError, match="no voice that Piper can load"),
    ):
        add_voice(JOE, address)
    assert names(folder) == []


def test_a_failure_leaves_the_voice_that_was_there(folder, served):
    with voice_server(served) as address:
        add_voice(JOE, address)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with (
        voice_server(served, frozenset({f"{PLACE}{JOE}.onnx"})) as address,
        pytest.raises(VoiceError),
    ):
        add_voice(JOE, address)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_card_may_be_missing(folder, served):
    without = {path: body for path, body in served.items() if not path.endswith("CARD")}
    with voice_server(without) as address:
        voice = add_voice(JOE, address)
    assert voice.commercial is None
    assert len(names(folder)) == 2


def test_an_unknown_name_is_told_with_the_nearest(folder, served):
    with voice_server(served) as address, pytest.raises(VoiceError, match=f"did you mean {JOE}"):
        add_voice("en_US-jo-medium", address)
    assert names(folder) == []


@pytest.mark.parametrize("name", ["joe", "../en_US-joe-medium", "en_US-joe-../../x", "", "a b"])
def test_what_is_no_name_is_never_asked_for(folder, name):
    joe()
    with pytest.raises(VoiceError, match="no name of a voice"):
        add_voice(name, "http://127.0.0.1:9")
    assert not folder.exists()


def test_a_server_that_is_not_there(folder):
    joe()
    with pytest.raises(VoiceError, match=r"can't be fetched from http://127\.0\.0\.1:9/en"):
        add_voice(JOE, "http://127.0.0.1:9")
    assert names(folder) == []


def test_the_command_line_adds_from_the_address_of_the_settings(folder, served, tmp_path):
    def audiobook(*arguments):
        command = [sys.executable, "-m", "audiobook", "voices", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    with voice_server(served) as address:
        settings = f'[narrator]\npiper-address = "{address}"\n'
        (tmp_path / "audiobook.toml").write_text(settings)
        added = audiobook("add", JOE)
    assert added.stdout.startswith(f"piper:{JOE}: added; licence: CC0-1.0; commercial use: left")
    again = audiobook("add", JOE)
    assert (again.returncode, len(again.stderr.splitlines())) == (6, 1)
    assert "can't be fetched from http://127.0.0.1" in again.stderr
    assert len(names(folder)) == 3
