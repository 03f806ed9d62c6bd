from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import ConfigError
from audiobook.licences import Templates, check_policy, clear, state
from audiobook.licences.demands import DEMANDS
from audiobook.licences.known import CC_FAMILIES, FIXED
from audiobook.licences.templates import ELEMENTS
from audiobook.model import Article, Clearance

NOTICE = (
    "{title}[ ({authors})] & more: {source}\n[Rights: {holder}]\n"
    "Terms: {licence}\n{share_alike}\nNote: {changes}"
)
CREDIT = "You heard {title}[ by {authors}][, from {holder}], under {licence}. {changes}"


def _cleared(work: Article, licence_id: str, templates: Templates) -> Clearance:
    return clear(work, state(licence_id, work, [licence_id], commercial=False), templates)


def test_a_template_words_the_notice_and_the_credit(article: Callable[..., Article]) -> None:
    work = article(publisher="Harbour News")
    cleared = _cleared(work, "CC-BY-SA-4.0", Templates(NOTICE, CREDIT))
    lines = cleared.notice.splitlines()
    name = "Creative Commons Attribution-ShareAlike 4.0 International"
    url = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert lines[:4] == [
        f"The bridge (Jane Roe and Ali Khan) & more: {work.source}",
        "Rights: Harbour News",
        f"Terms: {name} ({url})",
        f"This edition is under the same licence: {name} ({url}).",
    ]
    assert lines[4].startswith("Note: narrated by a synthetic voice")
    assert cleared.credit.text == (
        f"You heard The bridge by Jane Roe and Ali Khan, from Harbour News, under {name}. "
        "Read by a synthetic voice."
    )
    assert f'<br/>Terms: <a href="{url}">{name}</a><br/>' in cleared.notice_html
    assert " &amp; more: " in cleared.notice_html


def test_what_is_empty_takes_its_part_and_its_line_with_it(article: Callable[..., Article]) -> None:
    work = article(authors=())
    cleared = _cleared(work, "CC-BY-4.0", Templates(NOTICE, CREDIT))
    assert [line.partition(":")[0] for line in cleared.notice.splitlines()] == [
        "The bridge & more",
        "Terms",
        "Note",
    ]
    assert cleared.credit.text.startswith("You heard The bridge, under Creative Commons")


def test_a_template_speaks_the_language_of_its_show(article: Callable[..., Article]) -> None:
    german = _cleared(article(language="fr"), "CC-BY-4.0", Templates(NOTICE, CREDIT, "de"))
    assert "Jane Roe und Ali Khan" in german.notice
    assert german.credit.text.endswith("Gelesen von einer synthetischen Stimme.")
    assert german.credit.language == "de"
    french = _cleared(article(language="fr"), "CC-BY-4.0", Templates(language="de"))
    assert french.credit.language == "fr"


@pytest.mark.parametrize("missing", ELEMENTS)
def test_a_template_that_lacks_a_demanded_element_is_refused(missing: str) -> None:
    templates = Templates(notice=NOTICE.replace(f"{{{missing}}}", ""))
    with pytest.raises(ConfigError, match=rf"notice-template: lacks the element {{{missing}}}"):
        check_policy(["CC-BY-SA"], templates)


@pytest.mark.parametrize("missing", ["title", "authors", "holder", "licence", "changes"])
def test_so_is_a_credit(missing: str) -> None:
    templates = Templates(credit=CREDIT.replace(f"{{{missing}}}", ""))
    with pytest.raises(ConfigError, match=rf"credit-template: lacks the element {{{missing}}}"):
        check_policy(["CC-BY"], templates)


def test_only_what_the_accepted_licences_ask_for_is_demanded() -> None:
    plain = Templates(NOTICE.replace("{share_alike}", ""), CREDIT)
    check_policy(["CC-BY", "CC0-1.0"], plain)
    check_policy(["CC0-1.0", "CC-PDM"], Templates("{title}", "{title}"))
    with pytest.raises(ConfigError, match="share_alike"):
        check_policy(["CC-BY", "GFDL"], plain)


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ("{licens}", "unknown element {licens}; known are: {title}"),
        ("{title!r}", "a brace that belongs to no element"),
        ("}", "a brace that belongs to no element"),
    ],
)
def test_what_is_no_element_is_named(added: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_policy(["CC-BY"], Templates(NOTICE + added, CREDIT))
    assert words in str(caught.value)


@given(title=st.text(), author=st.text(), words=st.text(st.characters(exclude_characters="{}")))
def test_whatever_it_says_the_html_is_well_formed(
    article: Callable[..., Article], title: str, author: str, words: str
) -> None:
    work = article(title=title, authors=(author,))
    notice = NOTICE + "".join(c for c in words if c.isprintable())
    root = ElementTree.fromstring(_cleared(work, "CC-BY-4.0", Templates(notice)).notice_html)
    assert {e.tag for e in root.iter()} <= {"p", "br", "a"}


def test_values_are_not_read_as_templates(article: Callable[..., Article]) -> None:
    work = article(title="[{holder}] {licence}", publisher="<b>News</b>")
    cleared = _cleared(work, "CC-BY-4.0", Templates(NOTICE, CREDIT))
    assert cleared.notice.startswith("[{holder}] {licence} (")
    assert "&lt;b&gt;News&lt;/b&gt;" in cleared.notice_html


def test_every_family_has_its_row_and_its_source() -> None:
    families = {*CC_FAMILIES, *(fixed.terms.family for fixed in FIXED)}
    assert families == set(DEMANDS)
    for family, demands in DEMANDS.items():
        assert demands.source
        assert demands.attribution <= set(ELEMENTS)
        assert not demands.accepted_as or demands.accepted_as in families
        if family.startswith("CC-BY"):
            letters = set(family.split("-"))
            assert demands.share_alike == ("SA" in letters)
            assert demands.non_commercial == ("NC" in letters)
            assert demands.no_derivatives == ("ND" in letters)
