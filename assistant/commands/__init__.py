"""What each command does, with its settings and options already parsed; each returns the exit code."""
