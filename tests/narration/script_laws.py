"""What holds for every script, whatever it was written of."""

from __future__ import annotations

from audiobook.model import Script


def assert_covered(text: str, script: Script) -> None:
    """The law: all but white space is in an utterance or an omission, and nothing is read twice."""
    marks, read = bytearray(len(text)), set()
    for u in script.utterances:
        assert u.spoken.strip()
        if u.start is not None and u.end is not None:
            assert u.start < u.end
            assert not any(marks[u.start : u.end]), "utterances overlap"
            assert " ".join(text[u.start : u.end].split()) == u.written
            marks[u.start : u.end] = b"\1" * (u.end - u.start)
            read.add((u.start, u.end))
    last = 0
    for o in script.omissions:
        assert last <= o.start < o.end
        last = o.end
        # What is left out of a sentence lies inside it, and never is all of it.
        assert not any(marks[o.start : o.end]) or any(
            start <= o.start and o.end <= end and (o.start, o.end) != (start, end)
            for start, end in read
        )
        marks[o.start : o.end] = b"\1" * (o.end - o.start)
    assert not [c for c, m in zip(text, marks, strict=True) if not m and not c.isspace()]
