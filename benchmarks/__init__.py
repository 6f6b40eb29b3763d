"""Speed as ratios and medians from one run; nothing here is a test."""
