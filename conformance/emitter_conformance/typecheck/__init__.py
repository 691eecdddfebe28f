"""The chapter that a type checker judges."""
