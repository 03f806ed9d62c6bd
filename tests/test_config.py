import tomllib
from pathlib import Path

import pytest

from audiobook.config import TEMPLATE, Settings, load_settings, settings_from
from audiobook.errors import ConfigError
from audiobook.model import Mastering

WITHOUT_DEFAULT = (
    "url", "base-url", "target", "hub", "image", "certificate",
    "integrated-lufs", "true-peak-dbtp", "bitrate-kbps", "vbr-quality",
)  # fmt: skip
"""Keys that the template explains by an example; the preset decides on the last four."""


def load(folder, text, **environ):
    (folder / "audiobook.toml").write_text(text)
    return load_settings(folder, environ)


def test_without_a_file_the_defaults_hold(tmp_path):
    settings = load_settings(tmp_path, {})
    assert settings == Settings()
    assert settings.mastering.mastering() == Mastering()
    assert settings.licences.accept == ("CC-PDM-1.0", "CC0-1.0", "CC-BY", "CC-BY-SA")


def test_the_file_that_init_writes_gives_the_defaults_commented_or_not(tmp_path):
    text = TEMPLATE.format(title="Audio editions")
    assert load(tmp_path, text) == Settings()
    lines = text.splitlines()
    shown = [
        line.removeprefix("# ")
        for line in lines
        if line.startswith("# ") and " = " in line and line.split()[1] not in WITHOUT_DEFAULT
    ]
    assert len(shown) > 10
    uncommented = [
        line.removeprefix("# ") if line.removeprefix("# ") in shown else line for line in lines
    ]
    assert load(tmp_path, "\n".join(uncommented)) == Settings()


def test_an_environment_variable_wins_over_the_file(tmp_path):
    text = "[narrator]\nrate = 1.1\nvoice = 'en-gb'\n[licences]\naccept = ['CC-BY']"
    settings = load(
        tmp_path,
        text,
        AUDIOBOOK_NARRATOR_RATE="1.5",
        AUDIOBOOK_LICENCES_ACCEPT="CC0-1.0, CC-BY-4.0",
        AUDIOBOOK_SHOW_EXPLICIT="true",
        AUDIOBOOK_MASTERING_BITRATE_KBPS="96",
    )
    assert (settings.narrator.rate, settings.narrator.voice) == (1.5, "en-gb")
    assert settings.licences.accept == ("CC0-1.0", "CC-BY-4.0")
    assert settings.show.explicit is True
    assert settings.mastering.bitrate_kbps == 96


def test_several_shows_keep_their_names(tmp_path):
    text = "[shows.science]\ntitle = 'Science'\n[shows.law]\ntitle = 'Law'\nlanguage = 'de'"
    shows = load(tmp_path, text).all_shows
    assert [(show.name, show.title, show.language) for show in shows] == [
        ("science", "Science", "en"),
        ("law", "Law", "de"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[narator]\n", "[narator]: is no setting; did you mean 'narrator'?"),
        (
            "[narrator]\nspeed = 1",
            "[narrator] speed: is no setting; known are: engine, voice, quote-voice, rate",
        ),
        ("[mastering]\ntrue_peak_dbtp = -1.0", "did you mean 'true-peak-dbtp'?"),
        ("[shows.law]\ntitel = 'Law'", "[shows.law] titel: is no setting; did you mean 'title'?"),
        ("[[sources]]\nuri = 'x'", "[[sources]] uri: is no setting; did you mean 'url'?"),
        ("[narrator]\nrate = 9.0", "[narrator] rate: Expected `float` <= 3.0"),
        ("[narrator]\nrate = 'fast'", "[narrator] rate: Expected `float`, got `str`"),
        ("[publish]\nbase-url = 'example.org'", "[publish] base-url: 'example.org' is no http"),
        ("[publish]\nbase-url = 'https://é..b/'", "[publish] base-url: 'https://é..b/' is no http"),
        ("[publish]\nbase-url = 'https://ada:x@b.c/'", "[publish] base-url: has a user's name or"),
        ("[publish]\nbase-url = 'https://b.c/?a=1'", "has a query or a fragment"),
        ("[publish]\nbase-url = 'https://b.c/#a'", "has a query or a fragment"),
        ("[publish]\nbase-url = 'https://b.c/?'", "write scheme, host and path alone, as in"),
        ("[publish]\nhub = 'hub.b.c'", "[publish] hub: 'hub.b.c' is no http or https address"),
        ("[mastering]\nbitrate-kbps = 65", "[mastering] bitrate-kbps: Invalid enum value 65"),
        ("[narrator]\nrate = nan", "[narrator] rate: Expected `float` >= 0.5"),
        ("[shows.law]\ntags = 'law'", "[shows.law] tags: Expected `array`, got `str`"),
        ("[show]\nepisodes-in-feed = 'all'", "[show] episodes-in-feed: Expected `int`, got `str`"),
        ("[show]\nname = '../x'", "[show] name: is no setting"),
        ("[shows.'../x']\ntitle = 'X'", "[shows.../x]: can't name a file"),
        ("[shows.nul]\ntitle = 'X'", "[shows.nul]: can't name a file"),
        ("[show]\ntitle = 'A'\n[shows.b]\ntitle = 'B'", "exclude each other"),
        ("shows = 3", "shows: must be tables"),
        ("[show\n", "can't be read"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_the_remedy(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "audiobook.toml"))
    assert "\n" not in str(caught.value)


def test_a_wrong_variable_is_named_by_its_setting(tmp_path):
    with pytest.raises(ConfigError, match=r"^AUDIOBOOK_NARRATOR_RATE: "):
        load(tmp_path, "", AUDIOBOOK_NARRATOR_RATE="quick")


def test_the_settings_of_the_design_are_understood():
    tree = tomllib.loads(
        """
        [show]
        title = "The Reading Room"
        author = "Ada Marsh"
        category = "News"
        [narrator]
        engine = "auto"
        rate = 1.0
        [mastering]
        integrated-lufs = -16.0
        [[sources]]
        url = "https://example.org/feed.xml"
        [publish]
        base-url = "https://example.org/reading-room/"
        """
    )
    settings = settings_from(tree, {}, "audiobook.toml")
    assert settings.show.title == "The Reading Room"
    assert settings.sources[0].url == "https://example.org/feed.xml"


def test_paths_for_engines_are_the_folder_s(tmp_path):
    (tmp_path / "audiobook.toml").write_text('[narrator]\npiper-folder = "voices"\n')
    settings = load_settings(tmp_path, {})
    assert settings.narrator.piper_folder == str(tmp_path.resolve() / "voices")
    elsewhere = load_settings(tmp_path, {"AUDIOBOOK_NARRATOR_PIPER_FOLDER": "/srv/voices"})
    assert elsewhere.narrator.piper_folder == str(Path("/srv/voices").resolve())


def test_engines_are_told_what_is_no_default():
    tree = {"narrator": {"voice": "x", "piper-noise": 0.2, "pitch": 1.0, "reproducible": True}}
    told = settings_from(tree, {}, "there").narrator.for_engines()
    assert told == (("piper_noise", 0.2), ("reproducible", True))


BITRATES = "32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 or 320"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("[breaks]\nsentence-ms = -1", "write a whole number from 0 to 60,000"),
        ("[breaks]\nsection-ms = 60001", "write a whole number from 0 to 60,000"),
        ("[mastering]\npreset = 'loud'", '"podcast", "spotify", "broadcast" or "acx", in quotes'),
        ("[mastering]\nbitrate-kbps = 65", f"write {BITRATES}"),
        ("[mastering]\nvbr-quality = 10", "write a whole number from 0 to 9"),
        ("[mastering]\nvbr-quality = 4.5", "write a whole number from 0 to 9"),
        ("[mastering]\nid3 = 2.3", 'write "2.4" or "2.3", in quotes'),
        ("[mastering]\nintegrated-lufs = nan", "write a number from -30 to -10"),
        ("[mastering]\nintegrated-lufs = -inf", "write a number from -30 to -10"),
        ("[mastering]\ntrue-peak-dbtp = inf", "write a number from -9 to 0"),
        ("[narrator]\nvolume = 0", "write a number above 0 up to 1"),
        ("[narrator]\nvoices = {de = 3}", "write text in quotes"),
        ("[narration]\ncaptions = 'yes'", "write true or false"),
        ("[shows.law]\ntags = 'law'", 'write a list in brackets, as ["a", "b"]'),
        ("[[sources]]\nurl = 3", "write text in quotes"),
        ("cover = 'cover.jpg'", "write a table"),
    ],
)
def test_a_value_refused_is_told_with_what_is_allowed(tmp_path, text, remedy):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert caught.value.remedy.removeprefix("write ") == remedy.removeprefix("write ")
    assert "\n" not in str(caught.value)


def test_addresses_are_in_ascii_once_they_are_loaded(tmp_path):
    text = (
        "[publish]\nbase-url = 'https://müller.example/hör bar/'\nhub = 'https://h.example/straße'"
    )
    publish = load(tmp_path, text).publish
    assert publish.base_url == "https://xn--mller-kva.example/h%C3%B6r%20bar/"
    assert publish.hub == "https://h.example/stra%C3%9Fe"


def test_a_password_in_an_address_is_not_repeated(tmp_path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "[publish]\nbase-url = 'https://ada:hunter2@example.org/'")
    assert "hunter2" not in str(caught.value)
