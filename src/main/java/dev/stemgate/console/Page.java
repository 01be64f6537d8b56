// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

/** Answers the requests of one path. Thread-safe. */
@FunctionalInterface
interface Page {

    /** @throws PageProblem when the request cannot be answered as it was meant */
    Reply answer(Visit visit);
}
