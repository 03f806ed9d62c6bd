"""A title for an article that states none in its metadata, and who it is from.

In this order: a short first line that stands on its own; a file name of two real words or more;
the text itself: its lead clause or, if it opens with "I", "first" or a greeting, the first clause
with the two names that the text is about.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

from audiobook.model import Article, BlockKind, TitleOrigin

PIPED = "standard input"
"""How the identity of an article begins that was piped in; a hash of it follows."""

_LONGEST_WORDS = 16
_SHORTEST_CLAUSE_WORDS = 5
_LONGEST_UNSPACED = 32  # in scripts that put no spaces between words
_LONGEST_LINE = 120
_LONGEST_CHARACTERS = 400
_LINE_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})

_GENERIC_WORDS = """
    article articles copy doc document draft example file final full html index input md new note
    notes numbers output page post readme sample story test text txt untitled user version
    the a an of and or in on to for my our
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_HASH = re.compile(r"(?=.*\d)[0-9a-f]{6,}")
_FILE_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SEVERAL_WORDS = 2
_MOST_NAMES = 4

_LICENCE = re.compile(
    r"\blicen[cs]ed\s+(?:under|according|by)\b|\ball\s+rights\s+reserved\b|©|"
    r"\bcopyright\s+(?:\(c\)\s*)?\d{4}|\(c\)\s*\d{4}|^\s*licen[cs]e\s*:|\bCC[ -](?:BY|0)\b|"
    r"\bcreative\s+commons\b(?=.{0,80}(?:licen[cs]e|attribution|zero|public\s+domain|\d\.\d))|"
    r"\b(?:under|by)\b[^.]{0,40}\bcreative\s+commons\b|^\s*creative\s+commons\s*$",
    re.IGNORECASE,
)

_PERSONAL_START = re.compile(
    r"(?:I|I[’']\w+|We|We[’']\w+|My|Our|First|Firstly|Hello|Hi|Hey|Dear|Greetings|Welcome|"
    r"Good\s+(?:morning|afternoon|evening|day))\b"
)
_PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b(?!\.)")
_SENTENCE_END = re.compile(
    r"(?<=[.!?。！？])(?<!\b[A-Z]\.)[\"”’)\]]*(?:\s+|(?<=[。！？])|$)|\n\s*\n"
)
_CLAUSE_END = re.compile(r"[,;:，；：、،؛](?=\s|[，；：、]|$)|\s+(?:--|–|—)\s+|—")
_NAME = re.compile(
    r"(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-Þ][\w-]*[a-zà-ÿ][\w-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w-]*[a-zà-ÿ][\w-]*)*"
)
_SECTION_NUMBER = re.compile(r"(?:\d{1,2}|[A-Z](?=\.\d))(?:\.\d+)*\.\s+(?=\S)")


def is_piped(identity: str) -> bool:
    """Whether an article came from standard input, and so from no file with a name."""
    return identity.startswith(f"{PIPED} ")


def title_of(article: Article) -> tuple[str, TitleOrigin]:
    """The title of an article whose own is empty, and its origin.  Never empty."""
    line = first_line(article)
    if line:
        return line, TitleOrigin.STATED
    name = from_file_name(article.identity)
    if name:
        return name, TitleOrigin.FILE_NAME
    return from_text(article.text), TitleOrigin.TEXT


def clean_title(title: str) -> str:
    """A title on one line, without the number of its section (``1.6. Tides`` -> ``Tides``)."""
    return _SECTION_NUMBER.sub("", " ".join(title.split()), count=1)


def first_line(article: Article) -> str:
    """The first block, if it is one short line without a full stop and others follow; or ``""``.

    Blocks that name a licence are passed over.
    """
    named = ((block, article.text[block.start : block.end].strip()) for block in article.blocks)
    block, line = next((pair for pair in named if not names_licence(pair[1])), (None, ""))
    if block is None:
        return ""
    alone = block.kind is BlockKind.PARAGRAPH and block is article.blocks[-1]
    if alone or block.kind not in _LINE_KINDS or not _is_title_line(line):
        return ""
    return clean_title(line)


def names_licence(words: str) -> bool:
    """Whether a line or a sentence says under which licence, or whose, something is."""
    return bool(_LICENCE.search(words))


def _is_title_line(line: str) -> bool:
    short = len(line) <= _LONGEST_LINE and len(line.split()) <= _LONGEST_WORDS
    full_stop = line.endswith((".", "。", ":", ",", ";")) and not line.endswith("...")
    return short and "\n" not in line and not full_stop


def from_file_name(identity: str) -> str:
    """The words of a file's name as a title, if two of them or more say something; or ``""``."""
    stem = Path(identity).stem
    words = [word for word in _FILE_WORDS.findall(stem) if not _HASH.fullmatch(word.lower())]
    real = [word for word in words if word.isalpha() and word.lower() not in _GENERIC]
    if len(real) < _SEVERAL_WORDS or is_piped(identity):
        return ""
    title = " ".join(words)
    return title[0].upper() + title[1:]


def from_text(text: str) -> str:
    """A title made of the text's own words, at most 16 of them."""
    sentences = [s for s in map(str.strip, _SENTENCE_END.split(text)) if s and not names_licence(s)]
    lead = sentences[0] if sentences else ""
    if _PERSONAL_START.match(lead):
        lead = _about(sentences) or lead
    return _cut(lead) or "Untitled"


def _about(sentences: list[str]) -> str:
    """The first clause that holds both of the two most frequent names, or ``""``.

    Where no clause that fits does, the next most frequent names have their turn.
    """
    names: Counter[str] = Counter()
    for sentence in sentences:
        # A first word has its capital from its place; "General Soleimani" counts as "Soleimani".
        found = (match for match in _NAME.finditer(sentence) if match.start() > 1)
        names.update(match.group().split()[-1] for match in found)
    clauses = [clause for sentence in sentences for clause in _clauses(sentence)]
    titles = [c for c in clauses if _is_title_clause(c) and _fits(c)]
    frequent = [name for name, _ in names.most_common(_MOST_NAMES)]
    for ranks in sorted(combinations(range(len(frequent)), 2), key=sum):
        pair = [re.compile(rf"(?<!\w){re.escape(frequent[rank])}(?!\w)") for rank in ranks]
        for clause in titles:
            if all(name.search(clause) for name in pair):
                return clause
    return ""


def _is_title_clause(clause: str) -> bool:
    words = len(clause.split())
    return words >= _SHORTEST_CLAUSE_WORDS and clause[:1].isupper() and not _PERSONAL.search(clause)


def _clauses(sentence: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE_END.split(sentence)]


def _cut(sentence: str) -> str:
    """The longest run of clauses from the start that fits, else as many words as fit and "…"."""
    words = sentence.strip().strip("*_").split(maxsplit=_LONGEST_WORDS + 1)
    # No title is longer than this, and sentences without an end may be as long as a book.
    start = " ".join(words)[:_LONGEST_CHARACTERS].rstrip(".。 ")
    if _fits(start):
        return _capital(start)
    ends = [match.start() for match in _CLAUSE_END.finditer(start) if _fits(start[: match.start()])]
    enough = [end for end in ends if len(start[:end].split()) >= _SHORTEST_CLAUSE_WORDS]
    if enough:
        return _capital(start[: enough[-1]].rstrip())
    cut = " ".join(words[:_LONGEST_WORDS])
    return _capital(cut if _fits(cut) else cut[:_LONGEST_UNSPACED].rstrip()) + "…"


def _fits(clause: str) -> bool:
    words = len(clause.split())
    return words <= _LONGEST_WORDS and len(clause) <= _LONGEST_UNSPACED * max(1, words / 2)


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
