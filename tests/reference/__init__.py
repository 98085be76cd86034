"""A second, literal implementation of the model, kept as an oracle for the tests."""
