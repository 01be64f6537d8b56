// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/**
 * A unit was to be changed by someone who does not hold its claim: it is closed already, was never claimed, or its lease ran out
 * and another worker took it. The work that led here must not be recorded.
 */
public class IllegalUnitTransition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalUnitTransition(UnitId unit, String wanted) {
        super("unit " + unit + " cannot become " + wanted + ": it is not held by this claim");
    }
}
