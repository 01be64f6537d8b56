/**
 * Which criteria a code bears on: code lists, ICD and ATC prefixes, aliases, the known-irrelevant list, words. Answers are
 * three-valued where a look-up can fail; nothing here judges status, dates or completeness.
 */
package dev.stemgate.terminology;
