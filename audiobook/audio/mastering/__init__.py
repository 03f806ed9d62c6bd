"""Takes -> a recording as loud as it is to be, measured as a player decodes it."""
