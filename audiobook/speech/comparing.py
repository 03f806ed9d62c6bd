"""One page to hear voices side by side: it needs no other file and no network."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from string import Template

from audiobook.model import Speech, Voice
from audiobook.speech.kept import wav

_COMMERCIAL = {True: "commercial use allowed", False: "no commercial use", None: "left open"}
_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Voices</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
blockquote { margin: 1rem 0; font-style: italic }
section { border-top: 1px solid #bbb; padding: 1rem 0 }
h2 { font-size: 1.1rem; margin: 0 }
audio { width: 100%; margin: .5rem 0 }
p { margin: 0 }
</style>
</head>
<body>
<h1>Voices</h1>
<blockquote lang="$language">$text</blockquote>
$voices
</body>
</html>
""")
_VOICE = Template("""\
<section>
<h2>$name</h2>
<p>$facts</p>
<audio controls preload="none" aria-label="$name" src="data:audio/wav;base64,$sound"></audio>
<p>$terms</p>
</section>
""")


def comparison_page(
    text: str, language: str, samples: Iterable[tuple[Voice, Speech, float]]
) -> str:
    """An HTML page with a sample of each voice, its terms, and the seconds it took to make."""
    voices = "".join(_section(*made) for made in samples)
    return _PAGE.substitute(text=escape(text), language=escape(language), voices=voices)


def _section(voice: Voice, speech: Speech, took: float) -> str:
    seconds = speech.duration_ms / 1000
    facts = [
        ", ".join(voice.languages),
        voice.gender,
        voice.description,
        f"{speech.rate_hz / 1000:g} kHz",
        f"{seconds:.1f} s of speech in {took:.2f} s: {seconds / took:.1f} times real time",
    ]
    licence = f"{voice.licence or 'no licence stated'} ({_COMMERCIAL[voice.commercial]})"
    return _VOICE.substitute(
        name=escape(f"{voice.engine}:{voice.name}"),
        facts=escape(" · ".join(fact for fact in facts if fact)),
        terms=escape(f"Licence: {licence}. {voice.made_from}"),
        sound=base64.b64encode(wav(speech)).decode(),
    )
