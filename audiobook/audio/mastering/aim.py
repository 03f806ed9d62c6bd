"""Where to aim before encoding, so that the goal is met after it.

What LAME does to the level and the peaks of speech was measured at each bitrate, with nine voices;
see docs/sound.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from audiobook.audio.mastering.goal import Goal
from audiobook.model import Mastering

_MORE_MARGIN_DB = 0.3

_LOSS_DB = {160: 0.445, 192: 0.265, 224: 0.175, 320: 0.0}
"""By how much LAME turns a sound down, for constant bitrates up to the key."""
_LIFT_DB = {32: 3.0, 56: 2.3, 64: 2.1, 80: 1.7, 96: 1.0, 320: 0.5}
"""By how much encoding may lift a peak of speech in an hour, for bitrates up to the key."""
_LIFT_OF_VBR_DB = (0.4, 0.4, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 1.9, 2.2)
"""The same for variable bitrates, by quality; with them, LAME turns nothing down."""
_CREST_DB = 15.0
_LIFT_BELOW_CREST = 0.2
"""How much more of a lift there is for each decibel that peaks are nearer to the level."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at before encoding, so that the goal is met after it."""

    level_shift_db: float
    """Beside the goal's level."""
    ceiling_dbtp: float
    tight: bool
    """Whether peaks are to lie nearer to the level than those of speech do at the usual targets."""

    def corrected(self, off_db: float, over_db: float) -> Aim:
        """The same after an MP3 came out too loud by ``off_db``, its peak by ``over_db``."""
        lower_db = over_db + _MORE_MARGIN_DB if over_db > 0 else 0.0
        return replace(
            self,
            level_shift_db=self.level_shift_db - off_db,
            ceiling_dbtp=self.ceiling_dbtp - lower_db,
        )


def first_aim(mastering: Mastering, goal: Goal) -> Aim:
    """Where to aim before anything was encoded."""
    if mastering.vbr_quality is None:
        loss_db = _up_to(_LOSS_DB, mastering.bitrate_kbps)
        lift_db = _up_to(_LIFT_DB, mastering.bitrate_kbps)
    else:
        loss_db, lift_db = 0.0, _LIFT_OF_VBR_DB[mastering.vbr_quality]
    crest_db = mastering.true_peak_dbtp - goal.level_db
    lift_db += _LIFT_BELOW_CREST * max(0.0, _CREST_DB - crest_db)
    ceiling_dbtp = min(0.0, mastering.true_peak_dbtp + loss_db - lift_db)
    return Aim(loss_db, ceiling_dbtp, tight=crest_db < _CREST_DB)


def _up_to(table: dict[int, float], bitrate_kbps: int) -> float:
    return next(figure for most_kbps, figure in table.items() if bitrate_kbps <= most_kbps)
