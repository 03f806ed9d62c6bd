"""Web addresses, e-mail, handles and hashtags, said shortly."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import spell_code

_NAMES = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    ":": "colon",
    "&": "and",
    "?": "question mark",
    "=": "equals",
    "#": "hash",
    "+": "plus",
    "%": "percent",
    "~": "tilde",
}
_SPELLED = {"www", "html", "htm", "php", "pdf", "ftp", "uk", "us", "eu", "tv", "rss", "xml", "css"}
_PIECE = re.compile(r"[^\W_]+|[\W_]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Past this length an address is no use to a listener; its domain is.
_LONGEST_PATH = 40
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|io|co|uk|de|fr|it|es|eu|us|ca|au|nz|jp|cn|in|ir|ru|ch|at|nl"
    "|be|se|no|dk|fi|pl|cz|br|mx|za|ke|ng|tv|me|ai|app|dev|blog|news|xyz|html?|pdf|py|js|txt|csv"
    "|tsv|json|toml|yaml|yml|md|sh|css|xml|zip|exe|jpe?g|png|gif|mp3|mp4|wav"
)


def _say_piece(piece: str) -> str:
    if piece in _NAMES:
        return _NAMES[piece]
    if piece.isalnum() and not piece.isalpha():
        return spell_code(piece)
    if piece.lower() in _SPELLED:
        return " ".join(piece.upper())
    return _CAPITAL_INSIDE.sub(" ", piece) if piece.isalnum() else ""


def spell_address(address: str) -> str:
    """An address piece by piece: "example dot org slash about"."""
    return " ".join(filter(None, map(_say_piece, _PIECE.findall(address))))


def _say_url(match: Match) -> str:
    domain, path = match["domain"], match["path"].rstrip("/")
    if len(path) > _LONGEST_PATH:
        return f"a page at {spell_address(domain)}"
    return spell_address(domain + path)


def _say_tag(match: Match) -> str:
    return f"{'hashtag' if match[1] == '#' else 'at'} {spell_address(match[2])}"


_C, _KIND = re.compile, SemioticClass.ELECTRONIC
_PATH = r"(?P<path>(?:[/?#:][^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]}*])?/?)"

RULES = (
    Rule(
        _KIND,
        _C(r"(?<![\w.])[\w.+&-]{1,64}@(?:[\w-]{1,63}\.){1,5}\w{2,24}(?:/[\w-]+)?"),
        lambda m: spell_address(m.group()),
    ),
    Rule(_KIND, _C(rf"\b(?:https?|ftp|file)://(?:www\.)?(?P<domain>[\w.-]*\w){_PATH}"), _say_url),
    Rule(_KIND, _C(rf"\bwww\.(?P<domain>(?:[\w-]{{1,63}}\.){{1,5}}\w{{2,24}}){_PATH}"), _say_url),
    Rule(
        _KIND,
        _C(rf"(?<![\w.])(?P<domain>(?:[\w-]{{1,63}}\.){{1,4}}(?:{_DOMAINS}))(?![\w-]|\.\w){_PATH}"),
        _say_url,
        lambda m: not m["domain"][0].isdigit() or m["domain"].count(".") > 1,
    ),
    Rule(_KIND, _C(r"(?<![\w&])([#@])([A-Za-z_]\w{1,40})"), _say_tag),
)
