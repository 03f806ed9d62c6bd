"""Content Credentials: signed with real certificates, read back by the library's own reader."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import av
import c2pa
import pytest
from certificates import NAME, Identity, identity, written
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image

from audiobook.config import settings_from
from audiobook.errors import AudioError, ConfigError, SourceError
from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Credit,
    Job,
    Licence,
    Mastering,
    Narrator,
    Outcome,
    Status,
    Style,
    Validity,
)
from audiobook.project import Options, Project
from audiobook.project.verifying import Verification, verify
from audiobook.provenance import KEY_VARIABLE, Signer, load_signer, read_credentials, sign

ARTICLE = """---
title: Tide “tables” — {title}
author: Ada Marsh
license: CC-BY-4.0
language: en
source: https://example.org/tides
---
The water rises twice a day.

## How high

It depends on the moon.
"""
_KEY = identity().key
SETTINGS = '[narrator]\nengine = "tone"\n[cover]\nimage = "cover.png"\n'
SIGNED = f'{SETTINGS}[provenance]\ncertificate = "chain.pem"\n'


@pytest.fixture(scope="module")
def signer() -> Identity:
    return identity()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, signer: Identity) -> Iterator[Path]:
    """A project with a signed edition."""
    folder = tmp_path_factory.mktemp("signed")
    (outcome,) = make(folder, SIGNED, signer)
    assert outcome.status is Status.MADE
    return folder


def make(folder: Path, settings: str, signer: Identity, titles: str = "1") -> list[Outcome]:
    (folder / "audiobook.toml").write_text(settings)
    (folder / "chain.pem").write_bytes(signer.chain)
    (folder / "key.pem").write_bytes(signer.key)
    Image.new("RGB", (1400, 1400), "navy").save(folder / "cover.png")
    for title in titles:
        (folder / f"{title}.md").write_text(ARTICLE.format(title=title))
    sources = [str(folder / f"{title}.md") for title in titles]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(KEY_VARIABLE, str(folder / "key.pem"))
        environment.delenv("AUDIOBOOK_NARRATOR_ENGINE", raising=False)
        with closing(Project.around(folder)) as project:
            found = project.make(sources, Options(jobs=min(2, len(titles))))
            return [outcome for outcome in found if outcome.status is not Status.PLANNED]


def mp3_of(folder: Path) -> Path:
    (mp3,) = (folder / "media").glob("*.mp3")
    return mp3


def test_who_signed_what_is_read_back(made, signer):
    credentials = read_credentials(mp3_of(made), signer.root)
    text = json.loads(mp3_of(made).with_suffix(".json").read_text())["text"]
    terms = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    assert credentials.validity is Validity.TRUSTED
    assert credentials.problems == ()
    assert credentials.signer == NAME
    assert credentials.digital_source_type == f"{terms}algorithmicMedia"
    assert credentials.description == "Read aloud by a synthetic voice: tone:sine"
    assert credentials.title == "Tide “tables” — 1"
    assert credentials.source == "https://example.org/tides"
    assert credentials.text == f"nih:sha-256;{hashlib.sha256(text.encode()).hexdigest()}"
    assert credentials.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert credentials.signed == ""


def test_without_anyone_who_is_trusted_they_are_valid_and_no_more(made):
    credentials = read_credentials(mp3_of(made))
    assert credentials.validity is Validity.VALID
    assert credentials.problems == ()
    assert read_credentials(mp3_of(made), identity().root).validity is Validity.VALID


@pytest.mark.parametrize("part", ["title", "sound", "last byte", "credentials"])
def test_a_changed_byte_is_noticed(made, signer, tmp_path, part):
    data = bytearray(mp3_of(made).read_bytes())
    tag_bytes = ID3(mp3_of(made)).size
    places = {
        "title": data.index(b"Tide"),
        "sound": (tag_bytes + len(data)) // 2,
        "last byte": len(data) - 1,
        "credentials": data.index(b"Read aloud by"),
    }
    data[places[part]] ^= 1
    (tmp_path / "changed.mp3").write_bytes(data)
    credentials = read_credentials(tmp_path / "changed.mp3", signer.root)
    assert credentials.validity is Validity.INVALID
    assert credentials.problems


def test_verify_tells_who_signed_and_whether_it_holds(made, signer, tmp_path):
    """It needs the manifest, the file, and who is trusted if anybody is."""
    for path in made.glob("media/*"):
        shutil.copy(path, tmp_path)
    (mp3,) = tmp_path.glob("*.mp3")
    anchors = tmp_path / "root.pem"
    anchors.write_text(signer.root)
    assert verify(mp3).holds
    assert said(verify(mp3)) == f"hold, signed by {NAME}, which nobody vouches for"
    assert said(verify(mp3, anchors=anchors)) == f"hold, signed by {NAME}, which is trusted"
    anchors.write_text(identity().root)
    assert not verify(mp3, anchors=anchors).holds
    mp3.write_bytes(mp3.read_bytes()[:-1] + b"!")
    assert said(verify(mp3)) == "do not hold: assertion.dataHash.mismatch"
    tags = ID3(mp3)
    tags.delall("GEOB")
    tags.save()
    assert said(verify(mp3)) is None
    assert said(verify(mp3, anchors=anchors)).startswith("there are none")


UNTRUE = {
    "title": "Tide",
    "authors": ["Mallory"],
    "language": "en-GB",
    "source": "https://example.org/mallory",
    "licence": {"name": "All mine"},
    "notice": "All mine",
}


@pytest.mark.parametrize(("key", "value"), UNTRUE.items(), ids=UNTRUE)
def test_a_signature_vouches_only_for_what_was_signed(made, signer, tmp_path, key, value):
    for path in made.glob("media/*"):
        shutil.copy(path, tmp_path)
    mp3 = mp3_of(made)
    anchors, path = tmp_path / "root.pem", tmp_path / mp3.with_suffix(".json").name
    anchors.write_text(signer.root)
    tree = json.loads(path.read_bytes())
    changed = {**tree[key], **value} if isinstance(value, dict) else value
    path.write_text(json.dumps({**tree, key: changed}))
    found = verify(tmp_path / mp3.name, anchors=anchors)
    assert not found.holds
    assert said(found).startswith(f"hold, but {NAME} signed it for the {key}")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "holds no certificate"),
        (b"\n", "holds no certificate"),
        (_KEY, "holds no certificate"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "that is damaged"),
        (b"\xff", "can't be read as PEM"),
    ],
    ids=["empty", "blank", "a key", "damaged", "no text"],
)
def test_who_is_trusted_must_be_named(made, tmp_path, data, problem):
    """Else a file that came out empty would make the demand for a signer vanish."""
    (tmp_path / "root.pem").write_bytes(data)
    with pytest.raises(SourceError, match=problem):
        verify(mp3_of(made), anchors=tmp_path / "root.pem")


def said(found: Verification) -> str | None:
    return next((p.told for p in found.points if p.subject == "credentials"), None)


def test_catalogue_and_manifest_have_the_file_as_it_was_signed(made, signer):
    mp3 = mp3_of(made)
    digest = hashlib.sha256(mp3.read_bytes()).hexdigest()
    manifest = json.loads(mp3.with_suffix(".json").read_text())["mp3"]
    assert (manifest["sha256"], manifest["bytes"]) == (digest, mp3.stat().st_size)
    (again,) = make(made, SIGNED, signer)
    assert again.status is Status.SKIPPED
    assert again.edition.mp3_sha256 == digest
    assert list((made / ".audiobook" / "scratch").iterdir()) == []


def test_tags_chapters_and_sound_are_those_of_the_unsigned_file(made, signer, tmp_path):
    make(tmp_path, SETTINGS, signer)
    signed, unsigned = mp3_of(made), mp3_of(tmp_path)
    assert read_credentials(unsigned) is None
    tags, before = ID3(signed), ID3(unsigned)
    (credentials,) = tags.getall("GEOB")
    assert credentials.mime == "application/c2pa"
    tags.delall("GEOB")
    assert list(tags) == list(before)
    assert [frame.pprint() for frame in tags.values()] == [f.pprint() for f in before.values()]
    assert tags.version == before.version == (2, 4, 0)
    sound = unsigned.read_bytes()[before.size :]
    assert signed.read_bytes().endswith(sound)
    assert b"Info" in sound[:200]
    assert MP3(signed).info.length == MP3(unsigned).info.length
    with av.open(str(signed)) as played, av.open(str(unsigned)) as wanted:
        assert played.duration == wanted.duration
        assert played.chapters() == wanted.chapters() != []
        assert sum(1 for _ in played.decode(audio=0)) == sum(1 for _ in wanted.decode(audio=0))


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (ec.generate_private_key(ec.SECP384R1()), "es384"),
        (ed25519.Ed25519PrivateKey.generate(), "ed25519"),
        (rsa.generate_private_key(65537, 2048), "ps256"),
    ],
    ids=["P-384", "Ed25519", "RSA"],
)
def test_keys_of_any_kind_sign(tmp_path, key, algorithm):
    made_for = identity(key)
    (tmp_path / "chain.pem").write_bytes(made_for.chain)
    environ = {KEY_VARIABLE: made_for.key.decode()}
    signer = load_signer(settings_from(_tree(), environ, "x"), tmp_path, environ)
    assert signer.algorithm == algorithm
    assert "PRIVATE" not in repr(signer)


def test_a_key_as_openssl_writes_it_signs(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "chain.pem").write_bytes(identity(key).chain)
    old = serialization.PrivateFormat.TraditionalOpenSSL
    environ = {KEY_VARIABLE: written(key, form=old).decode()}
    assert load_signer(settings_from(_tree(), environ, "x"), tmp_path, environ).algorithm == "es256"


def _tree(**more: dict[str, str]) -> dict[str, dict[str, str]]:
    return {"provenance": {"certificate": "chain.pem"}, **more}


_OTHER, _UNFIT = identity(), identity(fit=False)
_ENDED, _TO_COME = identity(days=(-9, -1)), identity(days=(1, 9))
_PASSWORD = written(ec.generate_private_key(ec.SECP256R1()), b"sesame")


@pytest.mark.parametrize(
    ("chain", "key", "said"),
    [
        (identity().chain, b"", "AUDIOBOOK_C2PA_KEY: is not set, and [provenance] certificate"),
        (identity().chain, b"/no/where", "AUDIOBOOK_C2PA_KEY: can't be read: No such file"),
        (identity().chain, b"-----BEGIN X", "AUDIOBOOK_C2PA_KEY: holds no key in PEM"),
        (identity().chain, _PASSWORD, "AUDIOBOOK_C2PA_KEY: has a password"),
        (identity().chain, _OTHER.key, "the signature does not match the provided data or public"),
        (b"", _OTHER.key, "[provenance] certificate: can't be read: No such file"),
        (b"nothing", _OTHER.key, "[provenance] certificate: can't sign with it"),
        (_ENDED.chain, _ENDED.key, "the certificate was not valid at time of signing"),
        (_TO_COME.chain, _TO_COME.key, "the certificate was not valid at time of signing"),
        (_UNFIT.chain, _UNFIT.key, "the certificate is invalid"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(tmp_path, chain, key, said):
    if chain:
        (tmp_path / "chain.pem").write_bytes(chain)
    environ = {KEY_VARIABLE: key.decode()}
    with pytest.raises(ConfigError) as caught:
        load_signer(settings_from(_tree(), environ, "x"), tmp_path, environ)
    assert said in str(caught.value)
    assert "BEGIN" not in str(caught.value)


def test_old_tags_and_credentials_exclude_each_other(tmp_path):
    settings = settings_from(_tree(mastering={"id3": "2.3"}), {}, "x")
    with pytest.raises(ConfigError, match=r"written as ID3v2\.4; take one of them out"):
        load_signer(settings, tmp_path, {})


def test_without_a_certificate_nothing_is_signed(tmp_path):
    assert load_signer(settings_from({}, {}, "x"), tmp_path, {KEY_VARIABLE: "x"}) is None


def test_what_workers_made_is_signed_here(tmp_path, signer):
    outcomes = make(tmp_path, SIGNED, signer, "12")
    assert {outcome.status for outcome in outcomes} == {Status.MADE}
    for mp3 in (tmp_path / "media").glob("*.mp3"):
        assert read_credentials(mp3, signer.root).validity is Validity.TRUSTED


def test_an_authority_on_time_that_is_not_there_fails_the_edition_and_says_so(tmp_path, signer):
    settings = f'{SIGNED}timestamp-address = "http://127.0.0.1:9/"\n'
    (outcome,) = make(tmp_path, settings, signer)
    assert isinstance(outcome.error, AudioError)
    assert "can't be signed" in str(outcome.error)
    assert not list(tmp_path.glob("media/*"))
    assert list((tmp_path / ".audiobook" / "scratch").iterdir()) == []


def test_reading_asks_no_server_that_the_file_names(made, tmp_path):
    """Credentials may lie elsewhere by their standard; a file must not make us fetch them."""
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/credentials"
        _point_to(address, mp3_of(made), tmp_path / "remote.mp3", identity())
        assert b"127.0.0.1" in (tmp_path / "remote.mp3").read_bytes()
        with pytest.raises(AudioError, match="its credentials can't be read"):
            read_credentials(tmp_path / "remote.mp3")
        server.shutdown()
    assert asked == []


def _point_to(address: str, mp3: Path, target: Path, by: Identity) -> None:
    info = c2pa.C2paSignerInfo("es256", by.chain, by.key, None)
    with c2pa.Builder({"claim_generator_info": [{"name": "x"}]}) as builder:
        builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        builder.set_no_embed()
        builder.set_remote_url(address)
        builder.sign_file(str(mp3), str(target), c2pa.Signer.from_info(info))


NASTY = '\0 ]]> --> \ud800\x1b[31m\u202e \\ "}]} ' + "é" * 10_000
JOB = Job(
    article=Article("x", "https://example.org/", NASTY, NASTY, (), NASTY, authors=(NASTY,)),
    clearance=Clearance(Licence("x", NASTY, NASTY), NASTY, NASTY, Credit("", "en")),
    cast=Cast(Narrator("piper", NASTY, 1.0, "")),
    style=Style(),
    mastering=Mastering(),
    album="",
    fingerprint="f1",
)


def test_hostile_text_and_a_neural_voice_are_signed_as_they_are(made, signer, tmp_path):
    mp3 = tmp_path / "nasty.mp3"
    shutil.copy(mp3_of(made), mp3)
    tags = ID3(mp3)
    tags.delall("GEOB")
    tags.save()
    sign(mp3, JOB, Signer(signer.chain, signer.key, "es256"))
    credentials = read_credentials(mp3, signer.root)
    assert credentials.validity is Validity.TRUSTED
    told = NASTY.replace("\ud800", "?")
    assert (credentials.title, credentials.licence) == (told, told)
    assert credentials.description.endswith(f"synthetic voice: piper:{told}")
    assert credentials.digital_source_type.endswith("/trainedAlgorithmicMedia")


@pytest.mark.parametrize("statement", ["https://example.org/", {"@value": 7}])
def test_another_signer_says_what_they_will(made, tmp_path, signer, statement):
    """Who changes a file and signs it anew is believed nothing of how it was made."""
    rights = "http://ns.adobe.com/xap/1.0/rights/"
    data = {"@context": {"xmpRights": rights}, "xmpRights:WebStatement": statement}
    metadata = {"label": "cawg.metadata", "data": data, "kind": "Json"}
    stated = {"claim_generator_info": [{"name": "x"}], "assertions": [metadata]}
    other = tmp_path / "other.mp3"
    with c2pa.Builder(stated) as builder:
        builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        info = c2pa.C2paSignerInfo("es256", signer.chain, signer.key, None)
        builder.sign_file(str(mp3_of(made)), str(other), c2pa.Signer.from_info(info))
    if isinstance(statement, str):
        told = read_credentials(other)
        assert (told.validity, told.licence) == (Validity.VALID, statement)
        assert (told.digital_source_type, told.description, told.text) == ("", "", "")
    else:
        with pytest.raises(AudioError, match="can't be read: Expected `str`, got `object`"):
            read_credentials(other)


def test_what_is_no_mp3_has_none_or_says_so(tmp_path):
    (tmp_path / "text.mp3").write_text("no sound at all")
    assert read_credentials(tmp_path / "text.mp3") is None
    with pytest.raises(AudioError, match="can't be read"):
        read_credentials(tmp_path / "none.mp3")
