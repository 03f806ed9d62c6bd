"""One run of libFuzzer over one target, in a process of its own.

``python -m fuzz.session TARGET FOLDER [libFuzzer's options …]``; what it finds, it keeps and goes
on.  libFuzzer itself ends the process for an input that takes too long or too much memory.
"""

from __future__ import annotations

import random
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path

import atheris

from fuzz.archives import mutated_archive
from fuzz.findings import Findings
from fuzz.guard import Guard
from fuzz.workspace import Workspace

_SLOW_SECONDS = 5.0
# The encoding and the language of this have to be guessed, for which models are loaded.
_IN_NO_STATED_ENCODING = ("Фонарь на пирсе зажигают вручную, каждый вечер. " * 9).encode("cp1251")


class TooSlow(Exception):
    """An input that took far more time than its size warrants."""


def main() -> None:
    """Fuzz until libFuzzer's options say that it is enough."""
    name, folder, *options = sys.argv[1:]
    workspace = Workspace(Path(folder))
    if name != "narration":
        # What is imported before stays as it is: its coverage would drown that of the reader.
        from audiobook.narration import load_language

        load_language("en")
    with atheris.instrument_imports(include=["audiobook"]):
        from fuzz.targets import TARGETS
    target = TARGETS[name]
    secret = workspace.secret
    guard = Guard(workspace.scratch)
    findings = Findings(workspace.findings, target.ending)

    def once(data: bytes) -> None:
        begun = time.process_time()
        try:
            with guard:
                target.act(data, workspace.scratch, secret)
            if (taken := time.process_time() - begun) > _SLOW_SECONDS:
                raise TooSlow(f"{taken:.1f} s")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever it is, it is a finding
            findings.add(data, error)

    def mutated(data: bytes, most_bytes: int, seed: int) -> bytes:
        return mutated_archive(data, most_bytes, random.Random(seed), atheris.Mutate)

    with atheris.instrument_imports(include=["audiobook", *target.libraries]):
        # What is imported only when it is needed is imported now, with its coverage.
        for seed in sorted(workspace.seeds.iterdir()):
            with suppress(Exception):
                target.act(seed.read_bytes(), workspace.scratch, secret)
        TARGETS["text"].act(_IN_NO_STATED_ENCODING, workspace.scratch, secret)
    hooks = {"custom_mutator": mutated} if target.is_archive else {}
    warnings.simplefilter("ignore")
    atheris.Setup([sys.argv[0], *options], once, **hooks)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
