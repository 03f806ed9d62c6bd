"""Web addresses, e-mail, handles and hashtags, said shortly."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import spell_code
from .words import Words

_PIECES_SPELLED = "www html htm php pdf ftp uk us eu tv rss xml css es de fr it pt br mx ar co io"
_SPELLED = frozenset(_PIECES_SPELLED.split())
_PIECE = re.compile(r"[^\W_]+|[\W_]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Past this length an address is no use to a listener; its domain is.
_LONGEST_PATH = 40
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|io|co|uk|de|fr|it|es|pt|eu|us|ca|au|nz|jp|cn|in|ir|ru|ch|at"
    "|nl|be|se|no|dk|fi|pl|cz|br|mx|ar|cl|za|ke|ng|tv|me|ai|app|dev|blog|news|xyz|html?|pdf|py|js"
    "|txt|csv|tsv|json|toml|yaml|yml|md|sh|css|xml|zip|exe|jpe?g|png|gif|mp3|mp4|wav"
)
_C, _KIND = re.compile, SemioticClass.ELECTRONIC
_PATH = r"(?P<path>(?:[/?#:][^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’)\]}*])?/?)"


def spell_address(words: Words, address: str) -> str:
    """An address piece by piece: "example dot org slash about"."""
    signs = words.signs
    spelled = _SPELLED | signs.spelled

    def say(piece: str) -> str:
        if piece in signs.electronic:
            return signs.electronic[piece]
        if any(character.isdigit() for character in piece):
            return spell_code(words, piece)
        if piece.lower() in spelled:
            return signs.letters(piece.upper())
        return _CAPITAL_INSIDE.sub(" ", piece) if piece.isalnum() else ""

    return " ".join(filter(None, map(say, _PIECE.findall(address))))


def rules(words: Words) -> tuple[Rule, ...]:
    """E-mail, URL, www, bare domains and file names, IP addresses, handles and hashtags."""

    def say_url(match: Match) -> str:
        domain, path = match["domain"], match["path"].rstrip("/")
        if len(path) > _LONGEST_PATH:
            return f"{words.signs.page_at} {spell_address(words, domain)}"
        return spell_address(words, domain + path)

    def say_whole(match: Match) -> str:
        return spell_address(words, match.group())

    def say_tag(match: Match) -> str:
        sign = words.signs.hashtag if match[1] == "#" else words.signs.electronic["@"]
        return f"{sign} {spell_address(words, match[2])}"

    def say_numeric(match: Match) -> str:
        dot = f" {words.signs.electronic['.']} "
        return dot.join(words.numerals.cardinal(p, "") for p in match.group().split("."))

    host = r"(?:[\w-]{1,63}\.){1,5}"
    return (
        Rule(_KIND, _C(rf"(?<![\w.])[\w.+&-]{{1,64}}@{host}\w{{2,24}}(?:/[\w-]+)?"), say_whole),
        Rule(
            _KIND, _C(rf"\b(?:https?|ftp|file)://(?:www\.)?(?P<domain>[\w.-]*\w){_PATH}"), say_url
        ),
        Rule(_KIND, _C(rf"\bwww\.(?P<domain>{host}\w{{2,24}}){_PATH}"), say_url),
        Rule(
            _KIND,
            _C(rf"(?<![\w.])(?P<domain>{host}(?:{_DOMAINS}))(?![\w-]|\.\w){_PATH}"),
            say_url,
            lambda m: not m["domain"][0].isdigit() or m["domain"].count(".") > 1,
        ),
        Rule(_KIND, _C(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)(?!\.\d)"), say_numeric, _is_ip),
        Rule(_KIND, _C(r"(?<![\w&])([#@])([^\W\d]\w{1,40})"), say_tag),
    )


def _is_ip(match: Match) -> bool:
    parts = match.group().split(".")
    thousands = all(len(part) == 3 for part in parts[1:])  # noqa: PLR2004
    return not thousands and all(int(part) < 256 for part in parts)  # noqa: PLR2004
