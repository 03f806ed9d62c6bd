"""The commented ``audiobook.toml`` that ``audiobook init`` writes."""

TEMPLATE = """\
# Settings of this audiobook project.  A line that starts with "#" shows the default.

[show]
title = "{title}"
description = "Articles under open licences, read aloud."
# author = ""                 # you, or your newsroom
# email = ""                  # podcast directories write to it to verify that the show is yours
# language = "en"
# category = "News"           # one of Apple's categories
# explicit = false
# Add commercial=false if nobody earns by the show: then it may use non-commercial licences too.

[narrator]
# engine = "auto"             # the most natural installed engine that speaks the article's language
# voice = ""                  # see: audiobook voices
# quote-voice = ""            # another voice for block quotes
# rate = 1.0                  # 0.5 to 3.0
# pitch = 1.0                 # of the voice's own, 0.5 to 2.0, where the engine takes it
# reproducible = false        # the same bytes each time, where the engine can
# voices = {{}}                 # by language, before voice: {{ de = "pyttsx3:de" }}

[narration]
# captions = false            # read the captions of pictures
# alternative-texts = false   # describe pictures without a caption, in their page's own words
# announce-quotes = false     # say "quote" and "end quote" around block quotes

[licences]
# accept = ["CC-PDM-1.0", "CC0-1.0", "CC-BY", "CC-BY-SA"]
# notice-template = ""        # your own words for the attribution: docs/licences.md
# credit-template = ""

[breaks]                      # silence after each, in milliseconds at rate 1.0
# sentence-ms = 250
# verse-ms = 125
# paragraph-ms = 600
# item-ms = 400
# quote-ms = 700
# heading-ms = 700
# section-ms = 1200

[mastering]
# preset = "podcast"          # or "spotify", "broadcast" (EBU R 128), "acx"
# integrated-lufs = -16.0
# true-peak-dbtp = -1.0
# bitrate-kbps = 64
# vbr-quality = 4             # a variable bitrate instead, 0 (best) to 9
# id3 = "2.4"                 # or "2.3", for old players

[cover]
# image = "cover.jpg"         # one picture for all editions instead of one drawn for each

# [[sources]]                 # what `audiobook batch` makes editions of; as many as you like
# url = "articles/"           # or a file, an address, a feed
# Each may have a show, licence, language and voice of its own: docs/batch.md.

[fetch]
# allow-hosts = []            # hosts of your own network; others there are never asked

[publish]
# base-url = "https://example.org/reading-room/"   # where listeners will find feeds/ and media/
# target = "s3://bucket/reading-room"   # where `audiobook publish` sends them
# hub = "https://hub.example.org/"      # a WebSub hub that is told of changes
# private = false             # true sends private shows, too: docs/publishing.md

[provenance]
# certificate = "chain.pem"   # editions are signed with it and the key: docs/provenance.md
# timestamp-address = ""      # of an authority that states when
"""
