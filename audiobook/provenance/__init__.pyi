from .credentials import read_credentials as read_credentials
from .sign import sign as sign
from .signer import KEY_VARIABLE as KEY_VARIABLE
from .signer import Signer as Signer
from .signer import load_signer as load_signer
