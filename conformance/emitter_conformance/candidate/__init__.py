"""The emitter that is judged: found, imported, limited in time, and kept from harm."""
