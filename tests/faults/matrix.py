"""Prints the fault matrix: python tests/faults/matrix.py [SCENE …] [--every N]."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from cells import Stage
from scenes import SCENES


def main() -> None:
    """Play each cell, or every n-th, and print it as a row; at the end the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", default=list(SCENES))
    parser.add_argument("--every", type=int, default=1, help="play every n-th cell only")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    print("| command | step | fault | the run | what it left | the next run |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in asked.scenes:
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(name, Path(folder))
            for step, fault in list(stage.cells())[:: asked.every]:
                cell = stage.play(step, fault)
                counts[name] += 1
                counts["problems"] += bool(cell.problems)
                verdict = "; ".join(cell.problems) or "completed, nothing lost"
                row = (name, f"{step} #{step.number}", fault, cell.said, cell.left, verdict)
                print(f"| {' | '.join(' '.join(part.split()) for part in row)} |", flush=True)
    print(dict(counts))


if __name__ == "__main__":
    main()
