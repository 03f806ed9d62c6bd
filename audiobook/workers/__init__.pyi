from .cluster import dask as dask
from .processes import processes as processes
from .serial import serial as serial
