//! From a row of a file to a consultation. Pure: no database, no clock.
