from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from audiobook.feed.notes import clock, show_notes
from audiobook.model import Chapter

TEXT = st.text(st.sampled_from("ab <&\"' \n漢ß👩"), max_size=3000)


def test_notes_are_summary_chapters_and_notice(edition):
    notes = show_notes(edition(notice_html="<p>By <b>Ada</b></p>", summary="Clocks & <tides>"))
    assert notes == (
        "<p>Clocks &amp; &lt;tides&gt;</p>"
        "<ul><li>0:00 Opening</li><li>1:00 Two clocks</li></ul>"
        "<p>By <b>Ada</b></p>"
    )


def test_html_03_a_chapter_title_stays_text(edition):
    hostile = (Chapter(" <script>\n1</script> ", 0, 1), Chapter("<li onclick=''>", 1, 2))
    notes = show_notes(edition(chapters=hostile))
    assert "<li>0:00 &lt;script&gt; 1&lt;/script&gt;</li>" in notes
    assert "<li>0:00 &lt;li onclick=&#x27;&#x27;&gt;</li>" in notes


def test_one_chapter_is_no_list(edition):
    assert "<li>" not in show_notes(edition(chapters=(Chapter("All of it", 0, 9),)))


def test_no_summary_leaves_no_empty_paragraph(edition):
    assert "<p></p>" not in show_notes(edition(summary=" \n"))


@given(summary=TEXT, titles=st.lists(TEXT, max_size=5))
def test_apl_08_notes_have_at_most_4000_bytes_and_the_whole_notice(edition, summary, titles):
    chapters = tuple(Chapter(title, 1000 * i, 1000 * i + 1) for i, title in enumerate(titles))
    made = edition(summary=summary, chapters=chapters)
    notes = show_notes(made)
    assert len(notes.encode()) <= 4000
    assert notes.endswith(made.notice_html)
    html.fromstring(f"<div>{notes}</div>")


@pytest.mark.parametrize("word", ["tide ", "潮", "&"])
def test_a_summary_too_long_is_cut_not_dropped(edition, word):
    notes = show_notes(edition(summary=word * 5000))
    assert notes.startswith(f"<p>{'&amp;' if word == '&' else word}")
    assert "…</p>" in notes
    assert 3900 < len(notes.encode()) <= 4000


def test_a_notice_longer_than_the_limit_still_stands_whole(edition):
    notice = "owed " * 1000
    assert show_notes(edition(notice_html=notice)) == notice


@pytest.mark.parametrize(
    ("ms", "time"), [(0, "0:00"), (59_999, "0:59"), (245_000, "4:05"), (3_845_000, "1:04:05")]
)
def test_clock(ms, time):
    assert clock(ms) == time
