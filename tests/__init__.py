"""Tests. A package, because a library (textstat) installs one of the same name, which would come first."""
