"""What names a document: sections of a law, standards, preprints, papers, weaknesses on record."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import paired
from .numbers import cardinal, number, roman, spell_digits, year

_ISSUERS = (
    "ISO|IEC|IEEE|ANSI|ASTM|DIN|FIPS|NIST|RFC|SAE|UL|EN|BS|NFPA|ITU|ECMA|JIS|MIL-STD"
)  # fmt: skip
_SAID = {"IEEE": "I triple E", "ANSI": "ANSI", "NIST": "NIST", "ECMA": "ECMA", "DIN": "DIN"}
_PIECE = re.compile(r"\d+|[A-Za-z]+|[./-]")
_MARKS = {".": "dot", "/": "slash", "-": "dash"}
_FOUR = 4


def _issuers(written: str) -> str:
    return " ".join(
        _SAID.get(part) or " ".join(part) for part in re.findall(r"[A-Z]+", written)
    ).replace("M I L S T D", "mil standard")


def _standard_number(digits: str) -> str:
    """In pairs, unless that would hide its thousand: "eighty six oh one", "nine thousand one"."""
    if len(digits) > _FOUR or (len(digits) == _FOUR and digits[1:3] == "00"):
        return cardinal(digits)
    return paired(digits)


def _say_standard(match: Match) -> str:
    said = f"{_issuers(match['by'])} {_standard_number(match['n'])}"
    if match["part"]:
        said += f" {'dot' if match['joint'] == '.' else 'dash'} {cardinal(match['part'])}"
    if match["letters"]:
        said += f" {' '.join(match['letters'].upper())}"
    return said + (f" {year(match['y'])}" if match["y"] else "")


def _say_pieces(written: str) -> str:
    """A code piece by piece, its digits one by one."""
    return " ".join(
        _MARKS.get(piece) or (spell_digits(piece) if piece.isdecimal() else _letters(piece))
        for piece in _PIECE.findall(written)
    )


def _letters(piece: str) -> str:
    return piece if len(piece) > _FOUR else " ".join(piece)


def _say_doi(match: Match) -> str:
    return f"D O I ten dot {_say_pieces(match['n'])}"


def _say_preprint(match: Match) -> str:
    version = f" version {number(match['v'])}" if match["v"] else ""
    return f"arXiv {_say_pieces(match['n'])}{version}"


def _say_weakness(match: Match) -> str:
    return f"{' '.join(match['l'])} {year(match['y'])} dash {paired(match['n'])}"


def _say_journal(match: Match) -> str:
    issue = f", number {number(match['i'])}" if match["i"] else ""
    first = match["p"]
    pages = f"pages {number(first)} to {number(match['q'])}" if match["q"] else f"page {first}"
    pages = re.sub(
        r"e?\d+",
        lambda m: spell_digits(m.group()[-7:]) if m.group()[0] == "e" else number(m.group()),
        pages,
    )
    return f"{year(match['y'])}, volume {number(match['v'])}{issue}, {pages}"


def _say_section(match: Match) -> str:
    mark = match["x"]
    if mark.isdecimal():
        return f" {number(mark)}"
    numeral = roman(mark.upper()) if len(mark) > 1 else None
    return f" {cardinal(str(numeral)) if numeral else ' '.join(mark)}"


def _is_section(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return before.isdecimal() or before == ")"


def _begins_a_word(match: Match) -> bool:
    return not match.string[match.start() - 1 : match.start()].isalnum()


_C, _KIND = re.compile, SemioticClass.SERIAL

RULES = (
    Rule(
        _KIND,
        _C(
            rf"(?P<by>(?:{_ISSUERS})(?:/(?:{_ISSUERS}))?)[ -](?P<n>\d{{2,5}})"
            r"(?:(?P<joint>[.-])(?P<part>\d{1,3})(?![\d.]))?(?P<letters>[a-z]{0,3})"
            r"(?::(?P<y>(?:19|20)\d\d))?(?!\w)(?![.,]\d)"
        ),
        _say_standard,
        _begins_a_word,
    ),
    Rule(_KIND, _C(r"(?:DOI|doi):? ?10\.(?P<n>\d{4,9}/[\w./()-]{1,60}\w)"), _say_doi),
    Rule(_KIND, _C(r"arXiv: ?(?P<n>\d{4}\.\d{4,5})(?:v(?P<v>\d{1,2}))?(?!\w)"), _say_preprint),
    Rule(
        _KIND,
        _C(r"(?P<l>CVE|CWE|GHSA|RHSA|DSA|USN)-(?P<y>(?:19|20)\d\d)-(?P<n>\d{1,7})(?![\w-])"),
        _say_weakness,
        _begins_a_word,
    ),
    # A journal's year, volume and pages: "2021;397:1204–12".
    Rule(
        _KIND,
        _C(
            r"(?P<y>[12](?<![\w.].)\d{3}); ?(?P<v>\d{1,4})(?: ?\((?P<i>\d{1,4})\))?"
            r": ?(?P<p>e?\d{1,7})(?:[–-](?P<q>\d{1,7}))?(?!\w)"
        ),
        _say_journal,
    ),
    # One of several works of a year: "Smith et al. (2019a)".
    Rule(
        SemioticClass.YEAR,
        _C(r"(?P<y>[12](?<![\w.,/-].)(?:(?<=1)[89]|(?<=2)0)\d\d)(?P<l>[a-e])(?=[,;:)])"),
        lambda m: f"{year(m['y'])} {m['l']}",
    ),
)
# Once abbreviations have had theirs, "401(k)": "12(b)(6)", "s. 18(2)".
SECTIONS = (Rule(_KIND, _C(r"\((?P<x>[A-Za-z]|\d{1,3}|[ivx]{2,5})\)"), _say_section, _is_section),)
