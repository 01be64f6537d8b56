/**
 * What the rest of Stemgate talks about: facts of a patient, findings of a criterion, the screening. Immutable records and
 * sealed interfaces, thread-safe, free of I/O; this package imports nothing but the JDK.
 */
package dev.stemgate.model;
