// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** A request was about to leave the configured origin; nothing was sent (DESIGN, invariant 4). */
public final class ForeignOriginException extends EhrException {

    public ForeignOriginException(String ehr) {
        super(ehr, 0, List.of(), "refused to leave the configured origin");
    }
}
