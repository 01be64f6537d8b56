// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/**
 * MedicationStatements and MedicationRequests of every status, with the drug as a concept, contained, or in a Medication of the
 * same Bundle. Not thread-safe.
 */
final class DrawnMedications {

    private static final List<MedicationStatement.MedicationStatementStatus> STATEMENTS =
            List.of(MedicationStatement.MedicationStatementStatus.values()).stream()
                    .filter(status -> status != MedicationStatement.MedicationStatementStatus.NULL)
                    .toList();
    private static final List<MedicationRequest.MedicationRequestStatus> REQUESTS =
            List.of(MedicationRequest.MedicationRequestStatus.values()).stream()
                    .filter(status -> status != MedicationRequest.MedicationRequestStatus.NULL)
                    .toList();
    private static final List<MedicationRequest.MedicationRequestIntent> INTENTS = List.of(
            MedicationRequest.MedicationRequestIntent.PROPOSAL,
            MedicationRequest.MedicationRequestIntent.PLAN,
            MedicationRequest.MedicationRequestIntent.INSTANCEORDER);

    private final Random random;
    private final DrawnDates dates;

    DrawnMedications(Random random, DrawnDates dates) {
        this.random = random;
        this.dates = dates;
    }

    /** Adds one record to the Bundle, and the Medication it refers to. */
    DomainResource draw(Bundle bundle, String id, List<Coding> codings) {
        return random.nextInt(5) < 2 ? statement(bundle, id, codings) : request(bundle, id, codings);
    }

    private MedicationStatement statement(Bundle bundle, String id, List<Coding> codings) {
        MedicationStatement statement = new MedicationStatement();
        statement.setStatus(
                random.nextInt(2) == 0
                        ? CodeBuckets.one(random, STATEMENTS)
                        : CodeBuckets.one(random, STATEMENTS.subList(0, 2)));
        statement.setMedication(drug(bundle, statement, id, codings));
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> statement.setEffective(dates.dateTime());
            default -> statement.setEffective(period());
        }
        if (random.nextInt(2) == 0) {
            statement.setDateAssertedElement(dates.dateTime());
        }
        return statement;
    }

    private MedicationRequest request(Bundle bundle, String id, List<Coding> codings) {
        MedicationRequest request = new MedicationRequest();
        request.setStatus(CodeBuckets.one(random, REQUESTS));
        request.setIntent(
                random.nextInt(5) == 0
                        ? CodeBuckets.one(random, INTENTS)
                        : MedicationRequest.MedicationRequestIntent.ORDER);
        if (random.nextInt(20) == 0) {
            request.setDoNotPerform(true);
        }
        request.setMedication(drug(bundle, request, id, codings));
        if (random.nextInt(8) > 0) {
            request.setAuthoredOnElement(dates.dateTime());
        }
        if (random.nextInt(3) == 0) {
            request.getDispenseRequest().setValidityPeriod(period());
        }
        if (random.nextInt(3) == 0) {
            Duration supply = new Duration();
            boolean weeks = random.nextInt(4) == 0;
            supply.setValue(weeks ? 4 : 30)
                    .setSystem("http://unitsofmeasure.org")
                    .setCode(weeks ? "wk" : "d");
            request.getDispenseRequest().setExpectedSupplyDuration(supply);
            if (random.nextInt(2) == 0) {
                request.getDispenseRequest().setNumberOfRepeatsAllowed(random.nextInt(4));
            }
        }
        return request;
    }

    private Period period() {
        LocalDate start = dates.day();
        Period period = new Period();
        if (random.nextInt(8) > 0) {
            period.setStartElement(new DateTimeType(dates.text(start)));
        }
        if (random.nextInt(2) == 0) {
            LocalDate end = start.plusDays(random.nextInt(200));
            period.setEndElement(new DateTimeType(dates.text(end)));
        }
        return ordered(period).orElseGet(this::period);
    }

    /** Empty for a Period that says nothing, or whose partial dates would run backwards. */
    private static Optional<Period> ordered(Period period) {
        String start = period.getStartElement().getValueAsString();
        String end = period.getEndElement().getValueAsString();
        if (start == null && end == null) {
            return Optional.empty();
        }
        return start == null || end == null || start.compareTo(end) <= 0 ? Optional.of(period) : Optional.empty();
    }

    private Type drug(Bundle bundle, DomainResource record, String id, List<Coding> codings) {
        CodeableConcept concept = new CodeableConcept().setCoding(codings);
        return switch (random.nextInt(8)) {
            case 0 -> {
                Medication contained = new Medication();
                contained.setId("drug");
                record.addContained(contained.setCode(concept));
                yield new Reference("#drug");
            }
            case 1, 2 -> {
                Medication medication = new Medication();
                medication.setId(id + "-drug");
                if (random.nextBoolean()) {
                    medication.setCode(concept);
                } else {
                    codings.forEach(
                            coding -> medication.addIngredient().setItem(new CodeableConcept().addCoding(coding)));
                }
                bundle.addEntry().setResource(medication);
                yield new Reference("Medication/" + medication.getIdPart());
            }
            default -> concept;
        };
    }
}
