"""The command line: parses, calls the project, prints."""

from audiobook.cli.app import main

__all__ = ["main"]
