"""One edition as a person wants to see it, and as a program does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from audiobook import audio
from audiobook.cli.console import edition_keys, out
from audiobook.cli.plots import bars, labels, line

if TYPE_CHECKING:
    from audiobook.audit import Manifest, Measured
    from audiobook.project.showing import Particulars

_LABEL_WIDTH = 9
_SCALE_WIDTH = 4
_WIDEST = 160
_WAVE_ROWS, _LOUDNESS_ROWS = 4, 3
_ABOVE_LU, _SCALE_LU = 4, 16  # how far the scale reaches above the whole's loudness, and in all


def show_particulars(found: Particulars, console: Console = out) -> None:
    """Who and what, the figures, the chapters, and the sound drawn as wide as the terminal."""
    manifest = found.manifest
    console.print(f"[bold]{_shown(manifest.title)}[/]")
    for label, words in _facts(found):
        console.print(f"[dim]{label:<{_LABEL_WIDTH}}[/] {_shown(words)}")
    if manifest.chapters:
        console.print()
        _show_chapters(manifest, console)
    if manifest.sound.peaks and console.encoding.startswith("utf"):
        console.print()
        _show_sound(manifest, console)


def particulars_keys(found: Particulars) -> dict[str, Any]:
    """The same as a program wants it."""
    told = asdict(found.manifest)
    return {
        **edition_keys(found.edition),
        **{key: told[key] for key in ("narrator", "other_voices", "loudness", "chapters", "sound")},
        "stream": told["mp3"],
        "files": [{"path": f"media/{path.name}", "bytes": size} for path, size in found.files],
    }


def _facts(found: Particulars) -> Iterator[tuple[str, str]]:
    manifest, measured, mp3 = found.manifest, found.manifest.loudness, found.manifest.mp3
    readers = (manifest.narrator, *manifest.other_voices)
    target = measured.target_lufs
    yield "by", ", ".join(manifest.authors) or "author not stated"
    yield "licence", ", ".join(filter(None, (manifest.licence.id, manifest.licence.holder)))
    yield "source", manifest.source
    yield "voice", ", ".join(dict.fromkeys(f"{r.engine}:{r.voice}" for r in readers))
    yield "length", audio.clock(manifest.duration_ms)
    if measured.rms_dbfs is not None:
        yield "level", _level(measured)
    yield (
        "loudness",
        f"{measured.integrated_lufs:.1f} LUFS"
        + (f" (target {target:g})" if target is not None else "")
        + f", true peak {measured.true_peak_dbtp:.1f} dBTP, range {measured.range_lu:.1f} LU",
    )
    bitrate = "VBR, " * (mp3.vbr_quality is not None) + f"{mp3.bitrate_kbps:g} kbit/s"
    yield (
        "MP3",
        f"{mp3.bytes / 1e6:.1f} MB, {bitrate}, {mp3.rate_hz / 1000:g} kHz, "
        + ("mono" if mp3.channels == 1 else f"{mp3.channels} channels"),
    )
    slug = found.edition.slug
    yield "files", f"media/{slug}" + " ".join(p.name.removeprefix(slug) for p, _ in found.files)


def _level(measured: Measured) -> str:
    """What sellers of audiobooks ask for."""
    told = f"RMS {measured.rms_dbfs:.1f} dBFS"
    if measured.target_rms_dbfs:
        low, high = measured.target_rms_dbfs
        told += f" (target {low:g} to {high:g})"
    if measured.noise_floor_dbfs is not None:
        told += f", noise floor {measured.noise_floor_dbfs:.1f} dBFS"
    return told


def _show_chapters(manifest: Manifest, console: Console) -> None:
    times = [audio.clock(chapter.start_ms) for chapter in manifest.chapters]
    wide, digits = max(map(len, times)), len(str(len(times)))
    for number, (time, chapter) in enumerate(zip(times, manifest.chapters, strict=True), 1):
        title = _shown(chapter.title)
        console.print(f"[yellow]{number:>{digits}}[/]  [dim]{time:>{wide}}[/]  {title}")


def _show_sound(manifest: Manifest, console: Console) -> None:
    """The waveform under the numbers of its chapters, loudness under it, on one scale of time."""
    width = min(console.width, _WIDEST) - _SCALE_WIDTH
    indent = " " * _SCALE_WIDTH
    length = max(manifest.duration_ms, 1)
    places = [min(c.start_ms * width // length, width - 1) for c in manifest.chapters]
    console.print(f"{indent}[yellow]{labels(places, width)}[/]")
    _, means = audio.envelope(manifest.sound, width)
    loudest = max(means) or 1
    for row in bars([mean / loudest for mean in _spread(means, width)], _WAVE_ROWS):
        console.print(f"{indent}[blue]{row}[/]")
    steps = _spread(manifest.sound.short_term_lufs, 2 * width)
    top = round(manifest.loudness.integrated_lufs) + _ABOVE_LU
    bottom = top - _SCALE_LU
    shares = [(lufs - bottom) / _SCALE_LU if lufs >= bottom else None for lufs in steps]
    scale = (
        f"{top:>{_SCALE_WIDTH - 1}} ",
        *[""] * (_LOUDNESS_ROWS - 2),
        f"{bottom:>{_SCALE_WIDTH - 1}} ",
    )
    for mark, row in zip(scale, line(shares, _LOUDNESS_ROWS), strict=True):
        console.print(f"[dim]{mark:<{_SCALE_WIDTH}}[/][green]{row}[/]")
    end = audio.clock(length)
    console.print(f"{indent}[dim]0:00{'LUFS over time':^{width - 4 - len(end)}}{end}[/]")


def _spread(values: Sequence[float], count: int) -> list[float]:
    """So many of the values, evenly taken."""
    return [values[at * len(values) // count] for at in range(count)] if values else []


def _shown(text: str) -> str:
    return escape(" ".join(text.split()))
