"""Article -> signs: every place in it that states terms of use."""
