"""The frozen values that pass between rooms.

Everything here is immutable, picklable and free of I/O.  Units stand in the names: ``_ms``
milliseconds, ``_hz`` samples a second, ``_lufs`` and ``_dbtp`` as in ITU-R BS.1770.  Times are
aware and in UTC.  Languages are BCP 47 tags.  ``start`` and ``end`` are offsets in characters (code
points) into ``Article.text``, half open: the stretch is ``text[start:end]``.
"""

from audiobook.model.articles import (
    Article,
    Block,
    BlockKind,
    Passage,
    TitleOrigin,
)
from audiobook.model.audio import (
    Chapter,
    Contour,
    Cue,
    Loudness,
    Mastering,
    Recording,
    Rendition,
    Tags,
    Take,
)
from audiobook.model.licences import (
    Clearance,
    Credit,
    Finding,
    Licence,
    Verdict,
)
from audiobook.model.narration import (
    Breaks,
    LexiconEntry,
    Omission,
    Pronunciation,
    Script,
    Section,
    Style,
    Utterance,
)
from audiobook.model.provenance import Credentials, Validity, digital_source_type
from audiobook.model.publishing import Announcement, Deed, Delivery, Item, Release
from audiobook.model.shows import (
    Edition,
    Episode,
    Show,
)
from audiobook.model.speech import (
    Cast,
    Narrator,
    Setting,
    Speech,
    SpokenWord,
    Voice,
)
from audiobook.model.work import (
    Errand,
    Headway,
    Job,
    Map,
    Outcome,
    Status,
)

__all__ = [
    "Announcement",
    "Article",
    "Block",
    "BlockKind",
    "Breaks",
    "Cast",
    "Chapter",
    "Clearance",
    "Contour",
    "Credentials",
    "Credit",
    "Cue",
    "Deed",
    "Delivery",
    "Edition",
    "Episode",
    "Errand",
    "Finding",
    "Headway",
    "Item",
    "Job",
    "LexiconEntry",
    "Licence",
    "Loudness",
    "Map",
    "Mastering",
    "Narrator",
    "Omission",
    "Outcome",
    "Passage",
    "Pronunciation",
    "Recording",
    "Release",
    "Rendition",
    "Script",
    "Section",
    "Setting",
    "Show",
    "Speech",
    "SpokenWord",
    "Status",
    "Style",
    "Tags",
    "Take",
    "TitleOrigin",
    "Utterance",
    "Validity",
    "Verdict",
    "Voice",
    "digital_source_type",
]
