/** The command line: commands, exit codes, and what people read. */
package dev.stemgate.cli;
