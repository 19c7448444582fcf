"""The third floor remembers: named questions and upserts, one topic each; SQL and nothing else."""
