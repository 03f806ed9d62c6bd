from .addresses import feed_guid as feed_guid
from .build import build_feed as build_feed
