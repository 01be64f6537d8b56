// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** 410: deleted, or a page link that has run out, where the search starts again from its first page. */
public final class GoneException extends EhrException {

    public GoneException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "gone");
    }
}
