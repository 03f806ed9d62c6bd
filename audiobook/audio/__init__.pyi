from .assemble import assemble as assemble
from .cover import draw_cover as draw_cover
from .loudness import measure as measure
from .master import master as master
from .tags import tag as tag
from .transcript import chapters_json as chapters_json
from .transcript import webvtt as webvtt
