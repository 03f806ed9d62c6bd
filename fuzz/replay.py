"""``python -m fuzz.replay TARGET FILE …``: what a target makes of some inputs, one by one."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from fuzz.targets import TARGETS


def main() -> None:
    """Say of each input whether it holds the laws; exit status 1 if one does not."""
    name, *inputs = sys.argv[1:]
    failed = False
    for path in map(Path, inputs):
        with tempfile.TemporaryDirectory() as folder:
            try:
                TARGETS[name].act(path.read_bytes(), Path(folder), "the-words-of-another-file")
            except Exception as error:
                failed = True
                print(f"{path}: {''.join(traceback.format_exception(error, limit=-4))}")
            else:
                print(f"{path}: well")
    sys.exit(failed)


if __name__ == "__main__":
    main()
