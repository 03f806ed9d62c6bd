"""One folder: all that the command line can do."""

from audiobook.project.folder import Project
from audiobook.project.options import Options, cores
from audiobook.project.progress import AtWork, Phase, Progress, Standing

__all__ = ["AtWork", "Options", "Phase", "Progress", "Project", "Standing", "cores"]
