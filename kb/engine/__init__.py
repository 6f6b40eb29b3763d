"""The engines that draw conclusions, kept independent of each other."""
