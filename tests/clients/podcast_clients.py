"""Podcast apps as their users run them: each subscribes to a feed, then fetches what is new."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

SECONDS = 120


class Client(ABC):
    """One app with a home of its own, in which nothing but this test's subscription lies."""

    program = ""
    debian = ""
    """The Debian package it comes in; empty means that it comes with the tests."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.downloads = home / "downloads"
        self.downloads.mkdir(parents=True)

    @classmethod
    def missing(cls) -> str:
        """Why it can't be tried here; empty if it can."""
        if not cls.debian or shutil.which(cls.program):
            return ""
        return f"{cls.debian} is not installed (apt-get install {cls.debian}); .ci/run installs it"

    @abstractmethod
    def subscribe(self, feed: str) -> None: ...

    @abstractmethod
    def fetch(self) -> None: ...

    def run(self, *command: str, said: str = "") -> None:
        """Run a program; ``said`` is what its user types."""
        home = {"HOME": str(self.home), "GPODDER_HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        subprocess.run(
            command,
            cwd=self.home,
            env={**os.environ, **home},
            input=said,
            text=True,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )


class Gpodder(Client):
    program = "gpo"
    debian = "gpodder"

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.downloads = home / "Downloads"

    def subscribe(self, feed: str) -> None:
        self.run("gpo", "subscribe", feed)

    def subscribe_as(self, feed: str, name: str, password: str) -> None:
        """The same where it asks for these."""
        self.run("gpo", "subscribe", feed, said=f"{name}\n{password}\n")

    def fetch(self) -> None:
        self.run("gpo", "update")
        self.run("gpo", "download")


class Newsboat(Client):
    """The feed reader puts enclosures into a queue; podboat, its companion, downloads them."""

    program = "podboat"
    debian = "newsboat"

    def subscribe(self, feed: str) -> None:
        (self.home / "urls").write_text(f"{feed}\n")
        config = f'download-path "{self.downloads}/"\npodcast-auto-enqueue yes\n'
        (self.home / "config").write_text(config)
        (self.home / ".newsboat").mkdir()

    def fetch(self) -> None:
        self.run(
            "newsboat", "-C", "config", "-u", "urls", "-c", str(self.home / "c.db"), "-x", "reload"
        )
        queued = [Path(line.split('"')[1]) for line in _lines(self.home / ".newsboat" / "queue")]
        # A download has another name until it is whole.
        self._podboat(lambda: all(path.exists() for path in queued))

    def _podboat(self, done) -> None:
        """Run it on a terminal, as it has no other way, until the queue is done; then quit."""
        child, terminal = pty.fork()
        if child == 0:
            os.environ.update(HOME=str(self.home), TERM="xterm")
            os.chdir(self.home)
            os.execvp("podboat", ["podboat", "-C", "config", "-a"])
        until = time.monotonic() + SECONDS
        while not done():
            assert time.monotonic() < until, "podboat did not finish its queue"
            if select.select([terminal], [], [], 0.2)[0]:
                os.read(terminal, 4096)
        os.write(terminal, b"q")
        with suppress(OSError):  # the terminal goes with the program
            while os.read(terminal, 4096):
                pass
        os.waitpid(child, 0)


class Podget(Client):
    program = "podget"
    debian = "podget"

    def subscribe(self, feed: str) -> None:
        # It writes its configuration when first run, with a subscription of its own.
        self.run("podget", "-d", "config", "--create-config", "podgetrc")
        (self.home / "config" / "serverlist").write_text(f"{feed} tides Tides\n")

    def fetch(self) -> None:
        self.run("podget", "-d", "config", "-l", str(self.downloads), "--silent")


class Greg(Client):
    def subscribe(self, feed: str) -> None:
        (self.home / "greg.conf").write_text(
            f"[DEFAULT]\nData directory = {self.home}/data\nDownload directory = {self.downloads}\n"
            "firstsync = all\nmime = audio\ndownloadhandler = greg\nCreate subdirectory = no\n"
            "Tag = no\nignoreenclosures = no\nnotype = no\n"
        )
        self._greg("add", "tides", feed)

    def fetch(self) -> None:
        self._greg("sync")

    def _greg(self, *arguments: str) -> None:
        program = str(Path(sys.executable).with_name("greg"))
        self.run(program, "-cf", "greg.conf", "-dtd", f"{self.home}/data", *arguments)


class PodcastDownloader(Client):
    def subscribe(self, feed: str) -> None:
        show = {"name": "tides", "rss_link": feed, "path": str(self.downloads)}
        config = {"if_directory_empty": "download_all_from_feed", "podcasts": [show]}
        (self.home / "config.json").write_text(json.dumps(config))

    def fetch(self) -> None:
        self.run(sys.executable, "-m", "podcast_downloader", "--config", "config.json")


class PodcastArchiver(Client):
    feed = ""

    def subscribe(self, feed: str) -> None:
        self.feed = feed

    def fetch(self) -> None:
        program = str(Path(sys.executable).with_name("podcast-archiver"))
        database = str(self.home / "episodes.db")
        self.run(program, "-f", self.feed, "-d", str(self.downloads), "--database", database)


CLIENTS = (Gpodder, Newsboat, Podget, Greg, PodcastDownloader, PodcastArchiver)


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
