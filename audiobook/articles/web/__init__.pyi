from .client import Web as Web
from .download import Download as Download
