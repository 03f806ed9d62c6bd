import pytest

from audiobook.licences.known import (
    CC_FAMILIES,
    PORTS,
    creative_commons,
    known_ids,
    licence_from_id,
    licence_from_url,
    terms_of,
)


@pytest.mark.parametrize(
    ("written", "licence_id", "name", "path"),
    [
        ("cc by 4.0", "CC-BY-4.0", "Attribution 4.0 International", "by/4.0/"),
        (
            "CC-BY-SA-3.0-DE",
            "CC-BY-SA-3.0-DE",
            "Attribution-ShareAlike 3.0 Germany",
            "by-sa/3.0/de/",
        ),
        ("CC-BY-ND-3.0", "CC-BY-ND-3.0", "Attribution-NoDerivs 3.0 Unported", "by-nd/3.0/"),
        (
            "CC-BY-ND-4.0",
            "CC-BY-ND-4.0",
            "Attribution-NoDerivatives 4.0 International",
            "by-nd/4.0/",
        ),
        (
            "CC-BY-NC-ND-1.0",
            "CC-BY-NC-ND-1.0",
            "Attribution-NoDerivs-NonCommercial 1.0 Generic",
            "by-nd-nc/1.0/",
        ),
        (
            "CC-BY-SA-3.0-IGO",
            "CC-BY-SA-3.0-IGO",
            "Attribution-ShareAlike 3.0 IGO",
            "by-sa/3.0/igo/",
        ),
    ],
)
def test_names_and_addresses_are_those_of_creative_commons(
    written: str, licence_id: str, name: str, path: str
) -> None:
    licence = licence_from_id(written)
    assert licence is not None
    assert (licence.id, licence.name) == (licence_id, f"Creative Commons {name}")
    assert licence.url == f"https://creativecommons.org/licenses/{path}"


@pytest.mark.parametrize("known", known_ids())
def test_every_known_id_names_itself_and_its_address_leads_back(known: str) -> None:
    licence = licence_from_id(known)
    assert licence is not None
    assert licence.id == known
    if licence.url and "gnu.org" not in licence.url and "etalab" not in licence.url:
        assert licence_from_url(licence.url) == licence


@pytest.mark.parametrize("family", CC_FAMILIES)
@pytest.mark.parametrize("port", PORTS)
def test_ports_lead_back_from_their_addresses(family: str, port: str) -> None:
    licence = creative_commons(frozenset(family.split("-")[1:]), "3.0", port)
    assert licence is not None
    assert licence_from_url(licence.url or "") == licence
    assert licence_from_id(licence.id) == licence


@pytest.mark.parametrize(
    "text", ["", "MIT", "CC-BY-9.0", "CC-BY-4.0-DE", "CC-BY-ND-SA-4.0", "CC-BY-3.0-XX", "CC-SA"]
)
def test_what_is_no_licence_has_no_id(text: str) -> None:
    assert licence_from_id(text) is None


@pytest.mark.parametrize(
    ("address", "licence_id"),
    [
        ("//creativecommons.org/licenses/by-sa/3.0/", "CC-BY-SA-3.0"),
        ("http://www.creativecommons.org/licenses/by-nc/2.5/rdf", "CC-BY-NC-2.5"),
        ("https://creativecommons.org/licenses/by/3.0/deed.de", "CC-BY-3.0"),
        ("https://creativecommons.org/licenses/by/3.0/de/deed.en", "CC-BY-3.0-DE"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/de/legalcode", "CC-BY-NC-ND-3.0-DE"),
        ("https://i.creativecommons.org/l/by/4.0/88x31.png", "CC-BY-4.0"),
        ("https://archive.example/2016/http://creativecommons.org/licenses/by/2.0/", "CC-BY-2.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.fr", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("https://creativecommons.org/licenses/", None),
        ("https://example.org/licenses/by/4.0/", None),
    ],
)
def test_addresses_of_deeds_badges_and_archives(address: str, licence_id: str | None) -> None:
    licence = licence_from_url(address)
    assert (licence and licence.id) == licence_id


def test_within_goes_from_narrow_to_wide_only() -> None:
    family, version, port = (
        terms_of(licence)
        for name in ("CC-BY", "CC-BY-3.0", "CC-BY-3.0-AT")
        if (licence := licence_from_id(name))
    )
    assert port.within(version)
    assert version.within(family)
    assert not family.within(version)
