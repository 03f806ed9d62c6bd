"""The licences we know, by SPDX identifier, by address and by family.

Identifiers are those of the SPDX License List 3; for the ports of Creative Commons licences that
the list lacks they follow the same pattern (``CC-BY-SA-2.5-CH``).  A licence whose version is not
stated goes by its family alone (``CC-BY-SA``), and ``CC`` is a Creative Commons licence whose type
is not stated.  What has no SPDX identifier is ``LicenseRef-…``, as SPDX asks.  Names and addresses
are as Creative Commons writes them in its deeds.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from audiobook.model import Licence

_TABLE = tomllib.loads(files(__package__).joinpath("known.toml").read_text("utf-8"))
PORTS: dict[str, str] = _TABLE["ports"]

CC_FAMILIES = ("CC-BY", "CC-BY-SA", "CC-BY-NC", "CC-BY-NC-SA", "CC-BY-ND", "CC-BY-NC-ND")
CC_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
PUBLIC_DOMAIN = frozenset({"CC0", "CC-PDM", "LicenseRef-PD", "LicenseRef-PD-US"})
UNTYPED = Licence("CC", "Creative Commons", None)
CUSTOM = Licence("LicenseRef-custom", "Terms of its own", None)
UNSETTLED = frozenset({UNTYPED.id, CUSTOM.id})
"""What these allow no table can say."""

_ELEMENTS = {
    "BY": "Attribution",
    "NC": "NonCommercial",
    "ND": "NoDerivatives",
    "SA": "ShareAlike",
}
_SCOPES = {"3.0": "Unported", "4.0": "International"}
_CC_ID = re.compile(
    r"CC-(?P<elements>BY(?:-(?:NC|ND|SA)){0,2})(?:-V?(?P<version>\d\.\d))?"
    r"(?:-(?:INTERNATIONAL|UNPORTED|GENERIC|(?P<port>[A-Z]{2,8})))?"
)
_CC_ADDRESS = re.compile(
    r"(?:creativecommons\.org|licensebuttons\.net)/(?:licen[sc]es|l)/"
    r"(?P<elements>by(?:-(?:nc|nd|sa)){0,2})(?:/(?P<version>\d\.\d)(?:/(?P<port>[a-z]+)(?![\w.]))?)?"
    r"(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an identifier says: ``CC-BY-SA-3.0-DE`` is family CC-BY-SA, version 3.0, port DE."""

    family: str
    version: str | None = None
    port: str | None = None

    @property
    def restrictions(self) -> frozenset[str]:
        """Which of NC, ND and SA apply."""
        return frozenset(self.family.split("-")) & {"NC", "ND", "SA"}

    def within(self, wider: Terms) -> bool:
        """Whether these are a case of ``wider``: a version of a family, a port of a version."""
        return (
            self.family == wider.family
            and wider.version in (None, self.version)
            and wider.port in (None, self.port)
        )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A licence with one id.  ``words`` and ``address`` recognise its name and its page."""

    terms: Terms
    licence: Licence
    words: re.Pattern[str]
    address: re.Pattern[str]


def _fixed(row: dict[str, str]) -> Fixed:
    version = re.search(r"\d\.\d", row["id"])
    return Fixed(
        Terms(row["family"], version and version[0]),
        Licence(row["id"], row["name"], row.get("url")),
        re.compile(row["words"], re.IGNORECASE),
        re.compile(row["address"], re.IGNORECASE),
    )


FIXED = tuple(_fixed(row) for row in _TABLE["fixed"])


def creative_commons(
    elements: frozenset[str], version: str | None = None, port: str | None = None
) -> Licence | None:
    """The licence of those elements (of BY, NC, ND, SA), None where there is none such.

    ND and SA exclude each other; 4.0 has no ports; 2.1 exists in ports only.
    """
    family = "-".join(["CC", *(e for e in _ELEMENTS if e in elements)])
    ported = port is not None
    if family not in CC_FAMILIES or (ported and (port not in PORTS or version in (None, "4.0"))):
        return None
    if version is not None and version not in (*CC_VERSIONS, *(["2.1"] if ported else [])):
        return None
    return _cc_licence(Terms(family, version, port))


def licence_from_id(text: str) -> Licence | None:
    """The licence that an identifier names, spelled as SPDX does or loosely (``cc by-sa 4.0``)."""
    key = re.sub(r"[\s_/–-]+", "-", text.strip()).upper()
    by_family = {f.terms.family.upper(): f.licence for f in reversed(FIXED)}
    by_id = {f.licence.id.upper(): f.licence for f in FIXED}
    if fixed := by_id.get(key) or by_family.get(key):
        return fixed
    if key == UNTYPED.id:
        return UNTYPED
    match = _CC_ID.fullmatch(key)
    if not match:
        return None
    return creative_commons(
        frozenset(match["elements"].split("-")), match["version"], match["port"]
    )


def licence_from_url(address: str) -> Licence | None:
    """The licence whose page, deed, legal code or badge has that address, archived copies too."""
    for fixed in FIXED:
        if fixed.address.search(address):
            return fixed.licence
    match = _CC_ADDRESS.search(address)
    if not match:
        return None
    elements = frozenset(match["elements"].upper().split("-"))
    version, port = match["version"], (match["port"] or "").upper()
    ported = creative_commons(elements, version, port) if port else None
    return ported or creative_commons(elements, version)


def terms_of(licence: Licence) -> Terms:
    """The terms of a licence that this module made."""
    for fixed in FIXED:
        if fixed.licence.id == licence.id:
            return fixed.terms
    match = _CC_ID.fullmatch(licence.id)
    if not match:
        return Terms(licence.id)
    return Terms(f"CC-{match['elements']}", match["version"], match["port"])


def known_ids() -> tuple[str, ...]:
    """Every identifier but those of ports, families included."""
    cc = [f"{family}-{version}" for family in CC_FAMILIES for version in CC_VERSIONS]
    return (*CC_FAMILIES, *cc, *(fixed.licence.id for fixed in FIXED))


def _cc_licence(terms: Terms) -> Licence:
    elements = terms.family.split("-")[1:]
    if terms.version == "1.0" and elements == ["BY", "NC", "ND"]:
        elements = ["BY", "ND", "NC"]  # version 1.0 alone has this order, in name and address
    name = "-".join(_ELEMENTS[e] for e in elements)
    if terms.version is None:
        return Licence(terms.family, f"Creative Commons {name}", None)
    if terms.version != "4.0":
        name = name.replace("NoDerivatives", "NoDerivs")
    scope = PORTS[terms.port] if terms.port else _SCOPES.get(terms.version, "Generic")
    address = "/".join(filter(None, ["-".join(elements), terms.version, terms.port])).lower()
    return Licence(
        "-".join(filter(None, [terms.family, terms.version, terms.port])),
        f"Creative Commons {name} {terms.version} {scope}",
        f"https://creativecommons.org/licenses/{address}/",
    )
