from .compare import Disagreement as Disagreement
from .compare import HeardUtterance as HeardUtterance
from .edition import Hearing as Hearing
from .edition import listen as listen
from .recogniser import Recogniser as Recogniser
