from collections.abc import Callable

import pytest

from audiobook.errors import ConfigError, LicenceRefused, LicenceUnknown, UsageError
from audiobook.licences import clear, find, state
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
        ("CC-BY-NC-4.0", ("CC-BY-NC",), Verdict.ALLOWED),
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


def test_a_stated_licence_keeps_the_holder_that_the_text_names(
    article: Callable[..., Article],
) -> None:
    text = "All content by Harbour News is licensed under a Creative Commons licence."
    finding = state("CC-BY-4.0", article(text), DEFAULT)
    assert finding.licence is not None
    assert finding.licence.evidence == "stated by the user"
    assert finding.licence.holder == "Harbour News"
    assert finding.statements == ((0, len(text)),)


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
        ("This text is under a Creative Commons licence.", LicenceUnknown, "but not which"),
        ("© Roe. All rights reserved.", LicenceRefused, "rights are reserved"),
        ("This text is licensed under CC BY-ND 4.0.", LicenceRefused, "no adaptations"),
        ("This text is licensed under CC BY-NC 4.0.", LicenceRefused, 'add "CC-BY-NC" to'),
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
