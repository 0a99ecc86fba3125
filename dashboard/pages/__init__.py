"""What the reader sees: `timeline`, `articles`, `actors` and `method` are pages, the other files are parts of them."""
