"""A picture for each edition: its title in any script, and a pattern drawn from its text."""
