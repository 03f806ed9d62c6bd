import os
import shutil
import subprocess
import sys
from pathlib import Path

import audiobook

RULES = '''"""A language that knows one number."""

import re

from audiobook.narration.languages import Language, read_table
from audiobook.narration.semiotic import Rule, SemioticClass

WORDS = dict(read_table("ia", "numbers"))
LANGUAGE = Language(
    rules=(Rule(SemioticClass.CARDINAL, re.compile(r"\\d+"), lambda m: WORDS[m.group()]),)
)
'''
ASK = "from audiobook.narration import normalise; print(normalise('Mi havas 3 katojn.', 'ia-XX'))"


def test_a_folder_dropped_in_is_a_language(tmp_path):
    """On a copy of the package, so that nothing but the folder is new."""
    package = tmp_path / "audiobook"
    shutil.copytree(Path(audiobook.__file__).parent, package)
    here = {**os.environ, "PYTHONPATH": str(tmp_path)}

    def ask():
        command = [sys.executable, "-c", ASK]
        return subprocess.run(
            command, env=here, cwd=tmp_path, capture_output=True, text=True, check=True
        )

    assert ask().stdout == "Mi havas 3 katojn.\n"
    folder = package / "narration" / "languages" / "ia"
    folder.mkdir()
    (folder / "__init__.py").write_text(RULES, "utf-8")
    (folder / "numbers.tsv").write_text("# written, spoken\n3\ttri\n", "utf-8")
    assert ask().stdout == "Mi havas tri katojn.\n"
