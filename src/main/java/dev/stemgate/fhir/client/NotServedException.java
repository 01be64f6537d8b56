// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** The EHR does not serve the type that was searched (404, 405 or 501 on a type, or 400 that says so). */
public final class NotServedException extends EhrException {

    public NotServedException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "type not served");
    }
}
