"""The picture of the sound: waveform, chapters, and loudness over time."""
