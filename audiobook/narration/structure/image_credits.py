"""Who made a picture, as captions say it: ``Photo: Jane Doe/Reuters``, ``© Jane Doe``.

It is the picture's credit, which a listener does not see.  What names it is in
``image_credits.tsv``; what follows must look like a name, so that no sentence is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audiobook.model import Article, Block, BlockKind
from audiobook.narration.languages import base_tag
from audiobook.narration.sentences import sentences
from audiobook.narration.spans import Span, strip

from .phrases import phrases

REASON = "image credit"
_HOUSES = "|".join(map(re.escape, phrases("image_credits", "mul")["house"]))
_HOUSE = re.compile(
    rf"(?:.*\W)?(?:{_HOUSES})(?: (?:Photo|Images|Commons|News))?\W{{0,3}}", re.DOTALL
)
_COPYRIGHT = re.compile(r"[(\[]?(?:©|\(c\)|copyright ©?)\s*", re.IGNORECASE)
_SLASHED = re.compile(r"\s?[/|]\s?")
_ASIDE = re.compile(
    r"(?:,?\s*(?:used with permission|all rights reserved|courtesy of the artist|public domain|"
    r"gemeinfrei|(?:under )?\(?CC[ -]?(?:BY|0|Zero)[-\w. ]{0,20}\)?))+",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]\s+")
_JOINERS = frozenset(phrases("image_credits", "mul")["joiner"])
_MAY_BEGIN = {"courtesy", "the", "das", "der", "la", "le"}
_LONGEST_CREDIT = 120
_MOST_WORDS = 12
_MOST_SENTENCES_ABOVE = 3
_LONGEST_CAPTION = 600


@cache
def _labels(tag: str) -> re.Pattern[str] | None:
    known = phrases("image_credits", tag)
    labels = "|".join(map(re.escape, known.get("label", ())))
    makers = "|".join(map(re.escape, known.get("maker", ())))
    if not labels:
        return None
    return re.compile(
        rf"[(\[]?(?:(?:{labels})\s?(?:[:©]|\s[–—-])\s?©?\s?|(?:{makers})\s)", re.IGNORECASE
    )


def is_image_credit(text: str, language: str) -> bool:
    """Whether a text is, whole, the credit of a picture."""
    line = " ".join(text[: _LONGEST_CREDIT + 1].split())
    if not line or len(line) > _LONGEST_CREDIT:
        return False
    labels = _labels(base_tag(language))
    label = (labels and labels.match(line)) or _COPYRIGHT.match(line)
    if label:
        return _is_maker(line[label.end() :])
    slashed = _SLASHED.search(line)
    return bool(slashed) and bool(_HOUSE.fullmatch(line)) and _is_maker(line)


def _is_maker(text: str) -> bool:
    """Whether a text has nothing but names: each word of it a name's, a joiner or a handle."""
    plain = _ASIDE.sub("", text).strip(" .()[]|")
    words = _SLASHED.sub(" ", plain).split()
    return (
        0 < len(words) <= _MOST_WORDS
        and words[0].lower() not in _JOINERS - _MAY_BEGIN
        and all(_is_makers_word(word, plain) for word in words)
        and words[-1].lower() not in _JOINERS
    )


def _is_makers_word(word: str, credit: str) -> bool:
    bare = word.strip(".,;()[]\"'“”‘’")
    return (
        not bare
        or bare[0].isupper()
        or bare[0] in "@#"
        or bare.isdigit()
        or bare.lower() in _JOINERS
        or (not word.endswith(",") and f"{bare}/" in credit)
        or re.fullmatch(_HOUSES, bare, re.IGNORECASE) is not None
    )


def image_credits(article: Article) -> Iterator[Span]:
    """The credits of pictures, in order: whole blocks, and the last sentence of short ones."""
    for block in article.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.ALTERNATIVE):
            yield from _credit_of(article, block)


def _credit_of(article: Article, block: Block) -> Iterator[Span]:
    start, end = strip(article.text, (block.start, block.end))
    if end - start > _LONGEST_CAPTION:
        return
    if is_image_credit(article.text[start:end], article.language):
        yield (start, end)
        return
    said = list(sentences(article.text, (start, end), article.language))
    if 1 < len(said) <= _MOST_SENTENCES_ABOVE + 1 or block.kind is BlockKind.CAPTION:
        # An initial in a name ("Foto: J. Doe") may have parted the credit, and a month ("in May.
        # Photo: …") have hidden where it begins.
        begins = {first for first, _ in said[1:]}
        begins |= {stop.end() for stop in _STOP.finditer(article.text, start, end)}
        for first in sorted(begins, reverse=True):
            if is_image_credit(article.text[first:end], article.language):
                yield (first, end)
                return
    yield from _bracketed(article, (start, end))


_LAST_BRACKET = re.compile(r"[(\[][^()\[\]]{3,100}[)\]]\.?$")


def _bracketed(article: Article, span: Span) -> Iterator[Span]:
    """A credit in brackets at the end: ``The harbour at dawn (Photo: Jane Doe)``."""
    tail = max(span[0], span[1] - _LONGEST_CREDIT)
    bracket = _LAST_BRACKET.search(article.text[tail : span[1]])
    if bracket and is_image_credit(bracket.group().strip("()[]."), article.language):
        yield (tail + bracket.start(), span[1])
