"""One cell of the fault matrix: a command meets a fault at a step, then is run again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from injection import FAULTS, KILL, Step, run_with, steps
from scenes import SCENES, Sandbox, State, check, faults_of, set_up, state_of

from audiobook.errors import AudiobookError


def _exit_statuses(kind: type[AudiobookError] = AudiobookError) -> Iterator[int]:
    yield kind.exit_status
    for narrower in kind.__subclasses__():
        yield from _exit_statuses(narrower)


_ENDINGS = {0, *_exit_statuses()}


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of a project in which a command met a fault."""

    scene: str
    step: Step
    fault: str
    said: str
    """How the run ended: that it was killed, went on all the same, or its error."""
    left: str
    """What it left beside what it should."""
    checked: tuple[str, ...]
    """The faults that ``audiobook check`` named then, each with its remedy."""
    problems: tuple[str, ...]
    """What was lost or not mended by the next run; empty is how it should be."""


class Stage:
    """A scene set up once, with the steps of its command and the state that it leads to."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.scene = SCENES[name]
        self._root = root
        self._base = set_up(self.scene, root / "base")
        self._before = state_of(self._base)
        undisturbed = self._base.copy(root / "undisturbed")
        command = undisturbed.named(self.scene.command)
        self.steps = steps(command, undisturbed.project, undisturbed.env, root / "trace")
        self._after = state_of(undisturbed)

    def cells(self) -> Iterator[tuple[Step, str]]:
        """Every step with every fault that it can meet."""
        return ((step, fault) for step in self.steps for fault in FAULTS[step.call])

    def play(self, step: Step, fault: str) -> Cell:
        """Let the command meet a fault, look at what is left, run it again and look once more."""
        sandbox = self._base.copy(self._root / "played")
        try:
            return self._played(sandbox, step, fault)
        finally:
            shutil.rmtree(sandbox.root)

    def _played(self, sandbox: Sandbox, step: Step, fault: str) -> Cell:
        command = sandbox.named(self.scene.command)
        trace = self._root / "trace"
        ending = run_with(step, fault, command, sandbox.project, sandbox.env, trace)
        status, problems = ending.status, []
        if not ending.was_met:
            problems.append("the fault was not met")
        if "Traceback" in ending.said or (fault != KILL and status not in _ENDINGS):
            problems.append(f"status {status}: {ending.said}")
        said = "killed" if fault == KILL else "went on"
        if status > 0:
            said = (ending.said.splitlines() or ["nothing"])[-1]
        left, checked = "", ()
        try:
            now = state_of(sandbox)
            left = _told(now, self._before, self._after)
            checked, mistakes = check(sandbox)
            problems += mistakes
            problems += faults_of(sandbox, self.scene, now, self._before, self._after)
            if status == 0:
                problems += _differences(now, self._after)
            problems += self._again(sandbox, command)
        except AssertionError as error:
            problems.append(str(error))
        said = said.replace(f"{sandbox.root}/", "…/")
        return Cell(self.name, step, fault, said, left, checked, tuple(problems))

    def _again(self, sandbox: Sandbox, command: tuple[str, ...]) -> list[str]:
        done = sandbox.run(command)
        if "is no edition here" in done.stderr:  # it was taken out; its feed may lack the news
            done = sandbox.run(("feed",))
        if done.returncode:
            return [f"the next run failed: {done.stderr.strip()}"]
        faults, mistakes = check(sandbox)
        found = [f"after the next run: {fault}" for fault in (*faults, *mistakes)]
        return [*found, *_differences(state_of(sandbox), self._after)]


def _told(now: State, before: State, after: State) -> str:
    whole = (now.media, now.published, now.episodes, now.editions)
    if whole == (after.media, after.published, after.episodes, after.editions):
        known = "all done"
    elif whole == (before.media, before.published, before.episodes, before.editions):
        known = "as before"
    else:
        kept = [
            f"{name} {'new' if mine == new else 'old' if mine == old else 'partly'}"
            for name, mine, old, new in (
                ("media", now.media, before.media, after.media),
                ("catalogue", now.editions, before.editions, after.editions),
                ("feed", now.episodes, before.episodes, after.episodes),
                ("target", now.published, before.published, after.published),
            )
            if old != new
        ]
        known = ", ".join(kept)
    return f"{known}; {len(now.leftovers)} unfinished" if now.leftovers else known


def _differences(now: State, after: State) -> list[str]:
    named = (
        ("media", set(now.media.items()), set(after.media.items())),
        ("published", set(now.published.items()), set(after.published.items())),
        ("feed", now.episodes, after.episodes),
        ("catalogue", now.editions, after.editions),
    )
    return [
        f"{name}: {sorted(mine - due)} instead of {sorted(due - mine)}"
        for name, mine, due in named
        if mine != due
    ]
