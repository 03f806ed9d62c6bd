from .lexicon import read_lexicon as read_lexicon
from .script import write_script as write_script
from .verbalise import normalise as normalise
