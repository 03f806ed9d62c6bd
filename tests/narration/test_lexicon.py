import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import ConfigError
from audiobook.model import (
    Article,
    Block,
    BlockKind,
    Credit,
    LexiconEntry,
    Pronunciation,
    Style,
)
from audiobook.narration import normalise, read_lexicon, write_script
from audiobook.narration.verbalise import read

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="ipa" xml:lang="en-GB">
{}
</lexicon>
"""


@pytest.fixture
def lexicon(tmp_path):
    """Write a lexicon and read it."""

    def written(text, name="lexicon.tsv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return read_lexicon(path)

    return written


def test_a_lexicon_is_read(lexicon):
    assert lexicon(
        "# names\n\nNguyen\tWin\nRom\tRome\tde\nUS\tU S\ten\tyes\n"
        "Leicester\t\ten\t\tˈlɛstə\nFoyle\tFoil\t\tno\t/fɔɪl/\n"
    ) == (
        LexiconEntry("Nguyen", "Win"),
        LexiconEntry("Rom", "Rome", "de"),
        LexiconEntry("US", "U S", "en", True),
        LexiconEntry("Leicester", "", "en", ipa="ˈlɛstə"),
        LexiconEntry("Foyle", "Foil", ipa="fɔɪl"),
    )


@pytest.mark.parametrize(
    "line", ["alone", "\tb", "a\tb\ten\tperhaps", "a\tb\tc\tno\te\tf", "a\t\ten\t\t//"]
)
def test_a_bad_line_is_named(lexicon, line):
    with pytest.raises(ConfigError, match=r"lexicon\.tsv:2"):
        lexicon(f"good\tgood\n{line}\n")


def test_a_word_that_waits_for_how_it_is_said_is_skipped(lexicon):
    assert lexicon("# once\nNyoze\t\ten\t\t\ntide\tebb\n") == (LexiconEntry("tide", "ebb"),)


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_an_unreadable_lexicon_is_an_error(tmp_path, data):
    path = tmp_path / "lexicon.tsv"
    if data:
        path.write_bytes(data)
    with pytest.raises(ConfigError, match="lexicon"):
        read_lexicon(path)


@pytest.mark.parametrize(
    "ipa", ["ˈsɜːtən̩li", "t͡ʃɛk", "lə ʁɔ̃", "ʈʰa˥˩", "ˌkɒmpəˈzɪʃ.ən", "çiː", "ǃʼa", "dʲeˑ‿o", "pɐ̃w̃"]
)
def test_the_ipa_chart_is_known(lexicon, ipa):
    assert lexicon(f"w\t\t\t\t{ipa}")[0].ipa == ipa


@pytest.mark.parametrize(
    ("ipa", "bad", "remedy"),
    [
        ("'lɛstə", "apostrophe", "write ˈ instead"),
        ("fuː:", "colon", "write ː instead"),
        ("KAT", "latin capital letter k", "ˈlɛstə"),
        ("ka7", "digit seven", "ˈlɛstə"),
    ],
)
def test_a_character_outside_the_chart_is_named(lexicon, ipa, bad, remedy):
    with pytest.raises(ConfigError) as caught:
        lexicon(f"# one\nw\t\t\t\t{ipa}")
    assert "lexicon.tsv:2" in str(caught.value)
    assert bad in str(caught.value)
    assert remedy in str(caught.value)


def test_pls_is_read(lexicon):
    lexemes = """
      <!-- names -->
      <lexeme><grapheme>Leicester</grapheme><phoneme>ˈlɛstə</phoneme></lexeme>
      <lexeme><grapheme>W3C</grapheme><alias>World Wide Web
        Consortium</alias></lexeme>
      <lexeme>
        <grapheme>judgment</grapheme><grapheme>judgement</grapheme>
        <phoneme>ˈdʒʌdʒmənt</phoneme>
        <phoneme prefer="true">ˈdʒədʒ.mənt</phoneme>
        <alias>judge ment</alias>
      </lexeme>
      <lexeme xml:lang="de"><grapheme>Rom</grapheme><alias prefer="true">Rohm</alias>
        <phoneme>roːm</phoneme></lexeme>"""
    assert lexicon(PLS.format(lexemes), "lexicon.pls") == (
        LexiconEntry("Leicester", "", "en-GB", True, "ˈlɛstə"),
        LexiconEntry("W3C", "World Wide Web Consortium", "en-GB", True),
        LexiconEntry("judgment", "judge ment", "en-GB", True, "ˈdʒədʒ.mənt"),
        LexiconEntry("judgement", "judge ment", "en-GB", True, "ˈdʒədʒ.mənt"),
        LexiconEntry("Rom", "Rohm", "de", True),
    )


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (PLS.format("<lexeme>"), r"lexicon\.pls:5: is not XML"),
        ("", r"lexicon\.pls:1: is not XML"),
        ("<html/>", r"lexicon\.pls:1: is not a PLS 1\.0 lexicon"),
        (PLS.format("\n<lexeme><alias>a</alias></lexeme>"), r"lexicon\.pls:5: .* no grapheme"),
        (
            PLS.format(
                '<lexeme><grapheme>a</grapheme><phoneme alphabet="x-sampa">"a</phoneme></lexeme>'
            ),
            r"lexicon\.pls:4: the alphabet 'x-sampa' is not known; write the phonemes in IPA",
        ),
        (
            PLS.format("<lexeme><grapheme>a</grapheme><phoneme>KA</phoneme></lexeme>"),
            r"lexicon\.pls:4: 'K' \(latin capital letter k\)",
        ),
        (
            '<!DOCTYPE lexicon [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            + PLS.format("<lexeme><grapheme>&a;</grapheme><alias>b</alias></lexeme>")[39:],
            "document type",
        ),
    ],
)
def test_what_is_not_pls_is_refused_in_a_line(lexicon, document, said):
    with pytest.raises(ConfigError, match=said):
        lexicon(document, "lexicon.pls")


def test_billion_laughs_are_refused_at_once(lexicon):
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    start = time.perf_counter()
    with pytest.raises(ConfigError, match="lexicon"):
        lexicon(f'<!DOCTYPE l [<!ENTITY e0 "ha">{entities}]><l>&e12;</l>', "lexicon.pls")
    assert time.perf_counter() - start < 1


def test_a_word_is_found_whole_in_its_case_and_language():
    entries = (
        LexiconEntry("rom", "rome"),
        LexiconEntry("ROM", "read only memory", "en", True),
        LexiconEntry("O'Hara", "oh hara"),
        LexiconEntry("New York", "noo york"),
        LexiconEntry("New York Times", "the times"),
        LexiconEntry("New", "noo", "en", True),
    )
    assert normalise("Rom, ROM and ROMs; O’Hara's New York Times, new New York", "en", entries) == (
        "rome, read only memory and ROMs; oh hara's the times, new noo york"
    )
    assert normalise("ROM", "nl", entries) == "rome"


def test_a_later_entry_wins():
    entries = (LexiconEntry("tide", "tied"), LexiconEntry("Tide", "tyde"))
    assert normalise("tide", "en", entries) == "tyde"


def test_phonemes_keep_the_word_and_say_where_it_stands():
    entries = (
        LexiconEntry("Leicester", "", "en", ipa="ˈlɛstə"),
        LexiconEntry("U2", "you too", ipa="juːˈtuː"),
    )
    reading = read("Dr.  Lee \n paid $5 in LEICESTER ,and heard U2.", "en", entries)
    assert reading.spoken.endswith("paid five dollars in LEICESTER ,and heard you too.")
    assert [(reading.spoken[p.start : p.end], p.ipa) for p in reading.pronunciations] == [
        ("LEICESTER", "ˈlɛstə"),
        ("you too", "juːˈtuː"),
    ]


def test_a_word_without_phonemes_has_no_pronunciation():
    assert read("moon", "en", (LexiconEntry("moon", "mooon"),)).pronunciations == ()


def test_a_text_in_the_letters_that_stand_in_is_read_as_well():
    yi = "".join(map(chr, range(0xA000, 0xA48D)))
    entries = (LexiconEntry("moon", "", ipa="muːn"),)
    assert read(f"{yi[:-1]} moon", "ii", entries).pronunciations == (
        Pronunciation(len(yi), len(yi) + 4, "muːn"),
    )
    assert read(f"{yi} moon", "ii", entries) == read(f"{yi} moon", "ii")


WORDS = {"Foyle": ("", "fɔɪl"), "Ngũgĩ": ("Goo gee", "ˈŋɡoːɣe"), "$5": ("a fiver", "əˈfaɪvə")}
ENTRIES = tuple(LexiconEntry(w, spoken, ipa=ipa) for w, (spoken, ipa) in WORDS.items())
around = st.text(st.sampled_from("ab 1.,;()[]$%&@\t\n\u00a0\u00ad\u200b’'-–“”!?éあ🙂"), max_size=12)


@given(
    st.lists(st.tuples(around, st.sampled_from(sorted(WORDS))), max_size=6),
    around,
    st.sampled_from(["en", "ja"]),
)
def test_law_pronunciations_lie_on_their_words(parts, end, language):
    text = "".join(before + " " + word + " " for before, word in parts) + end
    reading = read(text, language, ENTRIES)
    spoken_as = {ipa: (spoken or word) for word, (spoken, ipa) in WORDS.items()}
    at = 0
    for place in reading.pronunciations:
        assert at <= place.start < place.end
        assert reading.spoken[place.start : place.end] == spoken_as[place.ipa]
        at = place.end
    assert [WORDS[w][1] for _, w in parts] == [p.ipa for p in reading.pronunciations]
    plain = tuple(LexiconEntry(e.written, e.spoken or e.written) for e in ENTRIES)
    assert reading.spoken == normalise(text, language, plain)


def test_a_long_lexicon_is_fast():
    entries = tuple(LexiconEntry(f"name{n:x}", "other", match_case=n % 2 > 0) for n in range(5000))
    text = "The keeper of name42 counted the ships that came home before dusk. "
    normalise(text, "en", entries)
    start = time.perf_counter()
    for _ in range(100):
        assert "keeper of other counted" in normalise(text, "en", entries)
    assert time.perf_counter() - start < 1


def test_phonemes_reach_the_utterances_of_every_kind_of_block():
    text = "Tide at Foyle\n\nBy Foyle it rose to 5 m at Foyle.\n\nPlace\tFoyle\nFoyle\t$5 Foyle"
    rows = text.index("Place")
    blocks = (
        Block(BlockKind.HEADING, 0, 13, 1),
        Block(BlockKind.QUOTE, 15, rows - 2),
        Block(BlockKind.TABLE, rows, len(text)),
    )
    article = Article("a", "a", "On Foyle", text, blocks, "en")
    credit = Credit("Read at Foyle.", "en")
    style = Style(lexicon=(LexiconEntry("Foyle", "Foil", ipa="fɔɪl"),), announce_quotes=True)
    said = write_script(article, style, credit).utterances
    places = [(u.spoken, p) for u in said for p in u.pronunciations]
    assert len(places) == sum(u.spoken.count("Foil") for u in said) > 8
    assert {spoken[p.start : p.end] for spoken, p in places} == {"Foil"}
