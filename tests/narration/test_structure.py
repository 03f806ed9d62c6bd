"""Bylines, datelines, speakers, furniture: what is recognised, and what only looks like it."""

import pytest
from test_narration_script import (
    BREAKS,
    CAPTION,
    CREDIT,
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTE,
    TABLE,
    article,
    assert_covered,
    omitted,
    said,
)

from audiobook.model import BlockKind, Style
from audiobook.narration import write_script

STORY = "The river rose in the night and took the bridge, the old one, with it."


def read(*parts, style=Style(), **more):  # noqa: B008 - frozen
    """The text of an article and its script, checked against the law."""
    source = article(*parts, **more)
    script = write_script(source, style, CREDIT)
    assert_covered(source.text, script)
    return source.text, script


def told(*parts, **more):
    """What is said between the title and the credit."""
    return said(read(*parts, **more)[1])[1:-1]


def left_out(*parts, **more):
    text, script = read(*parts, **more)
    return omitted(text, script)


# --------------------------------------------------------------------------- furniture


@pytest.mark.parametrize(
    ("language", "line", "reason"),
    [
        ("en", "ADVERTISEMENT", "advertisement"),
        ("en", "Story continues below advertisement", "advertisement"),
        ("en", "Read more »", "links to other articles"),
        ("en", "READ ALSO: The harbour that moved twice", "links to other articles"),
        ("en", "Related: Why do bridges fall?", "links to other articles"),
        ("en", "→ Click here to subscribe to The Valley", "links to other articles"),
        ("en", "Sign up for our free weekly newsletter.", "newsletter box"),
        ("en", "Share this article", "share button"),
        ("en", "1,204 shares", "share button"),
        ("en", "7 min read", "reading time"),
        ("en", "Tags: bridges, rivers", "tags"),
        ("de", "Anzeige", "advertisement"),
        ("de", "Lesen Sie auch: Die alte Brücke", "links to other articles"),
        ("de", "Lesezeit: 5 Minuten", "reading time"),
        ("de", "5 Min. Lesezeit", "reading time"),
        ("es", "Lea también: El puente viejo", "links to other articles"),
        ("fr", "À lire aussi : Le vieux pont", "links to other articles"),
        ("it", "Leggi anche: Il vecchio ponte", "links to other articles"),
        ("pt", "Leia também: A ponte velha", "links to other articles"),
    ],
)
def test_furniture_is_left_out(language, line, reason):
    parts = [(PARAGRAPH, STORY), (PARAGRAPH, line), (PARAGRAPH, "It was 1901.")]
    assert left_out(*parts, language=language) == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement is the art of saying one thing twice.",
        "Advertisement.",
        "Read more and you will see.",
        "Read more: nobody did. The bridge fell.",
        "Related parties must be named.",
        "Related parties: all of them must be named in the annual report. No one is exempt.",
        "Share.",
        "Share this bread with your sister.",
        "Share this secret with no one, said the miller.",
        "Click here, said the watch.",
        "Click here and there.",
        "Subscribe to nothing you have not read.",
        "Sign up for our army, the poster said.",
        "Comments are free, facts are sacred.",
        "12 comments were made on the plan.",
        "7 minutes.",
        "The reading time: 7 minutes",
        "Most read nothing at all.",
        "Up next to the mill stood a barn.",
        "Continue reading the water and you know the weather.",
        "Follow us, they cried.",
        "Tweet, said the bird.",
        "Categories are boxes: once inside, nobody looks.",
        "See also page 12.",
        "Next post: a mile away.",
        "Skip to the end.",
        "Photo albums burn well.",
        "Photo: it shows the bridge as it was.",
        "Image is everything.",
        "Image: a thing seen.",
        "Photographs by the river are blue.",
        "Copyright law is older than the bridge.",
        "Credit: what the bank gives.",
        "Either/or, said Reuters",
        "Edited by hand, the book was late.",
        "Edited by nobody.",
        "Reviewed by many; loved by few.",
        "By the river stood a mill.",
        "By Monday it was gone",
        "By Jove!",
        "By hook or by crook",
        "May is a month.",
        "On 3 May 2021 the bridge fell.",
        "Published in 1901, it sold 12 copies.",
        "Updated daily",
        "Paris is a town.",
        "Jane said: I stayed.",
        "Note: the bridge is closed.",
        "Q: is a letter.",
    ],
)
def test_what_only_looks_like_furniture_is_read_where_it_stands(line):
    text, script = read((PARAGRAPH, STORY), (PARAGRAPH, line), (PARAGRAPH, "It was late."))
    assert not script.omissions
    starts = [u.start for u in script.utterances if u.start is not None]
    assert starts == sorted(starts)
    assert "".join(text.split()) == "".join(
        "".join(u.written for u in script.utterances if u.start is not None).split()
    )


@pytest.mark.parametrize("word", ["Print", "Share", "Related", "Facebook", "Anzeige"])
def test_a_word_in_a_list_or_a_heading_is_no_button(word):
    assert not left_out((PARAGRAPH, STORY), (ITEM, word), (HEADING, word), (PARAGRAPH, "So."))


def test_a_list_below_related_articles_goes_with_it():
    links = [(ITEM, "The harbour that moved"), (ITEM, "Who owns the river?")]
    out = left_out((PARAGRAPH, STORY), (HEADING, "Related articles"), *links)
    assert [part for part, _ in out] == ["Related articles", *(words for _, words in links)]


def test_a_list_of_sentences_below_related_articles_is_read():
    links = [(ITEM, "The harbour moved."), (ITEM, "Who owns the river?")]
    out = left_out((PARAGRAPH, STORY), (PARAGRAPH, "Related articles"), *links)
    assert [part for part, _ in out] == ["Related articles"]


def test_tags_without_spaces_are_left_out():
    parts = [
        (PARAGRAPH, "The Mill-Race of Harrow froze in Lent."),
        (PARAGRAPH, "HARROWMILL-RACELENT"),
    ]
    assert left_out(*parts) == [("HARROWMILL-RACELENT", "tags")]


@pytest.mark.parametrize(
    "word", ["Harrowmilllent", "HarrowMill", "HARROWMILLXLENT", "HarrowMillLent."]
)
def test_a_long_word_is_no_run_of_tags(word):
    assert not left_out((PARAGRAPH, "The Mill of Harrow froze in Lent."), (PARAGRAPH, word))


# --------------------------------------------------------------------------- pictures


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Jane Doe/Reuters",
        "Photo by Jane Doe on Unsplash",
        "Image credit: Jane Doe (CC BY 2.0)",
        "© Jane Doe/Getty Images",
        "Jane Doe/AP Photo",
        "(Photo: J. Doe, used with permission)",
        "Image courtesy of the Harrow Museum",
    ],
)
def test_a_credit_is_left_out_of_a_caption_that_is_read(credit):
    parts = [(PARAGRAPH, STORY), (CAPTION, f"The bridge at dawn. {credit}")]
    assert left_out(*parts, style=Style(captions=True)) == [(credit, "image credit")]
    assert left_out((PARAGRAPH, STORY), (PARAGRAPH, credit)) == [(credit, "image credit")]


@pytest.mark.parametrize(
    ("language", "credit"),
    [
        ("de", "Foto: Anna Roth/dpa"),
        ("es", "Foto: Ana Rojo/EFE"),
        ("fr", "Crédit photo : Anne Roux"),
        ("it", "Foto di Anna Rossi"),
        ("pt", "Foto: Ana Roxo/Lusa"),
    ],
)
def test_credits_in_other_languages(language, credit):
    out = left_out((PARAGRAPH, STORY), (PARAGRAPH, credit), language=language)
    assert out == [(credit, "image credit")]


def test_a_credit_after_the_name_of_a_month_is_found():
    parts = [(PARAGRAPH, STORY), (CAPTION, "The bridge in May. Photo: Tom Fox / CC BY 2.0")]
    out = left_out(*parts, style=Style(captions=True))
    assert out == [("Photo: Tom Fox / CC BY 2.0", "image credit")]


def test_captions_and_alternative_texts_by_the_style():
    parts = [
        (PARAGRAPH, STORY),
        (BlockKind.ALTERNATIVE, "A bridge."),
        (PARAGRAPH, "Then."),
        (BlockKind.ALTERNATIVE, "A boat."),
        (CAPTION, "The boat of 1901."),
    ]
    assert [reason for _, reason in left_out(*parts)] == [
        "alternative text",
        "alternative text",
        "caption",
    ]
    assert told(*parts, style=Style(captions=True, alternative_texts=True))[1:] == [
        "A bridge.",
        "Then.",
        "The boat of nineteen oh one.",
    ]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (BlockKind.FORMULA, "formula"),
        (BlockKind.FOOTNOTE, "footnote"),
        (BlockKind.CODE, "code"),
    ],
)
def test_what_is_never_read_says_why(kind, reason):
    assert left_out((PARAGRAPH, STORY), (kind, "E = mc²")) == [("E = mc²", reason)]


# --------------------------------------------------------------------------- bylines


@pytest.mark.parametrize(
    ("language", "line", "spoken"),
    [
        ("en", "By Jane Doe", ["By Jane Doe."]),
        ("en", "By JANE DOE and John Roe", ["By Jane Doe and John Roe."]),
        ("en", "By Jane Doe, senior reporter", ["By Jane Doe, senior reporter."]),
        ("en", "Written by Jean-Luc de la Tour", ["Written by Jean-Luc de la Tour."]),
        (
            "en",
            "By Jane Doe | 3 May 2023 | 5 min read",
            ["By Jane Doe.", "the third of May twenty twenty three."],
        ),
        (
            "en",
            "By Jane Doe, May 3, 2023",
            ["By Jane Doe.", "May third, twenty twenty three."],
        ),
        ("de", "Von Anna Roth", ["Von Anna Roth."]),
        ("es", "Por Ana Rojo y Juan Gris", ["Por Ana Rojo y Juan Gris."]),
        ("fr", "Par Anne Roux", ["Par Anne Roux."]),
        ("it", "Di Anna Rossi", ["Di Anna Rossi."]),
        ("pt", "Por Ana Roxo", ["Por Ana Roxo."]),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_byline_is_said_after_the_title(language, line, spoken, last):
    parts = [(PARAGRAPH, STORY), (PARAGRAPH, "So it was."), (PARAGRAPH, line)]
    heard = told(*(parts if last else parts[::-1]), language=language)
    assert heard[: len(spoken)] == spoken
    assert len(heard) == len(spoken) + 2


def test_a_byline_is_followed_by_the_break_of_a_title():
    _, script = read((PARAGRAPH, "By Jane Doe"), (PARAGRAPH, STORY))
    assert [u.break_ms for u in script.utterances[:2]] == [BREAKS.heading_ms] * 2


def test_a_bare_name_is_a_byline_if_the_author_has_it():
    parts = [(PARAGRAPH, "Jane Doe"), (PARAGRAPH, "May 3, 2021"), (PARAGRAPH, STORY)]
    assert told(*parts, authors=("Jane Doe",))[:2] == [
        "By Jane Doe.",
        "May third, twenty twenty one.",
    ]
    assert told(*parts)[0] == "Jane Doe"


def test_a_second_byline_is_said_once():
    parts = [(PARAGRAPH, "By Jane Doe"), (PARAGRAPH, STORY), (PARAGRAPH, "Jane Doe")]
    assert told(*parts, authors=("Jane Doe",)) == ["By Jane Doe.", STORY]
    assert left_out(*parts, authors=("Jane Doe",)) == [("Jane Doe", "the byline, said first")]


def test_no_byline_is_invented():
    assert told((PARAGRAPH, STORY), authors=("Jane Doe",)) == [STORY]


def test_a_byline_in_the_middle_of_a_long_text_stays():
    parts = [(PARAGRAPH, f"{STORY} Mile {n}.") for n in range(30)]
    parts.insert(15, (PARAGRAPH, "By Jane Doe"))
    assert told(*parts).index("By Jane Doe") == 30


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 May 2021",
        "Published on May 3, 2021 at 10:45 GMT",
        "Last updated: 2021-05-03",
        "Published 3 May 2021, updated 4 May 2021",
        "Updated Monday, 3 May 2021, 6:15 p.m.",
    ],
)
def test_dates_of_publication_are_said_after_the_title(line):
    _, script = read((PARAGRAPH, STORY), (PARAGRAPH, line))
    assert script.utterances[1].written == line
    assert script.utterances[1].spoken.endswith(".")


def test_a_date_in_a_diary_stays():
    parts = [(PARAGRAPH, STORY), (PARAGRAPH, "3 May 2021"), (PARAGRAPH, "Rain.")]
    assert told(*parts)[1] == "the third of May twenty twenty one"


def test_who_produced_an_article_is_left_out_and_who_contributed_comes_last():
    parts = [
        (PARAGRAPH, "Translated by Ann Rowe"),
        (PARAGRAPH, STORY),
        (PARAGRAPH, "(Reporting by Jane Doe; Editing by John Roe)"),
    ]
    assert told(*parts) == [STORY, "Translated by Ann Rowe"]
    assert left_out(*parts) == [(parts[2][1], "production credit")]


# --------------------------------------------------------------------------- author notes

NOTE = "Jane Doe is a freelance journalist in Leeds. She writes about rivers."


def test_a_note_on_the_author_comes_last_after_a_longer_break():
    parts = [
        (PARAGRAPH, "By Jane Doe"),
        (PARAGRAPH, STORY),
        (PARAGRAPH, NOTE),
        (BlockKind.FOOTNOTE, "[1] A bridge."),
    ]
    _, script = read(*parts)
    assert said(script)[2:5] == [STORY, *NOTE.replace(". ", ".\n").split("\n")]
    assert script.utterances[2].break_ms == BREAKS.section_ms


def test_a_note_in_the_last_line_of_the_text_has_its_break():
    _, script = read((PARAGRAPH, f"{STORY} *{NOTE}"), authors=("Jane Doe",))
    assert [u.break_ms for u in script.utterances[1:]] == [
        BREAKS.section_ms,
        BREAKS.sentence_ms,
        BREAKS.section_ms,
        BREAKS.section_ms,
    ]


def test_a_stranger_who_is_a_journalist_is_the_author():
    _, script = read((PARAGRAPH, STORY), (PARAGRAPH, NOTE))
    assert script.utterances[1].break_ms == BREAKS.section_ms


def test_a_journalist_whom_the_text_is_about_is_not():
    _, script = read((PARAGRAPH, f"{STORY} Doe saw it."), (PARAGRAPH, NOTE))
    assert script.utterances[2].break_ms == BREAKS.paragraph_ms


# --------------------------------------------------------------------------- datelines


@pytest.mark.parametrize(
    ("language", "line", "place", "agency"),
    [
        ("en", "PARIS (AP) — ", "Paris.", "(AP) —"),
        ("en", "LONDON, 3 May (Reuters) – ", "London, the third of May.", "(Reuters) –"),
        ("en", "NEW YORK (AP) -- ", "New York.", "(AP) --"),
        ("en", "RIO DE JANEIRO/LIMA (AFP) - ", "Rio de Janeiro, Lima.", "(AFP) -"),
        ("en", "BERLIN — ", "Berlin.", None),
        ("en", "PORT LOUIS, Mauritius – ", "Port Louis, Mauritius.", None),
        ("en", "(Reuters) - ", None, "(Reuters) -"),
        ("de", "Berlin (dpa) - ", "Berlin.", "(dpa) -"),
        ("es", "MADRID (EFE).- ", "Madrid.", "(EFE).-"),
        ("fr", "Paris (AFP) - ", "Paris.", "(AFP) -"),
        ("it", "(ANSA) - ROMA - ", "Roma.", "(ANSA) -"),
        ("pt", "Lisboa (Lusa) – ", "Lisboa.", "(Lusa) –"),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(language, line, place, agency):
    parts = [(PARAGRAPH, line + STORY)]
    assert told(*parts, language=language) == [*([place] if place else []), STORY]
    assert left_out(*parts, language=language) == ([(agency, "news agency")] if agency else [])


@pytest.mark.parametrize(
    "line",
    [
        "NASA — the agency that flew — said no to the town, and the town said nothing.",
        "NASA — The agency said no. NASA — it is said — never says yes to any town.",
        "Smith (Oxford) — the older of the two — said that the bridge would never stand.",
        "The river (Thames) - a long one - rose and took the old bridge with it at night.",
        "Bread - and it was good bread - was sold at the mill until the river took it.",
    ],
)
def test_what_only_looks_like_a_dateline_is_read_as_it_is(line):
    utterances = read((PARAGRAPH, line))[1].utterances[1:-1]
    assert " ".join(u.written for u in utterances) == line
    assert len(utterances[0].written.split()) > 2
    assert not left_out((PARAGRAPH, line))


# --------------------------------------------------------------------------- interviews


def test_an_interview_keeps_its_speakers():
    parts = [
        (PARAGRAPH, "JANE DOE: When was it?"),
        (PARAGRAPH, "John Roe: In spring. Note: late spring."),
        (PARAGRAPH, "JANE DOE: And you?"),
        (PARAGRAPH, "Roe: I stayed."),
        (PARAGRAPH, "Roe: So."),
    ]
    _, script = read(*parts)
    assert said(script)[1:-1] == [
        *("Jane Doe.", "When was it?", "John Roe.", "In spring.", "Note: late spring."),
        *("Jane Doe.", "And you?", "Roe.", "I stayed.", "Roe.", "So."),
    ]
    assert script.utterances[1].break_ms == BREAKS.sentence_ms


@pytest.mark.parametrize(
    ("language", "asks", "answers", "words"),
    [
        ("en", "Q:", "A:", ["Question.", "Answer."]),
        ("en", "Q.", "A.", ["Question.", "Answer."]),
        ("de", "F:", "A:", ["Frage.", "Antwort."]),
        ("es", "P:", "R:", ["Pregunta.", "Respuesta."]),
        ("fr", "Q :", "R :", ["Question.", "Réponse."]),
        ("it", "D:", "R:", ["Domanda.", "Risposta."]),
        ("pt", "P:", "R:", ["Pergunta.", "Resposta."]),
    ],
)
def test_letters_of_question_and_answer_are_words(language, asks, answers, words):
    parts = [(PARAGRAPH, f"{asks} Was it so?"), (PARAGRAPH, f"{answers} It was.")]
    assert told(*parts, language=language) == [words[0], "Was it so?", words[1], "It was."]


def test_a_colon_does_not_make_an_interview():
    parts = [(PARAGRAPH, f"Note: mile {n} is closed.") for n in "abc"]
    assert told(*parts)[0] == "Note: mile a is closed."


# --------------------------------------------------------------------------- quotes, tables, verse


def test_block_quotes_are_marked_and_set_apart():
    _, script = read(
        (PARAGRAPH, "He said:"), (QUOTE, "No. Never."), (QUOTE, "So."), (PARAGRAPH, "A.")
    )
    assert [u.quoted for u in script.utterances] == [False, False, True, True, True, False, False]
    assert [u.break_ms for u in script.utterances[1:5]] == [
        BREAKS.quote_ms,
        BREAKS.sentence_ms,
        BREAKS.paragraph_ms,
        BREAKS.quote_ms,
    ]


@pytest.mark.parametrize(
    ("language", "begin", "end"),
    [
        ("en-GB", "Quote.", "End quote."),
        ("de", "Zitat.", "Zitat Ende."),
        ("es", "Cita.", "Fin de la cita."),
        ("fr", "Citation.", "Fin de citation."),
        ("it", "Citazione.", "Fine della citazione."),
        ("pt", "Citação.", "Fim da citação."),
        ("nl", None, None),
    ],
)
def test_block_quotes_are_announced_once_a_run(language, begin, end):
    parts = [(PARAGRAPH, "So:"), (QUOTE, "Aha."), (QUOTE, "Oho."), (PARAGRAPH, "Hm.")]
    style = Style(announce_quotes=True)
    _, script = read(*parts, style=style, language=language)
    expected = ["So:", begin, "Aha.", "Oho.", end, "Hm."]
    assert said(script)[1:-1] == [words for words in expected if words]
    announced = [u for u in script.utterances[1:-1] if u.start is None]
    assert [(u.spoken, u.end, u.quoted) for u in announced] == [
        (words, None, False) for words in (begin, end) if words
    ]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en", "A table of thirteen rows is left out: Town, People."),
        ("nl", None),
    ],
)
def test_a_large_table_is_announced(language, spoken):
    table = "Town\tPeople\n" + "a\tb\n" * 13
    parts = [(PARAGRAPH, STORY), (TABLE, table.strip()), (PARAGRAPH, "So.")]
    assert told(*parts, language=language) == [STORY, *([spoken] if spoken else []), "So."]
    assert left_out(*parts, language=language) == [(table.strip(), "large table")]


def test_a_wide_table_names_its_first_columns():
    table = "a\tb\tc\td\te\tf\tg\n" + "1\t" * 6 + "2"
    heard = told((PARAGRAPH, STORY), (TABLE, table))
    assert heard[1].startswith("A table of one row")
    assert heard[1].endswith("f, and more.")


STANZA = "A slow friend is bread,\nIt comes when it will.\nIt stays"


@pytest.mark.parametrize("kind", [BlockKind.VERSE, PARAGRAPH, QUOTE])
def test_verse_is_read_line_by_line(kind):
    _, script = read((kind, f"{STANZA}\n\n{STANZA}"), (PARAGRAPH, STORY))
    verse = [u for u in script.utterances[1:] if u.start is not None][:6]
    assert [u.written for u in verse] == STANZA.split("\n") * 2
    assert [u.break_ms for u in verse[:3]] == [
        BREAKS.sentence_ms // 2,
        BREAKS.sentence_ms,
        BREAKS.paragraph_ms,
    ]


def test_prose_that_was_wrapped_by_hand_is_no_verse():
    wrapped = (
        "The river rose in the night and took the bridge, the old\n"
        "one, with it.  Nobody in the whole of the valley had seen\n"
        "The like of it, and nobody wanted to see the like again."
    )
    assert len(told((PARAGRAPH, wrapped))) == 2


def test_a_nouns_capital_makes_no_verse_of_wrapped_prose():
    wrapped = (
        "Gestern stieg der Fluss, und am Ende der Nacht nahm er die\n"
        "Brücke mit, die alte; niemand im ganzen Tal hatte je einen\n"
        "Fluss so gesehen."
    )
    assert len(told((PARAGRAPH, wrapped), language="de")) == 1


def test_verse_may_begin_a_line_with_a_small_letter():
    assert told((BlockKind.VERSE, "the rain\nit fell")) == ["the rain", "it fell"]


# --------------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("more", "spoken"),
    [
        ({"publisher": "The Valley"}, "The Mill"),
        ({}, "The Mill - The Valley"),
    ],
)
@pytest.mark.parametrize("in_text", [False, True])
def test_the_name_of_the_site_is_no_part_of_the_title(more, spoken, in_text):
    title = "The Mill - The Valley"
    parts = [*([(HEADING, title)] if in_text else []), (PARAGRAPH, STORY)]
    text, script = read(*parts, title=title, **more)
    assert script.utterances[0].spoken == spoken
    assert script.sections[0].title == spoken
    if in_text and more:
        assert omitted(text, script) == [("- The Valley", "the name of the site")]


def test_a_heading_without_the_site_name_is_the_title():
    assert told((HEADING, "The Mill"), (PARAGRAPH, STORY), title="The Mill | The Valley") == [STORY]
