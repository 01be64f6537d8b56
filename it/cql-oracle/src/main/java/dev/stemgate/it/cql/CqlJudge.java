// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * The CQL engine for the bench, which loads it by a class loader of its own: only types of the JDK go in and out. Not
 * thread-safe.
 */
public final class CqlJudge {

    private final CriteriaEngine engine;
    private final IParser parser = FhirContext.forR4Cached().newJsonParser();

    /** @param model the {@code model} folder */
    public CqlJudge(Path model, LocalDate asOf) throws IOException {
        this.engine = new CriteriaEngine(CodeRules.load(model), asOf, 0);
    }

    /** A Bundle with the records of one patient, read by HAPI FHIR, to be given to {@link #judge}. */
    public Object parse(String bundle) {
        return parser.parseResource(Bundle.class, bundle);
    }

    /** The finding of every criterion for the patient of a Bundle that {@link #parse} gave. */
    public Map<String, String> judge(Object bundle) {
        Bundle records = (Bundle) Objects.requireNonNull(bundle, "bundle");
        String patient = records.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(Resource::getIdElement)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A Bundle without a Patient"))
                .getIdPart();
        return engine.judge(patient, records);
    }
}
