// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

/** The EHR found nothing of ours and warned that this need not be all: whether a result stands there already is not known. */
public final class UncertainPriorException extends RuntimeException {

    UncertainPriorException(String ehr) {
        super(ehr + ": the EHR does not say for certain whether our result is already there");
    }
}
