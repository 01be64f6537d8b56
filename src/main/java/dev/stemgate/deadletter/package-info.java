/**
 * What cannot be matched, read or written: the reasons, the letters with their original bytes, and what becomes of them
 * (CONTRACTS, Dead letters). Payloads are personal data at rest; everything else of a letter is free of it.
 */
package dev.stemgate.deadletter;
