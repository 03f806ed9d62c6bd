"""Plain text -> blocks: what its lines and blank lines show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from audiobook.articles.dates import stated_date
from audiobook.articles.people import byline
from audiobook.model import Block, BlockKind

# No one wraps lines by hand beyond this: a longer line is a paragraph, and so are its neighbours.
_LONGEST_WRAPPED = 120
_LONGEST_HEADING = 80
_MOST_HEADING_WORDS = 12
_MOST_PLAIN_HEADING_WORDS = 8
_SHORTEST_PROSE = 80
_TITLE_SHARE_OF_WIDTH = 0.6
_TITLE_CASE_SHARE = 0.7
_LONG_WORD = 4

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[-*•‣◦·–]|\d{1,3}[.)])\s+\S")
_BY_SOMEONE = re.compile(r"\b[Bb]y\s+[A-Z]")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", "。", "！", "？")
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the text, without the white space around it."""

    text: str
    start: int
    end: int
    group: int
    """Which of the runs between blank lines it lies in."""

    @property
    def indent(self) -> int:
        return self.start - (self.text.rfind("\n", 0, self.start) + 1)

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    def to(self, other: _Span) -> _Span:
        return _Span(self.text, self.start, other.end, self.group)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs, headings and list items of a plain text, where they stand in it.

    Blank lines part paragraphs, and wrapped lines belong together; where a run holds lines that
    are too long to be wrapped, each line is a paragraph.
    """
    spans = [span for group in _groups(text) for span in _paragraphs(group)]
    sizes: dict[int, int] = {}
    for span in spans:
        sizes[span.group] = sizes.get(span.group, 0) + 1
    blocks = []
    for place, span in enumerate(spans):
        before = spans[place - 1] if place else None
        after = spans[place + 1] if place + 1 < len(spans) else None
        if _is_item(span):
            blocks.append(Block(BlockKind.ITEM, span.start, span.end, 1 + span.indent // 2))
        elif _is_heading(span, before, after, apart=sizes[span.group] == 1):
            blocks.append(Block(BlockKind.HEADING, span.start, span.end, 2 if place else 1))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, span.start, span.end))
    return tuple(blocks)


def _groups(text: str) -> Iterator[list[_Span]]:
    group: list[_Span] = []
    number = 0
    last_line_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if line.isspace():
            continue
        if group and text.count("\n", last_line_end, match.start()) > 1:
            yield group
            group, number = [], number + 1
        start = match.start() + len(line) - len(line.lstrip())
        group.append(_Span(text, start, start + len(line.strip()), number))
        last_line_end = match.end()
    if group:
        yield group


def _paragraphs(lines: list[_Span]) -> Iterator[_Span]:
    """The blocks in a run of lines without a blank one."""
    width = max(span.end - span.start for span in lines)
    if width > _LONGEST_WRAPPED:
        yield from lines
        return
    current = lines[0]
    for before, line in pairwise(lines):
        if (
            _starts_item(line, current, before)
            or _ends_title(current, line, width)
            or (line.group == 0 and (_is_credit(str(line)) or _is_credit(str(before))))
        ):
            yield current
            current = line
        else:
            current = current.to(line)
    yield current


def _is_item(span: _Span) -> bool:
    return bool(_BULLET.match(str(span)))


def _starts_item(line: _Span, current: _Span, before: _Span) -> bool:
    # A wrapped line may begin with a dash or "12." by chance; a list begins where a line has ended.
    return _is_item(line) and (_is_item(current) or str(before).endswith(":"))


def _is_credit(line: str) -> bool:
    """Whether a line below a title is a byline or a date, and nothing else."""
    return bool(byline(line) or stated_date(line))


def _ends_title(first: _Span, line: _Span, width: int) -> bool:
    """Whether the very first line of a wrapped text is a title right above its text."""
    title = str(first)
    return (
        not first.text[: first.start].strip()
        and "\n" not in title
        and len(title) < width * _TITLE_SHARE_OF_WIDTH
        and not _ends_sentence(title)
        and not title.endswith(",")
        and str(line)[:1].isupper()
        and width >= _LONGEST_HEADING // 2
    )


def _is_heading(span: _Span, before: _Span | None, after: _Span | None, *, apart: bool) -> bool:
    line = str(span)
    words = re.findall(r"[^\W\d_][\w’'-]*", line)
    if not (words and after) or "\n" in line or line.endswith((",", ";", ":", ".", "。")):
        return False
    if (len(line) > _LONGEST_HEADING and before is not None) or len(words) > _MOST_HEADING_WORDS:
        return False
    if before is None:
        return str(after) != "" and not _is_item(after)
    if line.isupper() and len(words) > 1:
        return True
    in_prose = _ends_sentence(str(before)) and len(str(after)) >= _SHORTEST_PROSE
    if not in_prose or _ends_sentence(line) or not line[:1].isupper() or _is_signed(line):
        return False
    return _in_title_case(words) or (apart and len(words) <= _MOST_PLAIN_HEADING_WORDS)


def _in_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in long)
    return len(words) > 1 and bool(long) and capitals >= len(long) * _TITLE_CASE_SHARE


def _is_signed(line: str) -> bool:
    return _is_credit(line) or bool(_BY_SOMEONE.search(line))


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_SENTENCE_END)
