"""Prints the fault matrix: python tests/faults/matrix.py [SCENE …] [--sample N] [--call NAME]."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from cells import Stage
from scenes import SCENES


def main() -> None:
    """Play each cell, or a sample, and print it as a row; at the end the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", default=list(SCENES))
    parser.add_argument("--call", action="append", help="play faults of this system call only")
    parser.add_argument("--sample", type=int, help="play so many cells of each scene only")
    parser.add_argument("--seed", type=int, default=9, help="which")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    print("| command | step | fault | the run | what it left | check | the next run |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in asked.scenes:
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(name, Path(folder))
            cells = [c for c in stage.cells() if not asked.call or c[0].call in asked.call]
            if asked.sample:
                cells = random.Random(asked.seed).sample(cells, min(asked.sample, len(cells)))
            for step, fault in cells:
                cell = stage.play(step, fault)
                counts[name] += 1
                counts["problems"] += bool(cell.problems)
                verdict = "; ".join(cell.problems) or "completed, nothing lost"
                checked = "<br>".join(cell.checked) or "clean"
                where = f"{step} #{step.number}"
                row = (name, where, fault, cell.said, cell.left, checked, verdict)
                print(f"| {' | '.join(' '.join(part.split()) for part in row)} |", flush=True)
    print(dict(counts))
    sys.exit(bool(counts["problems"]))


if __name__ == "__main__":
    main()
