// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import dev.stemgate.sandbox.SearchValues.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntrySearchComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Patient;

/**
 * {@code Patient/$match} with {@link Manner#PATIENT_MATCH}: a small index of patients that compares the values of identifiers without
 * regard to their system, case and punctuation, as indexes across several hospitals do, and day of birth and sex exactly. All three are
 * {@code certain}; the identifier and one of the others {@code probable}; day of birth and sex alone {@code possible}. Thread-safe.
 */
public final class MatchProvider {

    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
    private static final String CERTAIN = "certain";

    private final RecordStore store;
    private final Manners manners;
    private final FhirContext context;

    MatchProvider(RecordStore store, Manners manners, FhirContext context) {
        this.store = store;
        this.manners = manners;
        this.context = context;
    }

    @Operation(name = "$match", typeName = "Patient")
    public Bundle match(
            @OperationParam(name = "resource", min = 1, max = 1) Patient described,
            @OperationParam(name = "onlyCertainMatches", max = 1) BooleanType onlyCertain) {
        if (!manners.has(Manner.PATIENT_MATCH)) {
            throw new InvalidRequestException("Invalid request: The FHIR endpoint on this server does not know how to"
                    + " handle POST operation[Patient/$match]");
        }
        boolean all = onlyCertain == null || !onlyCertain.booleanValue();
        Map<BigDecimal, List<Bundle.BundleEntryComponent>> found = new TreeMap<>(Comparator.reverseOrder());
        store.current("Patient").forEach(stored -> {
            String grade = grade(described, stored.values());
            if (grade.equals(CERTAIN) || all && !grade.isEmpty()) {
                Bundle.BundleEntryComponent entry = entry(stored, grade);
                found.computeIfAbsent(entry.getSearch().getScore(), score -> new ArrayList<>())
                        .add(entry);
            }
        });
        Bundle answer = new Bundle().setType(BundleType.SEARCHSET);
        found.values().forEach(entries -> entries.forEach(answer::addEntry));
        return answer.setTotal(answer.getEntry().size());
    }

    private static String grade(Patient described, SearchValues stored) {
        boolean identifier = described.getIdentifier().stream()
                .filter(one -> one.hasValue())
                .anyMatch(one -> stored.get("identifier").stream()
                        .anyMatch(other -> bare(other.value()).equals(bare(one.getValue()))));
        boolean birthDate =
                holds(stored, "birthdate", described.getBirthDateElement().getValueAsString());
        boolean sex = described.hasGender()
                && holds(stored, "gender", described.getGender().toCode());
        if (identifier) {
            return birthDate && sex ? CERTAIN : birthDate || sex ? "probable" : "";
        }
        return birthDate && sex ? "possible" : "";
    }

    private static boolean holds(SearchValues stored, String parameter, String value) {
        return stored.get(parameter).stream().map(Value::value).anyMatch(held -> held.equals(value));
    }

    private static String bare(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Bundle.BundleEntryComponent entry(StoredVersion stored, String grade) {
        Bundle.BundleEntryComponent entry = new Bundle.BundleEntryComponent();
        entry.setResource(StandIn.of(stored, context));
        BundleEntrySearchComponent search = entry.getSearch();
        search.setMode(SearchEntryMode.MATCH);
        search.setScore(
                switch (grade) {
                    case CERTAIN -> BigDecimal.ONE;
                    case "probable" -> new BigDecimal("0.8");
                    default -> new BigDecimal("0.4");
                });
        search.addExtension(GRADE, new CodeType(grade));
        return entry;
    }
}
