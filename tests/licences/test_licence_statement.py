import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from audiobook.licences import find
from audiobook.model import Article, Block, BlockKind, Verdict

ACCEPT = ("CC-BY", "CC-BY-SA")
PAIRS = [
    tuple(part.strip() for part in line.split("=>"))
    for line in Path(__file__).with_name("statements.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("statement", "licence_id"), PAIRS)
def test_pairs(article: Callable[..., Article], statement: str, licence_id: str) -> None:
    text = "The bridge is open again.\n\n" + statement.replace("\\n", "\n")
    found = find(article(text), ACCEPT)
    assert (found.licence.id if found.licence else "none") == licence_id
    if found.licence:
        ((start, end),) = found.statements
        assert text[start:end] == statement.replace("\\n", "\n")


def test_in_a_text_of_one_line_the_statement_is_its_sentence_and_no_more(
    article: Callable[..., Article],
) -> None:
    sentence = (
        "All Content by Harbour News is licensed under a "
        "Creative Commons Attribution 4.0 International License."
    )
    text = f"It rained. Jane Roe covers the docks. {sentence}"
    found = find(article(text), ACCEPT)
    assert [text[a:b] for a, b in found.statements] == [sentence]
    assert found.licence is not None
    assert found.licence.holder == "Harbour News"
    assert found.licence.evidence == sentence


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("All content by Harbour News is licensed under CC BY 4.0.", "Harbour News"),
        ("Originally published under Creative Commons by Harbour News™.", "Harbour News"),
        ("© 2021 Harbour News. This work is licensed under CC BY 4.0.", "Harbour News"),
        ("© 2021 Dr. Jane Roe\n\nThis work is licensed under CC BY 4.0.", "Dr. Jane Roe"),
        ("This work is licensed under CC BY 4.0.\n© Harbour News", "Harbour News"),
        ("Photo © Ola Berg\n\nThis work is licensed under CC BY 4.0.", None),
        ("© 2021 Ola Berg for the photo. This work is licensed under CC BY 4.0.", None),
        ("© 2021 Creative Commons BY. This work is licensed under CC BY 4.0.", None),
        ("Alle Inhalte von Hafenblatt sind unter CC BY 4.0 lizenziert.", "Hafenblatt"),
        ("All content of this site is licensed under CC BY 4.0.", None),
        ("Licensed under CC BY 4.0 by Ann Author.", "Ann Author"),
        ("Licensed under a CC BY 4.0 licence (https://example.org/x) by Ann Author", "Ann Author"),
        ("Licensed under CC BY 4.0 by those who wrote it.", None),
        ("Licensed by Ann Author under CC BY 4.0.", "Ann Author"),
    ],
)
def test_the_holder_is_whom_the_statement_names(
    article: Callable[..., Article], text: str, holder: str | None
) -> None:
    licence = find(article(text), ACCEPT).licence
    assert licence is not None
    assert licence.holder == holder


@pytest.mark.parametrize(
    ("text", "licence_id"),
    [
        ("The bridge is open.\n\nIt is licensed under CC BY 4.0.", "CC-BY-4.0"),
        ("This article was written in May. It is licensed under CC BY 4.0.", "CC-BY-4.0"),
        ("This article was written in May. This is licensed under CC BY 4.0.\n", "CC-BY-4.0"),
        ("Dieser Text entstand im Mai. Er ist unter CC BY 4.0 lizenziert.", "CC-BY-4.0"),
        ("We drew an atlas. It is licensed under CC BY 4.0.", None),
        ("This article uses an atlas. It is licensed under CC BY 4.0.", None),
        ("This article uses our data. It is licensed under CC BY 4.0.", None),
        ("Here is a photo.\n\nIt is licensed under CC BY 4.0.", None),
        ("This article is long. It is licensed under CC BY 4.0. The sea rose.", None),
        ("This article is long. It will be licensed under CC BY 4.0.", None),
    ],
)
def test_a_pronoun_states_it_at_the_end_where_it_can_mean_nothing_but_the_text(
    article: Callable[..., Article], text: str, licence_id: str | None
) -> None:
    licence = find(article(text), ACCEPT).licence
    assert (licence and licence.id) == licence_id


@pytest.mark.parametrize("kind", [BlockKind.QUOTE, BlockKind.CODE, BlockKind.CAPTION])
def test_quotes_code_and_captions_state_nothing(
    article: Callable[..., Article], kind: BlockKind
) -> None:
    text = "This work is licensed under CC BY 4.0."
    assert find(article(text, blocks=(Block(kind, 0, len(text)),)), ACCEPT).licence is None


def test_in_the_middle_of_a_long_text_a_statement_is_told_not_made(
    article: Callable[..., Article],
) -> None:
    story = "The council met and the river rose. " * 100
    text = f"{story}This work is licensed under CC BY 4.0. {story}"
    assert find(article(text), ACCEPT).licence is None


def test_reserved_rights_are_refused_whatever_else_is_said(
    article: Callable[..., Article],
) -> None:
    found = find(article("This work is licensed under CC BY 4.0.\n\nAll rights reserved."), ACCEPT)
    assert found.licence is None
    assert found.verdict is Verdict.REFUSED
    assert "All rights reserved" in found.why


def test_of_several_licences_the_narrowest_holds(article: Callable[..., Article]) -> None:
    text = "This work is licensed under CC BY 4.0.\n\nThis work is licensed under CC BY-NC 4.0."
    found = find(article(text), ACCEPT)
    assert found.licence is not None
    assert found.licence.id == "CC-BY-NC-4.0"
    assert "disagree" in found.licence.evidence


@pytest.mark.parametrize(("statement", "licence_id"), [p for p in PAIRS if p[1] != "none"])
def test_what_a_text_states_a_footer_states_too(
    article: Callable[..., Article], statement: str, licence_id: str
) -> None:
    said = escape(statement.replace("\\n", "\n"))
    markup = f"<p>The bridge is open again.</p><footer><p>{said}</p></footer>"
    found = find(article(markup=markup), ACCEPT).licence
    if statement != licence_id.replace("-", " ", 1).replace("-", " "):  # a line that is but an id
        assert (found and found.id) == licence_id


NONSENSE = ["CC BY 4.0 x ", "licence ", "© 2020 ", "All content by ", "- ", "GFDL ", "(", "this a "]


@pytest.mark.parametrize("unit", NONSENSE)
def test_long_nonsense_is_read_in_bounded_time(article: Callable[..., Article], unit: str) -> None:
    line = "creative commons " + unit * (50_000 // len(unit))
    began = time.process_time()
    for work in (article(line), article(markup=f"<p>{line}</p>"), article(line * 20)):
        assert find(work, ACCEPT).verdict is Verdict.UNKNOWN
    assert time.process_time() - began < 10


def test_the_ends_of_a_long_page_are_read(article: Callable[..., Article]) -> None:
    stated = "<p>This work is licensed under CC BY 4.0.</p>"
    told = "<p>The bridge is under repair, says a public report.</p>" * 40_000
    reserved = "<p>© Harbour News. All rights reserved.</p>"
    found = find(article(markup=f"{stated}{told}"), ACCEPT).licence
    assert found is not None
    assert found.id == "CC-BY-4.0"
    assert find(article(markup=f"{stated}{told}{reserved}"), ACCEPT).verdict is Verdict.REFUSED
    text = "The bridge is open. " * 5_000
    closing = find(article(f"{text}\n\nThis work is licensed under CC BY 4.0."), ACCEPT)
    assert closing.licence is not None
    ((start, end),) = closing.statements
    assert (start, end) == (
        len(text) + 2,
        len(text) + 2 + len("This work is licensed under CC BY 4.0."),
    )
