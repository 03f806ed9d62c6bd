from .cluster import dask as dask
from .news import Told as Told
from .news import listener as listener
from .processes import processes as processes
from .serial import serial as serial
