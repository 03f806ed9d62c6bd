"""A script as a person wants to see it: what is said beside what was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from audiobook.cli.console import COLOURS, minutes, out
from audiobook.model import Article, Finding, Omission, Script, Utterance
from audiobook.narration import Coverage, UnknownWord, estimated_ms, load_language

_TWO_COLUMNS_FROM = 110
_LONGEST_OMISSION = 240
_PUNCTUATION = re.compile(r"\W+")


def show_script(article: Article, finding: Finding, script: Script, console: Console = out) -> None:
    """What is said and what is left out, with the licence on top and the counts at the end.

    On a wide terminal the writing stands beside the words, on a narrow one below; elsewhere every
    line is whole, for other programs.
    """
    view = _View(console)
    _show_head(view, article, finding, script)
    left_out = _by_utterance(script)
    view.omissions(article, left_out[None])
    for section in script.sections:
        view.line()
        view.line(Text(f"§ {_shown(section.title)}", style="bold"))
        for index, utterance in enumerate(section.utterances):
            # A section that opens with its own title does not say it twice on the screen.
            as_written = utterance.spoken == utterance.written == section.title
            if index or not as_written:
                view.utterance(utterance, script.language)
            view.omissions(article, left_out[utterance])
    view.line()
    view.line(_counted(script.omissions))


def lexicon_lines(words: Sequence[UnknownWord]) -> Iterator[str]:
    """Lines for ``lexicon.tsv`` that wait for how each word is said, the most frequent first."""
    if not words:
        yield "# no word that a voice is likely to say wrong"
        return
    yield "# written\tspoken\tlanguage\tmatch case\tIPA: fill in the second column or the last"
    for count, those in groupby(words, key=lambda word: word.count):
        yield f"# {count} times" if count > 1 else "# once"
        for word in those:
            yield f"{word.written}\t\t{word.language}\t\t"


def _show_head(view: _View, article: Article, finding: Finding, script: Script) -> None:
    words = sum(len(utterance.spoken.split()) for utterance in script.utterances)
    view.line(Text(_shown(article.title), style="bold"))
    by = ", ".join(article.authors) or "author not stated"
    length = minutes(estimated_ms(script))
    view.line(Text(_shown(f"{by} · {article.language} · {words:,} words · about {length}")))
    for language in dict.fromkeys(utterance.language for utterance in script.utterances):
        coverage = load_language(language).coverage
        if coverage is not Coverage.FULL:
            view.line(Text(f"{language}: {coverage}", style="yellow"))
    known = finding.licence
    licence = f"{known.id}, {known.holder or 'holder not stated'}" if known else "no licence"
    verdict = (_shown(f"{licence}: {finding.verdict}"), COLOURS[finding.verdict])
    view.line(Text.assemble(verdict, f"; {_shown(finding.why)}"))
    if known:
        view.line(Text(f"found by: {_shown(known.evidence)}", style="dim"))


def _by_utterance(script: Script) -> defaultdict[Utterance | None, list[Omission]]:
    """The omissions after the utterance that they follow or lie in; under None, those before all.

    Utterances may be said in another order than that of the text.
    """
    placed = sorted(
        (utterance.start, index)
        for index, utterance in enumerate(script.utterances)
        if utterance.start is not None
    )
    starts = [start for start, _ in placed]
    found: defaultdict[Utterance | None, list[Omission]] = defaultdict(list)
    for omission in script.omissions:
        at = bisect_right(starts, omission.start) - 1
        found[script.utterances[placed[at][1]] if at >= 0 else None].append(omission)
    return found


class _View:
    """Where the lines go, and how wide they may be."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._wraps = console.is_terminal
        self._is_wide = console.is_terminal and console.width >= _TWO_COLUMNS_FROM

    def line(self, text: Text | str = "", indent: int = 0) -> None:
        """A line; on a terminal it goes on below its beginning, between words."""
        if not text:
            self._console.print()
        elif self._wraps:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False), soft_wrap=False)
        else:
            self._console.print(Text.assemble(" " * indent, text), soft_wrap=True)

    def utterance(self, utterance: Utterance, language: str) -> None:
        """What is said, marked if it is quoted or foreign, and what was written if it differs."""
        spoken, written = _compared(utterance)
        mark = "> " if utterance.quoted else ""
        if not _is_same(utterance.language, language):
            mark += f"[{utterance.language}] "
        spoken = Text.assemble((mark, "magenta"), spoken)
        if utterance.spoken == utterance.written or utterance.start is None:
            written = Text()
        if self._is_wide:
            grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
            grid.add_column(ratio=1)
            grid.add_column(ratio=1)
            grid.add_row(spoken, written)
            self._console.print(grid, soft_wrap=False)
        else:
            self.line(spoken)
            if written:
                self.line(written, indent=2)

    def omissions(self, article: Article, omissions: Iterable[Omission]) -> None:
        """What is left out here, and why."""
        for omission in omissions:
            words = _shortened(_shown(article.text[omission.start : omission.end]))
            self.line(Text.assemble((f"left out ({omission.reason}): ", "yellow"), (words, "dim")))


def _is_same(language: str, other: str) -> bool:
    return language.partition("-")[0].lower() == other.partition("-")[0].lower()


def _compared(utterance: Utterance) -> tuple[Text, Text]:
    """The words said and those written, each with what the other lacks in colour."""
    said, written = _shown(utterance.spoken).split(), _shown(utterance.written).split()
    left, right = Text(), Text(style="dim")
    words = SequenceMatcher(None, _bare(said), _bare(written), autojunk=False)
    for same, a, b, c, d in words.get_opcodes():
        left.append(" ".join(said[a:b]), style="" if same == "equal" else "green")
        right.append(" ".join(written[c:d]), style="" if same == "equal" else "yellow not dim")
        left.append(" " if b > a and b < len(said) else "")
        right.append(" " if d > c and d < len(written) else "")
    return left, right


def _bare(words: list[str]) -> list[str]:
    return [_PUNCTUATION.sub("", word) or word for word in words]


def _counted(omissions: Iterable[Omission]) -> Text:
    counts = Counter(omission.reason for omission in omissions).most_common()
    what = ", ".join(f"{count} {reason}" for reason, count in counts)
    return Text(f"left out: {what}" if what else "nothing is left out", style="yellow")


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_OMISSION:
        return words
    end = words.rfind(" ", _LONGEST_OMISSION // 2, _LONGEST_OMISSION)
    end = end if end > 0 else _LONGEST_OMISSION
    return f"{words[:end]} … ({len(words):,} characters)"


def _shown(text: str) -> str:
    return " ".join(text.split())
