// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** Knows whether somebody has classified a code meanwhile; the desk's way to the lists and the local map. Thread-safe. */
@FunctionalInterface
public interface CodeCheck {

    /** True when the model that is installed now knows the code in every kind of record in which it stood. */
    boolean isClassified(WorkItem item);
}
