"""The reasons of an answer in the words of the W3C provenance recommendations (PROV)."""
