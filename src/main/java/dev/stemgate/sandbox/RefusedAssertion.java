// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

/** A client's assertion is not accepted; the message says why. */
final class RefusedAssertion extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedAssertion(String why) {
        super(why);
    }
}
