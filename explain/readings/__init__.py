"""One provenance graph in three readings: for the person who complained, for an officer, for an auditor."""
