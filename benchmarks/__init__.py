"""How fast Dateline is, always beside a peer on the same texts in the same run; nothing here is a test."""
