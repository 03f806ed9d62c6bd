import subprocess
import sys

import pytest

from audiobook.plugins import ENGINES, READERS, Engine, Reader, installed, plugin


def test_the_built_in_plugins_are_published_as_entry_points():
    assert {"pyttsx3", "tone"} <= set(installed(ENGINES))
    assert {"html", "markdown", "text"} <= set(installed(READERS))


@pytest.mark.parametrize(("group", "protocol"), [(ENGINES, Engine), (READERS, Reader)])
def test_every_plugin_has_the_methods_of_its_protocol(group, protocol):
    for name in installed(group):
        assert isinstance(plugin(group, name), protocol)


def test_a_plugin_is_made_once():
    assert plugin(ENGINES, "tone") is plugin(ENGINES, "tone")


def test_an_unknown_plugin_is_a_key_error():
    with pytest.raises(KeyError):
        plugin(ENGINES, "gramophone")


def test_nothing_is_imported_until_it_is_named():
    program = (
        "import sys; from audiobook.plugins import *; import audiobook.project\n"
        "installed(ENGINES), installed(READERS)\n"
        "heavy = 'numpy av pydub trafilatura feedgen starlette PIL py3langid pyttsx3'.split()\n"
        "print(sorted(set(heavy) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "[]\n"
