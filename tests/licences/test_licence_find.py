from collections.abc import Callable

import pytest

from audiobook.errors import ConfigError, LicenceRefused, LicenceUnknown, UsageError
from audiobook.licences import check_policy, clear, find, state
from audiobook.model import Article, Verdict

DEFAULT = ("CC-PDM-1.0", "CC0-1.0", "CC-BY", "CC-BY-SA")


@pytest.mark.parametrize(
    ("key", "value", "licence_id"),
    [
        ("license", "CC-BY-4.0", "CC-BY-4.0"),
        ("licence", "cc by-sa 3.0 igo", "CC-BY-SA-3.0-IGO"),
        ("license_url", "https://creativecommons.org/licenses/by/2.0/", "CC-BY-2.0"),
        ("dc.rights", "Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("rights", "© 2024 Jane Roe. CC BY 4.0", "CC-BY-4.0"),
        ("license", "CC BY 4.0 (data), CC BY-NC-ND 4.0 (text)", "CC-BY-NC-ND-4.0"),
        ("license", "CC BY 4.0 (text), CC BY-NC-ND 4.0 (photos)", "CC-BY-4.0"),
        ("license", "CC BY 4.0, CC BY-SA 4.0", "CC-BY-SA-4.0"),
        (
            "license",
            "https://creativecommons.org/licenses/by/4.0/ https://creativecommons.org/licenses/by-nc/4.0/",
            "CC-BY-NC-4.0",
        ),
        ("license", "CC BY 4.0 for photos, text CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("license", "CC BY-NC 4.0 and photos CC BY 4.0", None),
        ("license", "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/) for photos", None),
        ("license", "not CC BY 4.0", None),
        ("license", "not https://creativecommons.org/licenses/by/4.0/", None),
        ("license", "CC BY 4.0 does not apply", None),
        ("license", "none (was CC BY 4.0)", None),
        ("license", "nicht CC BY 4.0", None),
        ("license", "CC BY-NC 4.0, not CC BY 4.0", "CC-BY-NC-4.0"),
        ("license", "CC BY 4.0 for personal use only", None),
        ("license", "to be licensed under CC BY 4.0", None),
        ("rights", "CC BY 4.0. All rights reserved.", None),
        ("rights", "Soweit nicht anders angegeben CC BY 4.0", "CC-BY-4.0"),
        ("license", "MIT", None),
        ("rights", "Photos CC BY 4.0", None),
        ("rights", "All rights reserved", None),
        ("description", "CC BY 4.0", None),
    ],
)
def test_metadata(
    article: Callable[..., Article], key: str, value: str, licence_id: str | None
) -> None:
    licence = find(article(metadata=((key, value),)), DEFAULT).licence
    assert (licence and licence.id) == licence_id


@pytest.mark.parametrize(
    ("licence_id", "accept", "verdict"),
    [
        ("CC0-1.0", DEFAULT, Verdict.ALLOWED),
        ("CC-PDM-1.0", DEFAULT, Verdict.ALLOWED),
        ("CC-BY-2.5-AU", DEFAULT, Verdict.ALLOWED),
        ("CC-BY", DEFAULT, Verdict.ALLOWED),
        ("CC-BY-NC-4.0", DEFAULT, Verdict.REFUSED),
        ("CC-BY-ND-4.0", DEFAULT, Verdict.REFUSED),
        ("OGL-UK-3.0", DEFAULT, Verdict.REFUSED),
        ("CC-BY-NC-4.0", ("CC-BY-NC",), Verdict.REFUSED),
        ("LicenseRef-PD", DEFAULT, Verdict.ALLOWED),
        ("LicenseRef-PD", ("CC-BY",), Verdict.REFUSED),
        ("LicenseRef-PD-US", DEFAULT, Verdict.REFUSED),
        ("LicenseRef-PD-US", ("LicenseRef-PD-US",), Verdict.ALLOWED),
        ("CC-BY-ND-4.0", ("CC-BY-ND",), Verdict.ALLOWED),
        ("etalab-2.0", ("etalab",), Verdict.ALLOWED),
        ("CC-BY-3.0", ("CC-BY-4.0",), Verdict.REFUSED),
        ("CC-BY", ("CC-BY-4.0",), Verdict.UNKNOWN),
        ("CC-BY-3.0-DE", ("CC-BY-3.0",), Verdict.ALLOWED),
        ("OGL-UK-3.0", ("OGL-UK",), Verdict.ALLOWED),
    ],
)
def test_policy(
    article: Callable[..., Article], licence_id: str, accept: tuple[str, ...], verdict: Verdict
) -> None:
    assert state(licence_id, article(), accept).verdict is verdict


@pytest.mark.parametrize(
    ("licence_id", "accept", "commercial", "verdict", "why"),
    [
        ("CC-BY-NC-4.0", ("CC-BY",), False, Verdict.ALLOWED, "among"),
        ("CC-BY-NC-4.0", ("CC-BY",), None, Verdict.REFUSED, "is not declared non-commercial"),
        ("CC-BY-NC-4.0", ("CC-BY",), True, Verdict.REFUSED, "is declared commercial"),
        ("CC-BY-NC-4.0", ("CC-BY-NC",), None, Verdict.REFUSED, "is not declared non-commercial"),
        ("CC-BY-NC-SA-3.0-DE", ("CC-BY-SA-3.0",), False, Verdict.ALLOWED, "among"),
        ("CC-BY-NC-SA-4.0", ("CC-BY",), False, Verdict.REFUSED, "not among"),
        ("CC-BY-NC", ("CC-BY-4.0",), False, Verdict.UNKNOWN, "without the version"),
        ("CC-BY-NC-ND-4.0", ("CC-BY",), False, Verdict.REFUSED, "no adaptations"),
        ("CC-BY-NC-ND-4.0", ("CC-BY-ND",), False, Verdict.ALLOWED, "among"),
        ("CC-BY-NC-ND-4.0", ("CC-BY-ND",), None, Verdict.REFUSED, "no commercial use"),
    ],
)
def test_non_commercial_licences_are_for_shows_declared_so(
    article: Callable[..., Article],
    licence_id: str,
    accept: tuple[str, ...],
    commercial: bool | None,
    verdict: Verdict,
    why: str,
) -> None:
    finding = state(licence_id, article(), accept, commercial)
    assert (finding.verdict, why in finding.why) == (verdict, True)


def test_a_stated_licence_keeps_the_holder_that_the_text_names(
    article: Callable[..., Article],
) -> None:
    text = "All content by Harbour News is licensed under a Creative Commons licence."
    finding = state("CC-BY-4.0", article(text), DEFAULT)
    assert finding.licence is not None
    assert finding.licence.evidence == "stated by the user"
    assert finding.licence.holder == "Harbour News"
    assert finding.statements == ((0, len(text)),)


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("CC-BY-4.0", "© 2020 Jane Roe. All rights reserved."),
        ("CC-BY-4.0", "This article is licensed under CC BY-NC 4.0."),
        ("CC-BY-ND-4.0", "This article is licensed under CC BY-NC-ND 4.0."),
        ("CC0-1.0", "This article is licensed under CC BY 4.0."),
        ("CC-BY-4.0", "This article is licensed under CC BY 4.0, all rights reserved."),
    ],
)
def test_what_the_article_says_against_the_user_is_kept(
    article: Callable[..., Article], stated: str, text: str
) -> None:
    finding = state(stated, article(text), [stated])
    assert finding.verdict is Verdict.ALLOWED
    assert finding.licence is not None
    assert finding.licence.id == stated
    said = text.split(". ", 1)[-1] if text.startswith("©") else text
    assert finding.licence.evidence == f"stated by the user; the article says: “{said}”"
    assert finding.why.endswith(f"stated by the user; the article says: “{said}”")
    assert finding.statements == ()


def test_what_the_article_says_wider_than_the_user_is_no_contradiction(
    article: Callable[..., Article],
) -> None:
    text = "This article is licensed under CC BY 4.0."
    finding = state("CC-BY-SA-4.0", article(text), DEFAULT)
    assert finding.licence is not None
    assert finding.licence.evidence == "stated by the user"
    assert "the article says" not in finding.why


def test_a_policy_is_checked_up_front() -> None:
    check_policy(DEFAULT)
    check_policy(["CC-BY-NC", "OGL-UK-3.0", "cc by 4.0"])
    for entry in ("CC-BY-4", "MIT", "CC", ""):
        with pytest.raises(ConfigError, match="is no licence we know; did you mean"):
            check_policy(["CC-BY", entry])


def test_an_unknown_id_is_answered_with_the_nearest(article: Callable[..., Article]) -> None:
    with pytest.raises(UsageError, match=r"did you mean CC-BY-SA-4\.0"):
        state("CC-BY-SAA-4.0", article(), DEFAULT)
    with pytest.raises(UsageError):
        state("CC", article(), DEFAULT)
    with pytest.raises(ConfigError, match="CC-BY-4"):
        state("CC-BY-4.0", article(), ["CC-BY-4"])


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("It rained.", LicenceUnknown, "no licence was found"),
        ("This text will be under CC BY 4.0.", LicenceUnknown, "but not clearly for this article"),
        ("We drew an atlas. It is licensed under CC BY 4.0.", LicenceUnknown, "“It is licensed"),
        ("We left. It is licensed under CC BY-NC 4.0.", LicenceUnknown, "“It is licensed"),
        ("This text is under CC BY 4.0, no commercial use.", LicenceRefused, "rights are reserved"),
        ("This text is under a Creative Commons licence.", LicenceUnknown, "but not which"),
        ("© Roe. All rights reserved.", LicenceRefused, "rights are reserved"),
        ("This text is licensed under CC BY-ND 4.0.", LicenceRefused, "no adaptations"),
        ("This text is under CC BY-NC 4.0.", LicenceRefused, "show is not declared non-commercial"),
        ("This text is under CC BY-NC 4.0.", LicenceRefused, '"commercial = false" under'),
        ("This text is under CC BY-ND 4.0.", LicenceRefused, 'if you judge so, add "CC-BY-ND" to'),
        ("This text is under CC BY-NC-ND 4.0.", LicenceRefused, "as one; it allows no commercial"),
        ("You may republish this article for free.", LicenceUnknown, "somebody must read"),
    ],
)
def test_what_may_not_be_narrated_is_refused_in_one_line_that_says_what_to_do(
    article: Callable[..., Article], text: str, error: type[Exception], words: str
) -> None:
    work = article(text)
    with pytest.raises(error) as caught:
        clear(work, find(work, DEFAULT))
    line = str(caught.value)
    assert line.startswith("https://example.org/bridge: ")
    assert words in line
    assert "--licence ID" in line
    assert "\n" not in line


def test_a_statement_of_the_page_is_no_stretch_of_the_text(article: Callable[..., Article]) -> None:
    text = "The sea is wide and cold. Nobody has ever owned all of it, and nobody ever will."
    page = f"<p>{text}</p><footer>This article is licensed under CC BY 4.0.</footer>"
    finding = find(article(text, markup=page), DEFAULT)
    assert finding.verdict is Verdict.ALLOWED
    assert finding.statements == ()


def test_a_statement_of_another_licence_is_not_left_out(article: Callable[..., Article]) -> None:
    text = "The sea is wide. This article is licensed under CC BY 4.0."
    page = f'<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"><p>{text}'
    finding = find(article(text, markup=page), DEFAULT)
    assert finding.licence is not None
    assert finding.licence.id == "CC-BY-SA-4.0"
    assert finding.statements == ()
