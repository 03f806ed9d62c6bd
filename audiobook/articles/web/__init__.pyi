from .client import Download as Download
from .client import Web as Web
