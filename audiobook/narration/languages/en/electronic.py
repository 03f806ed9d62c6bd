"""Web addresses, e-mail, handles and hashtags, said shortly."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import paired, spell_code
from .numbers import number, spell_digits
from .patterns import word_set

_NAMES = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    ":": "colon",
    "&": "and",
    "\\": "backslash",
    "?": "question mark",
    "=": "equals",
    "#": "hash",
    "+": "plus",
    "%": "percent",
    "~": "tilde",
}
_SPELLED = word_set("spelled in an address")
# Domains of countries that are said as a word: "dot me".
_SAID_DOMAINS = word_set("domains said as words")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{2,6}")
_PIECE = re.compile(r"[^\W_]+|[\W_]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Past this length an address is no use to a listener; its domain is.
_LONGEST_PATH = 40
_LONGEST_SPELLED = 4
_AT_BEFORE = re.compile(r"\b[Aa]t $")
_WORDS = {row[0].lower() for row in read_table("en", "words")}
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|io|co|uk|de|fr|it|es|eu|us|ca|au|nz|jp|cn|in|ir|ru|ch|at|nl"
    r"|(?:co|or|ac|go|gov|com|org|net|edu)\.[a-z]{2}|be|se|no|dk|fi|pl|cz|br|mx|za|ke|ng|tv|me|ai"
    "|app|dev|blog|news|xyz|html?|pdf|py|js|txt|csv|tsv|json|toml|yaml|yml|md|sh|css|xml|zip|exe"
    "|jpe?g|png|gif|mp3|mp4|wav"
)


def _say_piece(piece: str) -> str:
    if piece in _NAMES:
        return _NAMES[piece]
    if piece.isdecimal():
        return number(piece) if piece.endswith("00") else spell_digits(piece)
    if piece.lower() in _SPELLED:
        return " ".join(piece.upper())
    if piece.isalnum() and not piece.isalpha():
        return spell_code(piece)
    return " ".join(map(_say_word, _CAPITAL_INSIDE.split(piece))) if piece.isalnum() else ""


def _say_word(word: str) -> str:
    return " ".join(word) if word.isupper() and len(word) <= _LONGEST_SPELLED else word


def spell_address(address: str) -> str:
    """An address piece by piece: "example dot org slash about"."""
    return " ".join(filter(None, map(_say_piece, _PIECE.findall(address))))


def spell_domain(domain: str) -> str:
    """A domain: what has no vowel is spelled, and so are most countries: "B B C dot co dot U K"."""
    *names, top = domain.split(".")
    is_country = len(top) == 2 and top.isalpha() and top.lower() not in _SAID_DOMAINS  # noqa: PLR2004
    said = [" ".join(n.upper()) if _CONSONANTS.fullmatch(n) else spell_address(n) for n in names]
    return " dot ".join([*said, " ".join(top.upper()) if is_country else spell_address(top)])


def _say_url(match: Match) -> str:
    domain, path = match["domain"], match["path"].rstrip("/")
    if len(path) > _LONGEST_PATH:
        return f"a page at {spell_domain(domain)}"
    return f"{spell_domain(domain)} {spell_address(path)}".strip()


def _say_mail(match: Match) -> str:
    path = spell_address(match["path"] or "")
    return f"{spell_address(match['name'])} at {_say_mail_domain(match['domain'])} {path}".strip()


def _say_mail_domain(domain: str) -> str:
    names, _, top = domain.rpartition(".")
    return f"{spell_address(names)} {spell_domain('.' + top).strip()}"


def _say_host(match: Match) -> str:
    host = " dot ".join(number(n) if n.isdecimal() else n for n in match["host"].split("."))
    port = f" colon {paired(match['port'])}" if match["port"] else ""
    return f"{host}{port} {spell_address(match['path'])}".strip()


def _is_file_name(match: Match) -> bool:
    return match["end"] not in _WORDS


def _spell_each(address: str) -> str:
    """Sign by sign: "two zero zero one colon D B eight"."""
    return " ".join(_NAMES.get(c) or (number(c) if c.isdecimal() else c.upper()) for c in address)


def _say_tag(match: Match) -> str:
    if match[1] == "@" and _AT_BEFORE.search(
        match.string[max(0, match.start() - 4) : match.start()]
    ):
        return spell_address(match[2])
    return f"{'hashtag' if match[1] == '#' else 'at'} {spell_address(match[2])}"


_C, _KIND = re.compile, SemioticClass.ELECTRONIC
_PATH = r"(?P<path>(?:[/?#:][^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]}*])?/?)"

RULES = (
    Rule(
        _KIND,
        _C(
            r"(?<![\w.])(?P<name>[\w.+&-]{1,64})@(?P<domain>(?:[\w-]{1,63}\.){1,5}\w{2,24})"
            r"(?P<path>/[\w-]+)?"
        ),
        _say_mail,
    ),
    Rule(_KIND, _C(rf"\b(?:https?|ftp|file)://(?:www\.)?(?P<domain>[\w.-]*\w){_PATH}"), _say_url),
    Rule(_KIND, _C(rf"\bwww\.(?P<domain>(?:[\w-]{{1,63}}\.){{1,5}}\w{{2,24}}){_PATH}"), _say_url),
    Rule(
        _KIND,
        _C(rf"(?<![\w.])(?P<domain>(?:[\w-]{{1,63}}\.){{1,4}}(?:{_DOMAINS}))(?![\w-]|\.\w){_PATH}"),
        _say_url,
        lambda m: not m["domain"][0].isdigit() or m["domain"].count(".") > 1,
    ),
    Rule(
        _KIND,
        _C(
            r"(?<![\w.:])(?P<host>localhost|\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{2,5}))"
            r"(?P<path>(?:/[^\s<>\"“”]{0,60}[\w/])?)(?![\w:])"
        ),
        _say_host,
    ),
    Rule(
        _KIND,
        _C(r"(?<![\w.:])(?:port )?:(?P<port>\d{4,5})(?![\w:])"),
        lambda m: f"{'' if m.group().startswith(':') else 'port '}colon {paired(m['port'])}",
    ),
    # IPv6, which holds two colons together or many with letters among them.
    Rule(
        _KIND,
        _C(
            r"(?<![\w:.])(?=[\da-f:]{0,39}(?:::|[a-f]))[\da-f]{1,4}(?:::?[\da-f]{1,4}){1,7}(?:::)?(?![\w:])"
        ),
        lambda m: _spell_each(m.group()),
        lambda m: "::" in m.group() or m.group().count(":") > 2,  # noqa: PLR2004
    ),
    Rule(_KIND, _C(r"\b[A-Z]:(?:\\[\w.-]{1,60}){1,10}"), lambda m: spell_address(m.group())),
    Rule(
        _KIND,
        _C(r"(?<![\w/<.])/[a-z]\w{0,30}(?:/[\w.-]{0,40}\w){1,8}"),
        lambda m: spell_address(m.group()),
    ),
    Rule(_KIND, _C(r"IPv(?=[46]\b)"), lambda _m: "I P V "),
    Rule(_KIND, _C(r"(?<![\w.])\.NET\b"), lambda _m: "dot net"),
    Rule(
        _KIND,
        _C(
            r"(?<![\w])\.(?=(?:js|py|jpe?g|png|gif|pdf|csv|txt|docx?|xlsx?|zip|exe|md|json|ya?ml|html?|css|svg|mp[34]|com|org|net|io|gov|edu)\b)"
        ),
        lambda _m: "dot ",
    ),
    Rule(_KIND, _C(r"\b(?P<l>[ACFGJ])[#♯](?!\w)"), lambda m: f"{m['l']} sharp"),
    Rule(
        _KIND,
        _C(r"(?<![\w.@/-])[a-z]{3,30}\.(?P<end>[a-z]{2,4})(?![\w@-]|\.\w)"),
        lambda m: spell_address(m.group()),
        _is_file_name,
    ),
    Rule(_KIND, _C(r"(?<![\w&])([#@])([A-Za-z_]\w{1,40})"), _say_tag),
)
