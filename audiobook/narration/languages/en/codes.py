"""Numbers that are names: telephones, versions, addresses of the net, model and serial numbers."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, spell_digits, year
from .patterns import GUARD, SUPERSCRIPTS

_LIKE_A_DATE = re.compile(r"\d\d?-\d\d?-\d{4}|\d{4}-\d\d?-\d\d?")
_MODEL = re.compile(r"(?<!\w)[A-Za-z]{1,4}\d{1,3}$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SOFTWARE = re.compile(
    r"\b(?:Python|Perl|PHP|Node|Go|Rust|Java|Kotlin|Ruby|Swift|Django|Linux|[Kk]ernel|[Vv]ersions?"
    r"|PostgreSQL|MySQL|SQLite|macOS|iOS|iPadOS|watchOS|Android|Chrome|Firefox|Safari|Kubernetes"
    r"|Docker|Debian|Fedora|Ubuntu|GCC|Clang|LLVM|CUDA|NumPy|Unity|Blender|GNOME|KDE) .{0,32}$"
)
_WINDOW = 56
_SHORTEST_ABROAD = 8
_ALPHANUMERIC = re.compile(r"\d+|[^\W\d_]+")


def _say_telephone(match: Match) -> str:
    spoken = ", ".join(
        spell_digits(part) if part.isdecimal() else part.strip("-")
        for part in re.findall(r"\d+|[A-Z]+", match["n"].replace("(0)", " "))
    )
    extension = match["ext"]
    # The trunk code in brackets is dialled at home, not from abroad.
    plus = "plus " if match.group().startswith("+") else ""
    return plus + spoken + (f", extension {spell_digits(extension)}" if extension else "")


def code_number(digits: str) -> str:
    """Digits inside a name: "seven", "forty two", "three twenty one", then digit by digit."""
    if digits.startswith("0") or (len(digits) > 3 and not digits.endswith("00")):  # noqa: PLR2004
        return spell_digits(digits)
    if len(digits) == 3 and not digits.endswith("00"):  # noqa: PLR2004
        last = f"oh {cardinal(digits[2])}" if digits[1] == "0" else cardinal(digits[1:])
        return f"{cardinal(digits[0])} {last}"
    return number(digits)


def paired(digits: str) -> str:
    """A number that is a name, in pairs: "seven oh seven", "eighty eighty", "three thousand"."""
    return year(digits) if len(digits) == 4 and digits[0] != "0" else code_number(digits)  # noqa: PLR2004


def _model(digits: str) -> str:
    """A model's number: "thirteen seven hundred", "six thousand"."""
    if len(digits) == len("13700") and digits.endswith("00"):
        return f"{number(digits[:2])} {number(digits[2:])}"
    return number(digits) if digits.endswith("00") else paired(digits)


def spell_code(written: str) -> str:
    """Letters and digits in turn: "A three twenty one"."""
    return " ".join(
        code_number(part) if part.isdecimal() else _letters(part)
        for part in _ALPHANUMERIC.findall(written.translate(SUPERSCRIPTS))
    )


def _letters(part: str) -> str:
    return " ".join(part) if part.isupper() and len(part) <= 3 else part  # noqa: PLR2004


def _say_version(match: Match) -> str:
    prefix = "version " if match["v"] else ""
    first, *rest = match["n"].split(".")
    said = year(first) if _YEAR.fullmatch(first) else number(str(int(first)))
    spoken = prefix + " point ".join([said, *(number(str(int(p))) for p in rest)])
    if match["stage"]:
        spoken += f" dash {match['stage']}"
        spoken += f" point {number(match['pre'])}" if match["pre"] else ""
    return spoken


def _say_address(match: Match) -> str:
    return " dot ".join(cardinal(p) for p in match.group().split("."))


_STAGE = r"(?:-(?P<stage>alpha|beta|rc|dev|pre)(?:\.?(?P<pre>\d{1,3}))?)?"
_C = re.compile
_EXTENSION = r"(?:,? (?:ext\.?|x|extension) ?(?P<ext>\d{1,6}))?"

_DIALLED = re.compile(
    r"\b(?:call(?:ed|ing)?|dial(?:l?ed|l?ing)?|ring|rang|(?:tele|mobile )?phone|helpline|hotline"
    r"|tel|mobile|fax|text|whatsapp)\b\.?(?: (?:at|us|on|him|her|me|them|number|no\.?))*"
    r"[:.]? ?\(?$",
    re.IGNORECASE,
)


def _is_dialled(match: Match) -> bool:
    return bool(_DIALLED.search(match.string[max(0, match.start() - _WINDOW) : match.start()]))


TELEPHONES = (
    Rule(
        SemioticClass.TELEPHONE,
        _C(
            rf"(?<![\w+-])(?P<n>(?:\+?1[ -.]?)?\(\d{{3}}\) ?\d{{3}}[-. ]\d{{4}})"
            rf"{_EXTENSION}(?!\w)"
        ),
        _say_telephone,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(
            rf"(?<![\w+-])(?P<n>(?:\+?1[- .])?\d{{3}}[-.]\d{{3}}[-.]\d{{4}})"
            rf"{_EXTENSION}(?![\w-])"
        ),
        _say_telephone,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(
            r"(?<![\w+-])(?P<n>\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,5})(?P<ext>)"
            r"(?![\w-])"
        ),
        _say_telephone,
        lambda m: sum(c.isdecimal() for c in m.group()) >= _SHORTEST_ABROAD,
    ),
    # As Britain and others write them: a code that begins with 0, or four digits and four.
    Rule(
        SemioticClass.TELEPHONE,
        _C(
            rf"(?<![\w+.,-])(?P<n>\(?0\d{{2,4}}\)? \d{{3,4}} \d{{3,4}}){_EXTENSION}(?![\w-]|[.,]\d)"
        ),
        _say_telephone,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(rf"(?<![\w+.,-])(?P<n>\d{{4}} \d{{4}}){_EXTENSION}(?![\w-]|[.,]\d)"),
        _say_telephone,
        _is_dialled,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(r"(?<![\w+-])(?P<n>\d{3}-\d\d-\d{4})(?P<ext>)(?![\w-])"),
        _say_telephone,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(r"(?<![\w+-])(?P<n>\d{1,8}(?:-\d{1,8}){2,6})(?P<ext>)(?![\w-])"),
        _say_telephone,
        lambda m: not _LIKE_A_DATE.fullmatch(m.group()),
    ),
)

VERSIONS = (
    # A model and its kind: "A380-800", "DDR5-6000", "i7-13700K".
    Rule(
        SemioticClass.SERIAL,
        _C(r"-(?<=\d-)(?P<n>\d{3,5})(?P<c>[A-Z]{0,2})(?![\w-])"),
        lambda m: f" {_model(m['n'])} {' '.join(m['c'])}".rstrip(),
        lambda m: _MODEL.search(m.string[max(0, m.start() - _WINDOW) : m.start()]) is not None,
    ),
    # "Python 3.12" is no decimal: "three point twelve".
    Rule(
        SemioticClass.SERIAL,
        _C(rf"(?P<a>\d{GUARD}\d?)\.(?P<b>[1-9]\d)(?![\w%]|\.\d| ?percent)"),
        lambda m: f"{number(m['a'])} point {number(m['b'])}",
        lambda m: _SOFTWARE.search(m.string[max(0, m.start() - _WINDOW) : m.start()]) is not None,
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"0x(?P<n>[\dA-Fa-f]{1,16})(?!\w)"),
        lambda m: f"zero x {' '.join(number(c) if c.isdecimal() else c for c in m['n'].upper())}",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<n>\d{1,3})\.x(?!\w)"),
        lambda m: f"{number(m['n'])} point x",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?<=[a-z])\d{1,2}\.\d{1,2}(?![\w.])"),
        lambda m: number(m.group()),
    ),
    # "RCP8.5", "an M7.1 quake", "GPLv3".
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<l>[A-Z]{1,5})(?P<n>\d{1,2}\.\d{1,2})(?!\w|\.\d)"),
        lambda m: f"{' '.join(m['l'])} {number(m['n'])}",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<l>[A-Z]{2,5})v(?P<n>\d{1,2}(?:\.\d{1,2})?)(?!\w|\.\d)"),
        lambda m: f"{' '.join(m['l'])} v {number(m['n'])}",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        SemioticClass.ELECTRONIC, _C(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)"), _say_address
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?<![\w.])(?P<v>[vV])?(?P<n>\d{1,4}(?:\.\d{1,4}){2,3})" + _STAGE + r"(?!\w)"),
        _say_version,
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?<![\w.])(?P<v>v)\.?(?P<n>\d{1,4}(?:\.\d{1,4}){0,3})" + _STAGE + r"(?!\w)"),
        _say_version,
    ),
)

SERIALS = (
    # Aircraft, guns, chips: "two F-35Bs", "a C-130J", "DDR5-6000".
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<l>[A-Z]{1,4})-(?P<n>\d{1,4})(?P<c>[A-Z]{1,2})(?P<many>s)?(?!\w)"),
        lambda m: (
            f"{' '.join(m['l'])} {code_number(m['n'])} {' '.join(m['c'])}"
            + ("'s" if m["many"] else "")
        ),
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    # "Patch 14.3b": what no unit has claimed.
    Rule(
        SemioticClass.SERIAL,
        _C(rf"(?P<n>\d{GUARD}\d{{0,3}}\.\d{{1,4}})(?P<c>[A-Za-z]{{1,6}})(?!\w)"),
        lambda m: f"{number(m['n'])} {m['c']}",
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(rf"(?P<n>\d{GUARD}\d{{0,3}})(?P<c>[A-Z]{{1,3}})(?!\w)"),
        lambda m: f"{code_number(m['n'])} {' '.join(m['c'])}",
    ),
    # The lines of a picture: "1080p".
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<n>\d{3,4})(?P<c>[pi])(?!\w)"),
        lambda m: f"{paired(m['n'])} {m['c']}",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?<!\w)(?=[^\W_]*\d)(?=\d*[^\W\d_²³¹⁰⁴-⁹])[^\W_⁰¹²³⁴-⁹]{2,20}(?!\w)"),
        lambda m: spell_code(m.group()),
    ),
)
