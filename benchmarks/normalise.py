"""How fast text becomes words, and that the time grows no faster than the text.

    python benchmarks/normalise.py

Each size is one line of one text without a break, the worst case; ratios are to the size before.
"""

from __future__ import annotations

import subprocess
import sys
import time

from audiobook.narration import normalise

SENTENCE = "On 3 May 1998 Dr. Ann Lee paid $2.5 million for a 10-km stretch of the St. John river, "
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def main() -> None:
    """Print the table."""
    program = "from audiobook.narration import normalise; normalise('Dr. Lee paid $2.50', 'en')"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = time.perf_counter() - started
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    print(f"loading and a first line: {time.perf_counter() - started - bare:.3f} s")
    normalise(SENTENCE, "en")
    before = 0.0
    for size in SIZES:
        text = (SENTENCE * (size // len(SENTENCE) + 1))[:size]
        started = time.process_time()
        normalise(text, "en")
        spent = time.process_time() - started
        words = len(text.split())
        growth = f", {spent / before:.1f} times the size before" if before else ""
        print(
            f"{size:>9,} characters: {spent:7.3f} s, {words / spent:9,.0f} words a second{growth}"
        )
        before = spent


if __name__ == "__main__":
    main()
