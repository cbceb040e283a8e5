//! Suites that go through several crates. They stand in `tests/`; the library itself is empty.
