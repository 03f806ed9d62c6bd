"""Takes the tags off an MP3."""

from __future__ import annotations

from pathlib import Path

from mutagen import MutagenError
from mutagen.apev2 import delete as delete_ape
from mutagen.id3 import delete as delete_id3

from audiobook.errors import AudioError


def untag(mp3: Path) -> None:
    """Take all tags off an MP3, in place: ID3 of any version at either end, and APE.

    What is left is the file as it was before it was tagged.  Raises AudioError.
    """
    try:
        delete_ape(mp3)
        delete_id3(mp3)
    except MutagenError as error:
        raise AudioError(str(mp3), f"can't be untagged: {error}", "make it again") from error
