"""Times and levels in figures, as people read them."""

from __future__ import annotations

from audiobook.model import Loudness


def figures(loudness: Loudness, duration_ms: int) -> str:
    """Length, loudness, true peak and loudness range on one line."""
    parts = (
        clock(duration_ms),
        f"{signed(loudness.integrated_lufs)} LUFS",
        f"true peak {signed(loudness.true_peak_dbtp)} dBTP",
        f"range {signed(loudness.range_lu)} LU",
    )
    return " · ".join(parts)


def clock(time_ms: int) -> str:
    """Hours, minutes and seconds, rounded: 1:02:03, 2:03, 0:03."""
    minutes, seconds = divmod(round(time_ms / 1_000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def signed(value: float, digits: int = 1) -> str:
    """With a true minus sign."""
    # Rounded as the manifest has it, so that a picture made from that is the same.
    return f"{round(value, 2):.{digits}f}".replace("-", "\u2212")
