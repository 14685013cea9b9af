"""Drive every importer with inputs that a fuzzer makes of small files; see `fuzz.drive`."""
