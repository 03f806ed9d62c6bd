"""Cues -> transcripts and chapters in the formats that players read."""
