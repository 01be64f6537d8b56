/**
 * What Stemgate remembers: requests and the ledger of patient units, the last result of each patient, write intents, the
 * state of each EHR. One SQL text serves H2 (a file, the default) and PostgreSQL (by URL). Every public operation is one
 * transaction; inside {@link dev.stemgate.state.Database#inTransaction} several become one. Nothing here reads the clock:
 * the caller says what time it is.
 */
package dev.stemgate.state;
