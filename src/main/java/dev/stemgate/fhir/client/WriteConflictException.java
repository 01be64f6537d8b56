// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** 409 or 412 on a write: somebody else wrote. Read, compare, decide (CAMEL-FHIR-TRAPS 16). */
public final class WriteConflictException extends EhrException {

    public WriteConflictException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "write conflict");
    }
}
