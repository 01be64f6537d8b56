/** What one line of an export is: facts with whose they are, or why it is none. Immutable and thread-safe. */
package dev.stemgate.bulk.record;
