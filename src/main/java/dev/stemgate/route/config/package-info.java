/** Reads {@code stemgate.yaml} and the hospital files, and says by file and line what is wrong with them. */
package dev.stemgate.route.config;
