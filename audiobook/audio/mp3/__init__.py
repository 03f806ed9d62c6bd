"""Samples -> an MP3 stream, and what its tags say."""
