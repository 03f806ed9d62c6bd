"""Articles into audio editions that people subscribe to in podcast apps."""
