"""``audiobook.toml`` as frozen settings.

An option of the command line wins over ``AUDIOBOOK_<SECTION>_<KEY>`` in the environment, that over
the file, that over the defaults.  Keys are written with hyphens in the file (``true-peak-dbtp``).
Secrets are read from the environment only, by those who need them, and have no key here.
"""

from audiobook.config.load import FILE_NAME, load_settings, settings_from
from audiobook.config.settings import (
    PIPER_VOICES,
    PRESETS,
    CoverSettings,
    FetchSettings,
    LicenceSettings,
    MasteringSettings,
    NarrationSettings,
    NarratorSettings,
    ProvenanceSettings,
    PublishSettings,
    Settings,
    SourceSettings,
)
from audiobook.config.template import TEMPLATE

__all__ = [
    "FILE_NAME",
    "PIPER_VOICES",
    "PRESETS",
    "TEMPLATE",
    "CoverSettings",
    "FetchSettings",
    "LicenceSettings",
    "MasteringSettings",
    "NarrationSettings",
    "NarratorSettings",
    "ProvenanceSettings",
    "PublishSettings",
    "Settings",
    "SourceSettings",
    "load_settings",
    "settings_from",
]
