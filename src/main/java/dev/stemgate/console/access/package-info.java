/** Who may ask the console for what: its own addresses, logins, sessions, and the counting of failed logins. */
package dev.stemgate.console.access;
