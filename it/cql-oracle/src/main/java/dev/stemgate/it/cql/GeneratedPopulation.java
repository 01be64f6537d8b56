// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/**
 * A seeded population for comparison: people who do not exist, whose Conditions and drugs lie near every bound of MODEL
 * section 3. Every record has a code that the lists know and a Condition that counts, so that nothing is incomplete. The same
 * seed gives the same people.
 *
 * <p>Arguments: the {@code model} folder, the output file, the evaluation date, the seed, the number of people.
 */
public final class GeneratedPopulation {

    private static final List<String> FREQUENT = List.of("pregnancy", "acute-inflammation", "chronic-exacerbation");

    private final CodeBuckets buckets;
    private final LocalDate asOf;
    private final Random random;
    private final DrawnConditions conditions;
    private final DrawnMedications medications;

    private GeneratedPopulation(CodeBuckets buckets, LocalDate asOf, long seed) {
        this.buckets = buckets;
        this.asOf = asOf;
        this.random = new Random(seed);
        DrawnDates dates = new DrawnDates(random, asOf);
        this.conditions = new DrawnConditions(random, dates);
        this.medications = new DrawnMedications(random, dates);
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            throw new IllegalArgumentException("Arguments: MODEL-DIR OUTPUT AS-OF SEED COUNT");
        }
        CodeBuckets buckets = CodeBuckets.load(Path.of(args[0]).resolve("code-lists"));
        GeneratedPopulation population =
                new GeneratedPopulation(buckets, LocalDate.parse(args[2]), Long.parseLong(args[3]));
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.UTF_8)) {
            for (int number = 1; number <= Integer.parseInt(args[4]); number++) {
                out.write(parser.encodeResourceToString(population.person("g" + args[3] + "-" + number)));
                out.newLine();
            }
        }
    }

    private Bundle person(String id) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        bundle.addEntry().setResource(patient(id));
        Condition known = new Condition();
        known.getCode().addCoding(buckets.irrelevant(random, false));
        add(bundle, id, id + "-c0", known);
        List<String> themes = List.of(theme(false), theme(false));
        int diseases = 1 + random.nextInt(5);
        for (int number = 1; number <= diseases; number++) {
            add(bundle, id, id + "-c" + number, conditions.draw(codings(themes, false)));
        }
        int drugs = random.nextInt(4);
        for (int number = 1; number <= drugs; number++) {
            String record = id + "-m" + number;
            add(bundle, id, record, medications.draw(bundle, record, codings(themes, true)));
        }
        return bundle;
    }

    /** Pregnancy and its end need several records of one patient, the acute rows two dates; both are drawn more often. */
    private String theme(boolean drug) {
        if (!drug && random.nextInt(5) < 2) {
            return CodeBuckets.one(random, FREQUENT);
        }
        return CodeBuckets.one(random, buckets.criteria(drug));
    }

    private List<Coding> codings(List<String> themes, boolean drug) {
        List<Coding> codings = new ArrayList<>();
        do {
            String wanted = random.nextInt(4) > 0 ? CodeBuckets.one(random, themes) : theme(drug);
            String criterion = buckets.criteria(drug).contains(wanted) ? wanted : theme(drug);
            codings.add(buckets.draw(random, criterion, drug));
        } while (random.nextInt(6) == 0);
        if (random.nextInt(20) == 0) {
            codings.add(buckets.irrelevant(random, drug));
        }
        return codings;
    }

    private Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> patient.setGender(AdministrativeGender.MALE);
            case 3 -> patient.setGender(AdministrativeGender.OTHER);
            case 4 -> patient.setGender(AdministrativeGender.UNKNOWN);
            case 5 -> {}
            default -> patient.setGender(AdministrativeGender.FEMALE);
        }
        if (random.nextInt(15) > 0) {
            patient.getBirthDateElement().setValueAsString(birthDate());
        }
        return patient;
    }

    private String birthDate() {
        int years = random.nextInt(3) == 0 ? CodeBuckets.one(random, List.of(10, 45, 60, 61)) : 5 + random.nextInt(80);
        String day = asOf.minusYears(years).plusDays(random.nextInt(5) - 2).toString();
        return switch (random.nextInt(6)) {
            case 0 -> day.substring(0, 4);
            case 1 -> day.substring(0, 7);
            default -> day;
        };
    }

    private static void add(Bundle bundle, String patient, String id, DomainResource record) {
        record.setId(id);
        Reference subject = new Reference("Patient/" + patient);
        if (record instanceof Condition condition) {
            condition.setSubject(subject);
        } else if (record instanceof MedicationStatement statement) {
            statement.setSubject(subject);
        } else if (record instanceof MedicationRequest request) {
            request.setSubject(subject);
        }
        bundle.addEntry().setResource(record);
    }
}
