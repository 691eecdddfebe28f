"""The packaged checks: one module for each chapter, one function for each clause."""
