"""A batch with workers that hang, die and fail: through the command line, all at once."""

from contextlib import closing

import av
import feedparser
from batch_parts import article, batch, install_engine, write_articles

from audiobook.catalogue import Catalogue

ENGINE = '''\
import os
import time
from dataclasses import replace
from audiobook.errors import SpeechError
from audiobook.speech.tone import ToneEngine

class Engine(ToneEngine):
    """Speaks in tones, but for three words, as long as it is ill."""

    def voices(self):
        return [replace(voice, engine="frail") for voice in super().voices()]

    def speak(self, utterance, voice, rate):
        if "ILL" in os.environ:
            if "sloth" in utterance.spoken:
                time.sleep(600)
            if "basilisk" in utterance.spoken:
                os._exit(9)
            if "parrot" in utterance.spoken:
                raise SpeechError(f"“{utterance.spoken}”", "is not for parrots")
        return super().speak(utterance, voice, rate)
'''
COUNT = 20
FAULTY = {3: "parrot", 13: "parrot", 5: "sloth", 7: "basilisk"}
WHY = {
    "parrot": "is not for parrots",
    "sloth": "took too long over a sentence, twice over",
    "basilisk": "killed the process that worked on it, twice over",
}


def test_what_hangs_dies_and_fails_is_named_and_costs_no_other(tmp_path):
    environ = install_engine(tmp_path / "plugins", "frail", ENGINE)
    room = tmp_path / "room"
    room.mkdir()
    write_articles(room, COUNT)
    for number, animal in FAULTY.items():
        path = room / "articles" / f"{number}.md"
        path.write_text(article(f"Article {number}", f"The {animal} is an animal."))
    command = ["articles", "--jobs", "2", "--voice", "frail:sine"]
    done = batch(room, *command, **environ, ILL="1", AUDIOBOOK_PATIENCE="0.005")
    assert done.returncode == 1, done.stderr
    table = done.stdout.splitlines()
    assert [line.split() for line in table[:3]] == [
        [str(COUNT - len(FAULTY)), "made"],
        ["0", "unchanged"],
        [str(len(FAULTY)), "failed"],
    ]
    failures = {line for line in table if line.startswith("failed: ")}
    assert len(failures) == len(FAULTY)
    for number, animal in FAULTY.items():
        (line,) = [line for line in failures if line.startswith(f"failed: articles/{number}.md: ")]
        assert WHY[animal] in line
    hold_whole(room, COUNT - len(FAULTY))

    again = batch(room, *command, **environ)
    assert again.returncode == 0
    assert again.stdout.split("\n")[0].split() == [str(len(FAULTY)), "made"]
    hold_whole(room, COUNT)


def hold_whole(room, count):
    """So many editions are whole, can be played, and stand in the feed."""
    with closing(Catalogue(room)) as catalogue:
        editions = catalogue.editions()
        assert all(catalogue.made(each.identity, each.fingerprint) for each in editions)
    assert len(editions) == count
    for edition in editions:
        with av.open(str(room / "media" / f"{edition.slug}.mp3")) as file:
            samples = sum(frame.samples for frame in file.decode(audio=0))
            assert abs(1000 * samples / file.streams.audio[0].rate - edition.duration_ms) < 100
    entries = feedparser.parse(room / "feeds" / "podcast.xml").entries
    assert {entry.id for entry in entries} == {edition.guid for edition in editions}
