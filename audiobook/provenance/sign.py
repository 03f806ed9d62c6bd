"""Signs a finished MP3."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from audiobook.errors import AudioError
from audiobook.model import Job
from audiobook.provenance.library import MP3, c2pa_library, context
from audiobook.provenance.signer import Signer
from audiobook.provenance.statement import definition


def sign(mp3: Path, job: Job, signer: Signer) -> None:
    """Write Content Credentials into a tagged MP3 (ID3v2.4): a GEOB frame, as C2PA has it.

    They cover tags and sound alike, so nothing may be changed afterwards.  ECDSA draws a random
    number, so the same MP3 comes out different each time.  A file of the same stem beside it holds
    the work.  Raises AudioError, and leaves the file as it was.
    """
    library = c2pa_library()
    signed = mp3.with_suffix(".signed.mp3")
    try:
        with (
            signer.open() as opened,
            library.Builder(definition(job), context()) as builder,
            mp3.open("rb") as source,
            signed.open("w+b") as target,
        ):
            builder.sign(opened, MP3, source, target)
        signed.replace(mp3)
    except (OSError, library.C2paError) as error:
        with suppress(OSError):
            signed.unlink()
        remedy = "see that there is room on the disk and that the certificate has not ended"
        raise AudioError(job.article.title, f"can't be signed: {error}", remedy) from error
