// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/**
 * By which model a dry run tells outcomes. The state stores results and not the facts of EHR records, so that the model before can only
 * be asked what it said.
 */
public enum ModelView {
    /** What stands: the stored result, by the version of the model that gave it. Nothing is read. */
    OLD,
    /** What the model of the settings would say now of the record as the EHR gives it, corrections applied. Nothing is written. */
    NEW
}
