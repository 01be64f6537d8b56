// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.Interval;

/** The records of the patient who is being judged, one Bundle a patient. Not thread-safe. */
final class PatientRecord implements RetrieveProvider {

    private List<Resource> records = List.of();

    /** From now on the records of this Bundle are retrieved. */
    void open(Bundle bundle) {
        records = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    @Override
    public Iterable<Object> retrieve(
            String context,
            String contextPath,
            Object contextValue,
            String dataType,
            String templateId,
            String codePath,
            Iterable<Code> codes,
            String valueSet,
            String datePath,
            String dateLowPath,
            String dateHighPath,
            Interval dateRange) {
        return records.stream()
                .filter(record -> record.fhirType().equals(dataType))
                .map(Object.class::cast)
                .toList();
    }
}
