"""Speed, measured: the same jobs at two sizes, each beside its floor."""
