from .cache import wav as wav
from .casting import all_voices as all_voices
from .casting import choose_cast as choose_cast
from .casting import choose_narrator as choose_narrator
from .casting import close_engines as close_engines
from .synthesise import sample as sample
from .synthesise import synthesise as synthesise
