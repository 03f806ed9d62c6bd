"""Moves of chess in algebraic notation: "1. e4 e5 2. Nf3", "41... Rxf7", "O-O"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number

_PIECES = {"K": "king", "Q": "queen", "R": "rook", "B": "bishop", "N": "knight"}
_CHECKS = {"+": " check", "#": " mate"}
_MOVE = r"(?:[KQRBN][a-h]?[1-8]?x?|[a-h]x)?[a-h][1-8]|O-O"
_GAME = re.compile(
    rf"\b\d{{1,3}}\.(?:\.\.|…)? ?(?:{_MOVE})|\b(?:[Cc]hess|[Gg]ambit|[Cc]heckmate)\b"
)
_PLAYER = re.compile(r"\b(?:White|Black)\b")
_WINDOW = 160


def _near(match: Match) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]


def _is_move(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    if before.isalnum() or before in ("-", "."):
        return False
    near = _near(match)
    return bool(_GAME.search(near)) or bool(match["piece"] and _PLAYER.search(near))


def _say_move(match: Match) -> str:
    said = [_PIECES.get(match["piece"] or "", ""), *(match["from"] or ""), match["x"] and "takes"]
    words = " ".join(filter(None, [*said, *match["to"]]))
    words = re.sub(r"[1-8]", lambda m: number(m.group()), words)
    promoted = f" {_PIECES[match['new']]}" if match["new"] else ""
    return f"{words}{promoted}{_CHECKS.get(match['check'] or '', '')}"


_C, _KIND = re.compile, SemioticClass.SERIAL

RULES = (
    Rule(
        _KIND,
        _C(rf"(?P<n>\d{{1,3}})\.(?:\.\.|…)? ?(?=(?:{_MOVE})[+#!?]*(?:[ ,.;)]|$))"),
        lambda m: f"{number(m['n'])} ",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        _KIND,
        _C(
            r"(?:(?P<piece>[KQRBN])|(?=[a-h]))(?P<from>[a-h]?[1-8]?)(?P<x>x?)(?P<to>[a-h][1-8])"
            r"(?:=(?P<new>[QRBN]))?(?P<check>[+#])?(?!\w)"
        ),
        _say_move,
        _is_move,
    ),
    Rule(
        _KIND,
        _C(r"O-O(?P<long>-O)?(?![\w-])"),
        lambda m: "castles queenside" if m["long"] else "castles",
        lambda m: bool(_GAME.search(_near(m))),
    ),
)
