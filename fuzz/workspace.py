"""The folder of one target: what it begins with, what it has reached, and what it has found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

_SECRET = "the-words-of-another-file"


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a target has come, in all the runs since its folder was empty."""

    executions: int = 0
    minutes: float = 0
    cpu_minutes: float = 0
    """Of all processes, their imports included."""
    edges: int = 0
    features: int = 0
    inputs: int = 0


class Workspace:
    """``corpus`` grows from run to run; ``findings`` is for a human to look at and to empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.seeds = self.folder / "seeds"
        self.corpus = self.folder / "corpus"
        self.findings = self.folder / "findings"
        self.scratch = self.folder / "scratch"
        self.log = self.folder / "log.txt"
        self._secret = self.folder / "secret.txt"
        self._tally = self.folder / "tally.json"

    @property
    def secret(self) -> str:
        """Words that stand in a file beside, and must never be read from there."""
        return self._secret.read_text("utf-8")

    def prepare(self, seeds_of: Callable[[Path], Iterable[bytes]]) -> None:
        """Make what is missing, and lay the seeds out anew; they are told where the secret is."""
        shutil.rmtree(self.seeds, ignore_errors=True)
        for folder in (self.seeds, self.corpus, self.findings, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)
        self._secret.write_text(_SECRET, "utf-8")
        for number, seed in enumerate(seeds_of(self._secret)):
            (self.seeds / f"{number:03}").write_bytes(seed)

    @property
    def tally(self) -> Tally:
        """What was last recorded."""
        return Tally(**json.loads(self._tally.read_text())) if self._tally.exists() else Tally()

    def record(self, tally: Tally) -> None:
        """Remember how far the target has come."""
        self._tally.write_text(json.dumps(asdict(tally)))

    def found(self) -> list[Path]:
        """The inputs that broke a law, took too long or too much memory."""
        return sorted(path for path in self.findings.iterdir() if path.suffix != ".log")
