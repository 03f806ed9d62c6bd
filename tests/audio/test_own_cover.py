"""A picture of the user's own: what is taken, what is refused and with which words."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from audiobook.audio import own_cover
from audiobook.errors import ConfigError

KEY = "[cover] image"


def _saved(path, image, **options):
    image.save(path, **options)
    return path


def _opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


@pytest.mark.parametrize("side", [1400, 2000, 3000])
@pytest.mark.parametrize("name", ["cover.png", "cover.jpg", "cover.webp"])
def test_a_square_picture_is_taken(tmp_path, side, name):
    cover = _opened(own_cover(_saved(tmp_path / name, Image.new("RGB", (side, side), "teal")), KEY))
    assert (cover.format, cover.mode, cover.size) == ("JPEG", "RGB", (side, side))
    assert cover.getpixel((9, 9)) == pytest.approx((0, 128, 128), abs=3)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("L", 128, (128, 128, 128)),
        ("RGBA", (255, 0, 0, 0), (255, 255, 255)),
        ("RGBA", (0, 0, 0, 128), (127, 127, 127)),
        ("CMYK", (0, 0, 0, 255), (0, 0, 0)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 0x8080, (128, 128, 128)),
        ("I;16", 0xFFFF, (255, 255, 255)),
    ],
)
def test_other_colours_become_rgb(tmp_path, mode, colour, seen):
    path = tmp_path / f"cover.{'tif' if mode == 'CMYK' else 'png'}"
    cover = _opened(own_cover(_saved(path, Image.new(mode, (1400, 1400), colour)), KEY))
    assert cover.mode == "RGB"
    assert cover.getpixel((700, 700)) == pytest.approx(seen, abs=3)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_of_another_profile_become_srgb(tmp_path, mode):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    red = Image.new("RGB", (1400, 1400), (255, 0, 0)).convert(mode)
    path = _saved(tmp_path / "cover.png", red, icc_profile=swapped)
    assert _opened(own_cover(path, KEY)).getpixel((9, 9)) == pytest.approx((0, 255, 0), abs=8)


@pytest.mark.parametrize("profile", [b"no profile", b""])
def test_a_profile_that_is_none_is_left_aside(tmp_path, profile):
    path = _saved(
        tmp_path / "cover.jpg", Image.new("RGB", (1400, 1400), "red"), icc_profile=profile
    )
    assert _opened(own_cover(path, KEY)).getpixel((9, 9)) == pytest.approx((254, 0, 0), abs=3)


def test_a_picture_turned_by_its_camera_is_upright_and_its_metadata_stay_at_home(tmp_path):
    image = Image.new("RGB", (1400, 1400), "white")
    image.paste("black", (0, 0, 1400, 700))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif[0x010E] = "where I live"
    jpeg = own_cover(_saved(tmp_path / "cover.jpg", image, exif=exif), KEY)
    assert _opened(jpeg).getpixel((700, 100)) == pytest.approx((255, 255, 255), abs=3)
    assert b"where I live" not in jpeg


def test_a_picture_that_is_hard_to_compress_is_small_enough(tmp_path):
    noise = np.random.default_rng(1).integers(0, 256, (3000, 3000, 3), np.uint8)
    path = _saved(tmp_path / "cover.jpg", Image.fromarray(noise), quality=95)
    assert path.stat().st_size > 5_000_000
    assert len(own_cover(path, KEY)) <= 500_000


@pytest.mark.parametrize(
    ("size", "problem"),
    [
        ((1400, 1500), "is 1400 by 1500 pixels, no square"),
        ((1399, 1399), "is 1399 pixels wide"),
        ((3001, 3001), "is 3001 pixels wide"),
    ],
)
def test_other_sizes_are_refused(tmp_path, size, problem):
    path = _saved(tmp_path / "cover.png", Image.new("RGB", size))
    with pytest.raises(ConfigError) as caught:
        own_cover(path, KEY)
    allowed = "give it a square JPEG or PNG of 1400 to 3000 pixels"
    assert str(caught.value) == f"{path} ([cover] image): {problem}; {allowed}"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "No such file"), (b"no picture", "is no picture"), (b"", "is no picture")],
)
def test_what_is_no_picture_is_refused(tmp_path, content, problem):
    path = tmp_path / "cover.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=problem):
        own_cover(path, KEY)


def test_half_a_picture_is_refused(tmp_path):
    path = _saved(tmp_path / "cover.png", Image.effect_noise((1400, 1400), 50).convert("RGB"))
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(ConfigError, match="is no picture"):
        own_cover(path, KEY)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="directory"):
        own_cover(tmp_path, KEY)
