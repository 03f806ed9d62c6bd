"""A picture of the user's own as a cover, held against what podcast directories take."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from audiobook.audio.covers.jpeg import as_jpeg
from audiobook.errors import ConfigError

_LEAST, _MOST = 1_400, 3_000  # pixels: Apple's artwork requirements
_ALLOWED = f"a square JPEG or PNG of {_LEAST} to {_MOST} pixels"
_GREY_16_TO_8 = 257
_PAPER = (255, 255, 255)  # behind what is transparent


def own_cover(path: Path, key: str) -> bytes:
    """The picture as an RGB JPEG in sRGB, at most 500 KB, without metadata.

    ``key`` names the setting that the path came from.  Raises ConfigError for a picture that can't
    be read, is no square, or is smaller or larger than directories take.
    """
    subject = f"{path} ({key})"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                _check_size(image.size, subject)
                return as_jpeg(_flat(ImageOps.exif_transpose(image)))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ConfigError(subject, "is far too large", f"give it {_ALLOWED}") from error
    except (OSError, SyntaxError, ValueError) as error:  # all that Pillow's readers raise
        problem = getattr(error, "strerror", None) or "is no picture that can be read"
        raise ConfigError(subject, problem, f"give it {_ALLOWED}") from error


def _check_size(size: tuple[int, int], subject: str) -> None:
    width, height = size
    if width != height:
        problem = f"is {width} by {height} pixels, no square"
    elif not _LEAST <= width <= _MOST:
        problem = f"is {width} pixels wide"
    else:
        return
    raise ConfigError(subject, problem, f"give it {_ALLOWED}")


def _flat(image: Image.Image) -> Image.Image:
    """The image in sRGB and opaque."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # grey of 16 bits, which Pillow's convert would clip
        image = image.point(lambda grey: grey / _GREY_16_TO_8, "L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (*_PAPER, 255))
        image = Image.alpha_composite(ground, image).convert("RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # no profile, or one of other colours than these
            return image.convert("RGB")
        assert converted is not None
        return converted
    return image.convert("RGB")
