"""Draws the sound of an edition as SVG: its waveform with chapters, and loudness over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from audiobook.audio.covers.bidi import is_leftward
from audiobook.audio.pictures.envelope import envelope
from audiobook.audio.pictures.figures import clock, figures, signed
from audiobook.audio.plain import plain
from audiobook.model import Chapter, Contour, Loudness

_WIDTH, _LEFT, _RIGHT = 1_200, 64, 40
_PLOT = _WIDTH - _LEFT - _RIGHT
_COLUMNS = 500  # of the waveform; more would not be seen
_MOST_POINTS = 800  # of the line of loudness
_WAVE_TOP, _WAVE_HEIGHT = 118, 170
_LOUDNESS_TOP, _LOUDNESS_HEIGHT = 330, 120
_AXIS_Y = _LOUDNESS_TOP + _LOUDNESS_HEIGHT
_LEGEND_TOP, _LEGEND_ROW, _LEGEND_COLUMNS = _AXIS_Y + 66, 22, 3
_MOST_NAMED = 90  # chapters; the others are marked, and counted below
_TITLE_LENGTH, _CHAPTER_LENGTH = 60, 34  # characters that fit
_NUMBER_WIDTH = 34
_TIME_X, _NAME_X = 34, 92  # in the legend
_MOST_MARKED = 200  # chapters; more would be a haze
_MOST_LINES = 40  # chapters that are marked through the waveform; more would hide it
_LOUDEST, _QUIETEST = -5.0, -35.0  # of the scale of loudness, in LUFS
_GRID_LUFS = (-10, -20, -30)
_TICKS_MS = tuple(
    1_000 * s for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 18_000)
)
_MOST_TICKS = 12

_STYLE = """\
text{font:15px system-ui,"Noto Sans",sans-serif;fill:#1b1b1e}
.title{font-size:26px;font-weight:700}
.faint{fill:#5d6166}
.small{font-size:13px}
.band{fill:#eef1f5}
.wave{fill:#9db8ef}
.core{fill:#2d5fd0}
.mark{stroke:#b3341b;stroke-width:1.5;stroke-opacity:.7}
.number{fill:#b3341b;font-size:13px;font-weight:700}
.grid{stroke:#d5d9df}
.loudness{fill:none;stroke:#17795f;stroke-width:2;stroke-linejoin:round}
.target{stroke:#b3341b;stroke-width:1.5;stroke-dasharray:7 5}
@media(prefers-color-scheme:dark){
text{fill:#eceef1}.faint{fill:#a4abb5}.band{fill:#23272e}.wave{fill:#3f5fa3}.core{fill:#8db0ff}
.mark,.target{stroke:#ff9478}.number{fill:#ff9478}.grid{stroke:#3a404a}.loudness{stroke:#54d3ac}
.ground{fill:#16181c}}
"""


def picture(
    contour: Contour,
    chapters: Sequence[Chapter],
    loudness: Loudness,
    duration_ms: int,
    title: str,
    target_lufs: float | None = None,
) -> str:
    """An SVG document, light or dark as its reader prefers, 60 KB at most.

    A contour without steps leaves the plots empty, and says so.
    """
    duration_ms = max(duration_ms, 1)
    drawn = [
        *_heading(title, loudness, duration_ms),
        *(_bands(chapters, duration_ms) if len(chapters) <= _MOST_MARKED else ()),
        *_waveform(contour, duration_ms),
        *_marks(chapters, duration_ms),
        *_loudness_scale(target_lufs),
        *_loudness_line(contour, duration_ms),
        *_time_axis(duration_ms),
        *_legend(chapters),
    ]
    rows = -(-min(len(chapters), _MOST_NAMED) // _LEGEND_COLUMNS) + (len(chapters) > _MOST_NAMED)
    height = _LEGEND_TOP + rows * _LEGEND_ROW
    told = f"{len(chapters)} chapters. {figures(loudness, duration_ms)}."
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            'width="100%" role="img" aria-labelledby="title told">',
            f'<title id="title">{_escaped(title)}</title>',
            f'<desc id="told">Waveform with chapters, and loudness over time. {told}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect class="ground" width="{_WIDTH}" height="{height}" fill="#fff"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _heading(title: str, loudness: Loudness, duration_ms: int) -> Iterator[str]:
    start, direction = (_WIDTH - _RIGHT, ' direction="rtl"') if is_leftward(title) else (_LEFT, "")
    shown = _escaped(_shortened(title, _TITLE_LENGTH))
    yield f'<text class="title" x="{start}" y="46"{direction}>{shown}</text>'
    yield f'<text class="faint" x="{_LEFT}" y="76">{figures(loudness, duration_ms)}</text>'


def _bands(chapters: Sequence[Chapter], duration_ms: int) -> Iterator[str]:
    """Every other chapter on a ground of its own, through both plots."""
    boxes = "".join(
        f"M{_x(c.start_ms, duration_ms)} {_WAVE_TOP}H{_x(c.end_ms, duration_ms)}V{_AXIS_Y}"
        f"H{_x(c.start_ms, duration_ms)}z"
        for c in chapters[::2]
    )
    if boxes:
        yield f'<path class="band" d="{boxes}"/>'


def _waveform(contour: Contour, duration_ms: int) -> Iterator[str]:
    """The highest peaks, and in front of them their mean, which is what the ear follows."""
    middle = _WAVE_TOP + _WAVE_HEIGHT / 2
    if not contour.peaks:
        words = "No level was recorded with this edition."
        yield f'<text class="faint" x="{_LEFT + 8}" y="{middle:g}">{words}</text>'
        return
    length_ms = min(contour.step_ms * len(contour.peaks), duration_ms)
    for kind, shares in zip(("wave", "core"), envelope(contour, _COLUMNS), strict=True):
        wide = _PLOT * length_ms / duration_ms / max(1, len(shares) - 1)
        heights = [max(0.5, share * _WAVE_HEIGHT / 2) for share in shares]
        upper = [f"{_LEFT + n * wide:.1f} {middle - high:.1f}" for n, high in enumerate(heights)]
        lower = [f"{_LEFT + n * wide:.1f} {middle + high:.1f}" for n, high in enumerate(heights)]
        yield f'<path class="{kind}" d="M{"L".join([*upper, *reversed(lower)])}z"/>'


def _marks(chapters: Sequence[Chapter], duration_ms: int) -> Iterator[str]:
    """Where chapters begin, and their numbers where there is room."""
    marked = chapters if len(chapters) <= _MOST_MARKED else ()
    foot = _WAVE_TOP + (_WAVE_HEIGHT if len(chapters) <= _MOST_LINES else 0)
    lines = "".join(f"M{_x(c.start_ms, duration_ms)} {_WAVE_TOP - 8}V{foot}" for c in marked)
    if lines:
        yield f'<path class="mark" d="{lines}"/>'
    free = 0.0
    for number, chapter in enumerate(chapters, 1):
        x = float(_x(chapter.start_ms, duration_ms))
        if x >= free:
            yield f'<text class="number" x="{x + 4:.1f}" y="{_WAVE_TOP - 4}">{number}</text>'
            free = x + _NUMBER_WIDTH


def _loudness_scale(target_lufs: float | None) -> Iterator[str]:
    for lufs in _GRID_LUFS:
        y = _loudness_y(lufs)
        yield f'<path class="grid" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
        label = signed(lufs, 0)
        yield (
            f'<text class="faint small" x="{_LEFT - 8}" y="{float(y) + 4:g}" text-anchor="end">'
            f"{label}</text>"
        )
    yield f'<text class="faint small" x="{_LEFT}" y="{_LOUDNESS_TOP - 10}">Loudness, LUFS</text>'
    if target_lufs is not None:
        y = _loudness_y(target_lufs)
        words = f"target {signed(target_lufs, 0 if target_lufs.is_integer() else 1)}"
        yield f'<path class="target" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
        yield (
            f'<text class="number" x="{_WIDTH - _RIGHT}" y="{_LOUDNESS_TOP - 10}" '
            f'text-anchor="end">{words}</text>'
        )


def _loudness_line(contour: Contour, duration_ms: int) -> Iterator[str]:
    """Short-term loudness, with gaps where there is less than the scale shows."""
    every = -(-len(contour.short_term_lufs) // _MOST_POINTS) or 1
    timed = list(enumerate(contour.short_term_lufs, 1))[every - 1 :: every]
    runs = groupby(timed, key=lambda step: step[1] >= _QUIETEST)
    lines = [
        "L".join(
            f"{_x(min(n * contour.step_ms, duration_ms), duration_ms)} {_loudness_y(lufs)}"
            for n, lufs in run
        )
        for is_heard, run in runs
        if is_heard
    ]
    if lines:
        yield f'<path class="loudness" d="M{"M".join(lines)}"/>'


def _time_axis(duration_ms: int) -> Iterator[str]:
    tick_ms = next((t for t in _TICKS_MS if duration_ms / t <= _MOST_TICKS), _TICKS_MS[-1])
    yield f'<path class="grid" d="M{_LEFT} {_AXIS_Y}H{_WIDTH - _RIGHT}"/>'
    for at in range(0, duration_ms + 1, tick_ms):
        yield (
            f'<text class="faint small" x="{_x(at, duration_ms)}" y="{_AXIS_Y + 20}" '
            f'text-anchor="middle">{clock(at)}</text>'
        )


def _legend(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Number, time and title of each chapter, column by column."""
    named = chapters[:_MOST_NAMED]
    rows = -(-len(named) // _LEGEND_COLUMNS)
    for at, chapter in enumerate(named):
        column, row = divmod(at, rows)
        x, y = _LEFT + column * _PLOT // _LEGEND_COLUMNS, _LEGEND_TOP + row * _LEGEND_ROW
        title = _escaped(_shortened(chapter.title, _CHAPTER_LENGTH))
        yield (
            f'<text y="{y}"><tspan class="number" x="{x}">{at + 1}</tspan>'
            f'<tspan class="faint small" x="{x + _TIME_X}">{clock(chapter.start_ms)}</tspan>'
            f'<tspan x="{x + _NAME_X}">{title}</tspan></text>'
        )
    if len(chapters) > len(named):
        y = _LEGEND_TOP + rows * _LEGEND_ROW
        more = f"and {len(chapters) - len(named)} more"
        yield f'<text class="faint" x="{_LEFT}" y="{y}">{more}</text>'


def _x(time_ms: int, duration_ms: int) -> str:
    return f"{_LEFT + _PLOT * min(time_ms / duration_ms, 1):.1f}"


def _loudness_y(lufs: float) -> str:
    share = (_LOUDEST - min(max(lufs, _QUIETEST), _LOUDEST)) / (_LOUDEST - _QUIETEST)
    return f"{_LOUDNESS_TOP + share * _LOUDNESS_HEIGHT:.1f}"


def _shortened(text: str, characters: int) -> str:
    text = " ".join(plain(text).split())
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    return escape(plain(text))
