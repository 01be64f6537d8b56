/**
 * The MLLP listener: frames on a connection become message bodies and answers become frames. What a message says is read in
 * {@code intake.hl7}.
 */
package dev.stemgate.route.mllp;
