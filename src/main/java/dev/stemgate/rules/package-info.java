/**
 * Loads the contraindication and risk model from files and judges the facts of one patient at one date against it
 * (MODEL §1-4). Evaluation is a pure function: it reads no clock, no file, no locale and no time zone; everything it needs
 * is in the facts, the immutable model and the terminology.
 */
package dev.stemgate.rules;
