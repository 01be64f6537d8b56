// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

/** The line is not of a shape that is read here: the exact path has the word. Carries nothing, and no stack trace. */
final class OddShape extends Exception {

    static final OddShape FOUND = new OddShape();

    private static final long serialVersionUID = 1L;

    private OddShape() {
        super("not a common shape", null, false, false);
    }
}
