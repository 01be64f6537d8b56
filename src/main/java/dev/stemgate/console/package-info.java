/**
 * The page on which an engineer works at the dead letters and sees how the hospitals are doing. Written by the server, readable without
 * JavaScript. Knows no Camel, no HAPI and no rules.
 */
package dev.stemgate.console;
