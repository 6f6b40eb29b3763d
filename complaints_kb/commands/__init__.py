"""One module for each command of `kb`, imported when the command is called."""
