"""One folder: all that the command line can do."""

from audiobook.project.folder import Project
from audiobook.project.options import Options, cores

__all__ = ["Options", "Project", "cores"]
