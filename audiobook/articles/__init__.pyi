from .fetch import STANDARD_INPUT as STANDARD_INPUT
from .fetch import Fetched as Fetched
from .fetch import expand as expand
from .fetch import fetch as fetch
from .fetch import is_address as is_address
from .read import read_articles as read_articles
from .web import Web as Web
