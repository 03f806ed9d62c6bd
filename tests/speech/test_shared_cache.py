"""A cache that is shared helps where it can; where it fails or lies, more is spoken, no more."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import struct
import uuid
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from s3_server import BUCKET
from speech_parts import said, sentences

from audiobook.model import Narrator, Speech, SpokenWord
from audiobook.speech.kept import read_timed_wav, speech_key, timed_wav, wav
from audiobook.speech.sealed import sealed, unsealed
from audiobook.speech.shared_cache import SharedCache
from audiobook.speech.tone import ToneEngine

# botocore and moto are not yet at peace with the newest Python.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
TONE = Narrator("tone", "sine", 3.0, ToneEngine().identity("sine"))
TEXTS = [said(text) for text in sentences(40, seed=31) if len(text) > 40][:12]


def spoken(utterance):
    """A speech with the times of two words."""
    speech = ToneEngine().speak(utterance, "sine", TONE.rate)
    return replace(speech, words=(SpokenWord(0, 1, 0, 10), SpokenWord(2, 3, 20, 30)))


SPOKEN = [(utterance, spoken(utterance)) for utterance in TEXTS]
KEY = speech_key(TONE, TEXTS[0])
NAME = f"{KEY[:2]}/{KEY[2:]}.speech"


@dataclass
class Folder:
    """A shared folder, as those see it who can write there."""

    address: str
    path: object

    def put(self, name, data):
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_bytes(data)


@dataclass
class Objects:
    """A folder of a bucket, as those see it who can write there."""

    address: str
    server: object

    def put(self, name, data):
        self.server.put(f"{self.address.removeprefix(f's3://{BUCKET}/')}/{name}", data)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "shared"
    path.mkdir()
    return Folder(f"file://{path}", path)


@pytest.fixture
def bucket(s3, monkeypatch):
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    yield Objects(f"s3://{BUCKET}/{uuid.uuid4().hex}", s3)
    s3.refused.clear()
    s3.seconds_each = 0.0


@pytest.fixture(params=["folder", "bucket"])
def place(request):
    return request.getfixturevalue(request.param)


def test_what_one_puts_another_gets(place):
    one, other = SharedCache(place.address), SharedCache(place.address)
    assert other.get(TONE, TEXTS) == []
    one.put(TONE, SPOKEN[:8])
    assert other.get(TONE, TEXTS) == SPOKEN[:8]
    assert other.get(replace(TONE, rate=2.0), TEXTS) == []


def test_an_utterance_costs_one_request(bucket):
    cache = SharedCache(bucket.address)
    bucket.server.requests.clear()
    cache.get(TONE, TEXTS)
    cache.put(TONE, SPOKEN)
    cache.get(TONE, TEXTS)
    methods = [method for method, _ in bucket.server.requests]
    assert methods == ["GET"] * 12 + ["PUT"] * 12 + ["GET"] * 12


def seal(content, key=KEY):
    """A seal as anybody can make it."""
    return hashlib.sha256(key.encode() + content).digest() + content


def timed(*words):
    return seal(timed_wav(replace(SPOKEN[0][1], words=tuple(SpokenWord(*w) for w in words))))


def with_chunk(body):
    """A sealed speech with these bytes for its timings."""
    data = wav(SPOKEN[0][1]) + b"word" + struct.pack("<I", len(body)) + body
    return seal(b"RIFF" + struct.pack("<I", len(data) - 8) + data[8:])


GOOD = sealed(SPOKEN[0][1], KEY, TEXTS[0], TONE.rate)
LIES = {
    "empty": b"",
    "half": GOOD[: len(GOOD) // 2],
    "a bit": GOOD[:5000] + bytes([GOOD[5000] ^ 1]) + GOOD[5001:],
    "another's": sealed(SPOKEN[1][1], speech_key(TONE, TEXTS[1]), TEXTS[1], TONE.rate),
    "no seal": timed_wav(SPOKEN[0][1]),
    "no sound": seal(b"#!/bin/sh\n" * 9),
    "slow": seal(timed_wav(replace(SPOKEN[0][1], rate_hz=1))),
    "endless": seal(wav(Speech(bytes(20_000_000), 22_050))),
    "too long": seal(wav(Speech(bytes(2 * 8_000 * 40), 8_000))),
    "after the end": timed((0, 1, 0, 10**9)),
    "beyond the text": timed((0, 10**6, 0, 10)),
    "before the text": timed((-5, 1, 0, 10)),
    "backwards": timed((2, 3, 20, 30), (0, 1, 0, 10)),
    "deep": with_chunk(b"[" * 100_000),
    "huge numbers": with_chunk(b"[[0,1,0," + b"9" * 5000 + b"]]"),
    "other JSON": with_chunk(json.dumps([["a", {}, None, 1.5]]).encode()),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_what_is_not_as_it_was_put_is_spoken_anew_and_mended(folder, caplog, lie):
    folder.put(NAME, lie)
    cache = SharedCache(folder.address)
    cache.put(TONE, SPOKEN[1:])
    with caplog.at_level(logging.WARNING):
        assert cache.get(TONE, TEXTS) == SPOKEN[1:], "the others are good"
        assert cache.get(TONE, TEXTS) == SPOKEN[1:]
    assert caplog.text.count("can't be believed") == 1
    assert NAME in caplog.text
    cache.put(TONE, SPOKEN[:1])
    assert cache.get(TONE, TEXTS) == SPOKEN


def test_half_an_object_in_a_bucket_is_no_reason_to_ask_for_no_other(bucket):
    SharedCache(bucket.address).put(TONE, SPOKEN)
    for half in (b"", GOOD[:100]):
        bucket.put(NAME, half)
        cache = SharedCache(bucket.address)
        assert cache.get(TONE, TEXTS) == cache.get(TONE, TEXTS) == SPOKEN[1:]


def test_a_pipe_that_nobody_writes_to_holds_nobody_up(folder):
    folder.put(NAME, b"")
    (folder.path / NAME).unlink()
    os.mkfifo(folder.path / NAME)
    cache = SharedCache(folder.address)
    cache.put(TONE, SPOKEN[1:])
    assert cache.get(TONE, TEXTS) == SPOKEN[1:]


@given(place=st.integers(0, 400), stead=st.binary(max_size=40), taken=st.integers(0, 40), whole=...)
def test_whatever_is_sealed_is_a_speech_or_is_refused(
    place: int, stead: bytes, taken: int, whole: bool
):
    """Whoever can write there can seal what he likes: no other error may come of it."""
    content = timed_wav(replace(SPOKEN[0][1], pcm=SPOKEN[0][1].pcm[:200]))
    content = content[:place] + stead + content[place + taken :]
    if whole:
        content = content[:4] + struct.pack("<I", len(content) - 8) + content[8:]
    try:
        speech = unsealed(seal(content), KEY, TEXTS[0], TONE.rate)
    except ValueError:
        return
    assert 8_000 <= speech.rate_hz <= 48_000
    assert all(0 <= word.start < word.end <= len(TEXTS[0].spoken) for word in speech.words)


def test_what_nobody_would_believe_is_not_put(folder):
    cache = SharedCache(folder.address)
    cache.put(TONE, [(TEXTS[0], replace(SPOKEN[0][1], rate_hz=96_000)), SPOKEN[1]])
    assert cache.get(TONE, TEXTS) == [SPOKEN[1]]


def test_one_that_may_only_be_read_is_read(bucket, caplog):
    SharedCache(bucket.address).put(TONE, SPOKEN[:6])
    bucket.server.refused.add("PUT")
    cache = SharedCache(bucket.address)
    cache.put(TONE, SPOKEN[6:])
    bucket.server.requests.clear()
    cache.put(TONE, SPOKEN[6:])
    assert bucket.server.requests == [], "it is left alone"
    assert cache.get(TONE, TEXTS) == SPOKEN[:6]
    assert caplog.text.count("can't be written: Access Denied; going on without it") == 1


def test_one_that_fails_is_left_alone_for_a_while(bucket, caplog):
    SharedCache(bucket.address).put(TONE, SPOKEN)
    bucket.server.refused.add("GET")
    cache, other = SharedCache(bucket.address), SharedCache(bucket.address, rest_seconds=0)
    with caplog.at_level(logging.WARNING):
        assert cache.get(TONE, TEXTS) == other.get(TONE, TEXTS) == other.get(TONE, TEXTS) == []
    assert caplog.text.count("can't be read: Access Denied") == 2, "one warning of each process"
    bucket.server.refused.clear()
    bucket.server.requests.clear()
    assert cache.get(TONE, TEXTS) == []
    cache.put(TONE, SPOKEN)
    assert bucket.server.requests == []
    assert other.get(TONE, TEXTS) == SPOKEN, "it was asked again"


def test_one_that_is_slow_is_not_waited_for(bucket, caplog):
    SharedCache(bucket.address).put(TONE, SPOKEN)
    bucket.server.seconds_each = 2
    assert SharedCache(bucket.address, seconds=0.3).get(TONE, TEXTS) == []
    assert "can't be read: no answer in 0.3 s; going on without it" in caplog.text


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("sftp://ada:secret@host/speech", "sftp://host/speech can't be read: it is neither a"),
        ("memory://speech", "it is neither a bucket nor a folder"),
        ("simplecache::s3://bucket/speech", "it is neither a bucket nor a folder"),
        ("nowhere://bucket", "Protocol not known: nowhere"),
    ],
)
def test_an_address_of_nothing_that_can_be_shared_is_a_warning(address, problem, caplog):
    assert SharedCache(address).get(TONE, TEXTS) == []
    assert problem in caplog.text
    assert "secret" not in caplog.text


def test_a_folder_that_is_not_mounted_is_not_made(tmp_path, caplog):
    cache = SharedCache(str(tmp_path / "disk"))
    assert cache.get(TONE, TEXTS) == []
    cache.put(TONE, SPOKEN)
    assert f"can't be written: there is no folder {tmp_path / 'disk'}" in caplog.text
    assert not (tmp_path / "disk").exists()


def test_a_folder_that_cannot_be_written_is_a_warning(folder, caplog):
    (folder.path / NAME[:2]).write_text("in the way")
    SharedCache(folder.address).put(TONE, SPOKEN[:1])
    assert os.strerror(errno.EEXIST) in caplog.text
    assert "going on without it" in caplog.text


def test_what_was_read_is_what_was_kept():
    assert read_timed_wav(timed_wav(SPOKEN[0][1])) == SPOKEN[0][1]
