// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;

/**
 * The codes of the lists sorted by what a row of MODEL section 3 may ask: criterion, role, class, drug or not, so that rare
 * classes are drawn as often as common ones. Immutable after loading.
 */
final class CodeBuckets {

    private static final List<String> ICD10 = List.of(
            "http://hl7.org/fhir/sid/icd-10",
            "http://hl7.org/fhir/sid/icd-10-cm",
            "urn:oid:2.16.840.1.113883.6.90",
            "http://fhir.de/CodeSystem/bfarm/icd-10-gm");
    private static final List<String> ICD9 = List.of("http://hl7.org/fhir/sid/icd-9-cm");
    private static final List<String> ATC = List.of("http://www.whocc.no/atc");
    private static final List<String> SNOMED = List.of("http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96");
    private static final List<String> RXNORM = List.of("http://www.nlm.nih.gov/research/umls/rxnorm");

    private record Entry(List<String> systems, String code) {}

    private final SortedMap<String, SortedMap<String, List<Entry>>> conditions = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, List<Entry>>> drugs = new TreeMap<>();
    private final List<Entry> irrelevantConditions = new ArrayList<>();
    private final List<Entry> irrelevantDrugs = new ArrayList<>();

    static CodeBuckets load(Path lists) throws IOException {
        CodeBuckets buckets = new CodeBuckets();
        buckets.add(lists.resolve("icd10.tsv"), ICD10, false);
        buckets.add(lists.resolve("icd9cm.tsv"), ICD9, false);
        buckets.add(lists.resolve("atc.tsv"), ATC, true);
        buckets.add(lists.resolve("snomed.tsv"), SNOMED, false);
        buckets.add(lists.resolve("rxnorm.tsv"), RXNORM, true);
        for (String[] row : rows(lists.resolve("irrelevant.tsv"))) {
            if (row[0].equals("snomed") && row[1].equals("condition")) {
                buckets.irrelevantConditions.add(new Entry(SNOMED, row[2]));
            } else if (row[0].equals("rxnorm") && row[1].equals("medication")) {
                buckets.irrelevantDrugs.add(new Entry(RXNORM, row[2]));
            }
        }
        return buckets;
    }

    List<String> criteria(boolean drug) {
        return List.copyOf((drug ? drugs : conditions).keySet());
    }

    /** A code of one criterion; every role and class of it is equally likely. */
    Coding draw(Random random, String criterion, boolean drug) {
        Map<String, List<Entry>> byRole = (drug ? drugs : conditions).get(criterion);
        List<List<Entry>> choices = List.copyOf(byRole.values());
        return coding(random, one(random, one(random, choices)));
    }

    Coding irrelevant(Random random, boolean drug) {
        return coding(random, one(random, drug ? irrelevantDrugs : irrelevantConditions));
    }

    static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Coding coding(Random random, Entry entry) {
        return new Coding().setSystem(one(random, entry.systems)).setCode(entry.code);
    }

    private void add(Path file, List<String> systems, boolean drug) throws IOException {
        boolean exact = systems == SNOMED || systems == RXNORM;
        for (String[] row : rows(file)) {
            boolean isDrug = exact ? row[2].equals("medication") : drug;
            String code = exact ? row[3] : row[2];
            String kind = row[1] + "|" + (exact ? row[5] : row[3]) + "|" + systems.get(0);
            for (String bound : code.split("\\.\\.")) {
                (isDrug ? drugs : conditions)
                        .computeIfAbsent(row[0], key -> new TreeMap<>())
                        .computeIfAbsent(kind, key -> new ArrayList<>())
                        .add(new Entry(systems, bound));
            }
        }
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .skip(1)
                .map(line -> Arrays.copyOf(line.split("\t", -1), 8))
                .toList();
    }
}
