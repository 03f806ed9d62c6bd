from .languages import Coverage as Coverage
from .languages import load_language as load_language
from .length import estimated_ms as estimated_ms
from .lexicon import read_lexicon as read_lexicon
from .script import write_script as write_script
from .unknown import UnknownWord as UnknownWord
from .unknown import unknown_words as unknown_words
from .verbalise import normalise as normalise
