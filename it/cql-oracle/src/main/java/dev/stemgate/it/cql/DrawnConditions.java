// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;

/** Conditions of every status, verification and form of date that MODEL section 3 names. Not thread-safe. */
final class DrawnConditions {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final List<String> ACTIVE = List.of("active", "active", "active", "recurrence", "relapse");
    private static final List<String> INACTIVE = List.of("inactive", "remission", "resolved");
    private static final List<String> DOUBTED =
            List.of("unconfirmed", "provisional", "differential", "refuted", "entered-in-error");

    private final Random random;
    private final DrawnDates dates;

    DrawnConditions(Random random, DrawnDates dates) {
        this.random = random;
        this.dates = dates;
    }

    Condition draw(List<Coding> codings) {
        Condition condition = new Condition().setCode(new CodeableConcept().setCoding(codings));
        int standing = random.nextInt(20);
        if (standing < 11) {
            condition.setClinicalStatus(concept(CLINICAL, CodeBuckets.one(random, ACTIVE)));
        } else if (standing < 17) {
            condition.setClinicalStatus(concept(CLINICAL, CodeBuckets.one(random, INACTIVE)));
        }
        verify(condition);
        boolean encounter = random.nextInt(4) == 0;
        condition.addCategory(concept(CATEGORY, encounter ? "encounter-diagnosis" : "problem-list-item"));
        onset(condition);
        if (random.nextInt(2) == 0) {
            condition.setRecordedDateElement(dates.dateTime());
        }
        boolean ended = standing >= 11 && standing < 17;
        if (random.nextInt(10) < (ended ? 6 : 1)) {
            abatement(condition);
        }
        return condition;
    }

    private void verify(Condition condition) {
        int verified = random.nextInt(10);
        if (verified < 6) {
            condition.setVerificationStatus(concept(VERIFICATION, "confirmed"));
        } else if (verified < 8) {
            condition.setVerificationStatus(concept(VERIFICATION, CodeBuckets.one(random, DOUBTED)));
        }
    }

    private void onset(Condition condition) {
        switch (random.nextInt(20)) {
            case 0, 1 -> condition.setOnset(period());
            case 2 -> condition.setOnset(age());
            case 3 -> condition.setOnset(new StringType("some years ago"));
            case 4, 5, 6 -> {}
            default -> condition.setOnset(dates.dateTime());
        }
    }

    private void abatement(Condition condition) {
        switch (random.nextInt(12)) {
            case 0 -> condition.setAbatement(period());
            case 1 -> condition.setAbatement(age());
            case 2 -> condition.setAbatement(new StringType("last summer"));
            default -> condition.setAbatement(dates.dateTime());
        }
    }

    /** A Period of whole days, at times without an end. */
    private Period period() {
        LocalDate start = dates.day();
        Period period = new Period().setStartElement(new DateTimeType(start.toString()));
        if (random.nextInt(3) > 0) {
            period.setEndElement(
                    new DateTimeType(start.plusDays(random.nextInt(120)).toString()));
        }
        return period;
    }

    private Age age() {
        Age age = new Age();
        age.setValue(10 + random.nextInt(50))
                .setSystem("http://unitsofmeasure.org")
                .setCode("a")
                .setUnit("years");
        return age;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
