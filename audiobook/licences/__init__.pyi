from .clear import clear as clear
from .find import check_stated as check_stated
from .find import find as find
from .find import state as state
from .known import licence_from_id as licence_from_id
from .known import licence_from_url as licence_from_url
from .policy import check_policy as check_policy
from .templates import Templates as Templates
