from .app import make_app as make_app
from .server import serve as serve
from .site import render_episode as render_episode
from .site import render_show as render_show
from .transcript import read_transcript as read_transcript
