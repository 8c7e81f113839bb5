"""The trail as its readers see it: what is in their reach, found, in words, as a file."""
