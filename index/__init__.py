"""Article files -> a searchable library. Knows no language model and prints nothing."""
