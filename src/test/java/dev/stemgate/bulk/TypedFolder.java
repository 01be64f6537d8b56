// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Subject;
import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.rules.Evaluator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;

/**
 * The same lines through the typed path of the bridge: for each Patient a {@link PatientRecord} that is given the pages an EHR would give.
 * Only whose record a line is, and which Medication it names, is asked of the reader that bulk screening asks too.
 */
final class TypedFolder {

    private final EhrSettings settings;
    private final ExactLineReader lines;
    private final Map<String, List<Integer>> byPatient = new LinkedHashMap<>();
    private final Map<String, Set<String>> byIdentifier = new LinkedHashMap<>();
    private final Map<String, List<Integer>> waiting = new LinkedHashMap<>();
    private final List<String> all = new ArrayList<>();
    private final Map<String, List<String>> medications = new LinkedHashMap<>();
    private final Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    private final Set<String> patients = new LinkedHashSet<>();
    final Map<String, Integer> letters = new TreeMap<>();

    TypedFolder(String ehr, String base) {
        settings = EhrSettings.of(ehr, URI.create(base), new Authorization.None());
        lines = new ExactLineReader(settings.origin());
    }

    void add(String line) {
        all.add(line);
        LineReading reading = read(line);
        if (reading instanceof LineReading.Read read) {
            add(read.record(), line);
        } else if (reading instanceof LineReading.Refused refused) {
            if (refused.salvaged().isPresent()) {
                add(refused.salvaged().get(), line);
            } else if (refused.ref().type().equals("Medication")) {
                medications
                        .computeIfAbsent(refused.ref().id(), id -> new ArrayList<>())
                        .add(line);
            } else {
                for (String patient : refused.mentioned()) {
                    byPatient.computeIfAbsent(patient, id -> new ArrayList<>()).add(all.size() - 1);
                }
                for (RecordKind kind : RecordKind.values()) {
                    if (kind.fhirType().equals(refused.ref().type())) {
                        kinds.add(kind);
                    }
                }
            }
        }
    }

    private LineReading read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return lines.read(bytes, 0, bytes.length);
    }

    private void add(BulkRecord record, String line) {
        if (record instanceof BulkRecord.Person person) {
            kinds.add(RecordKind.PATIENT);
            patients.add(person.ref().id());
            for (String identifier : person.identifiers()) {
                byIdentifier
                        .computeIfAbsent(identifier, key -> new LinkedHashSet<>())
                        .add(person.ref().id());
            }
            byPatient
                    .computeIfAbsent(person.ref().id(), id -> new ArrayList<>())
                    .add(all.size() - 1);
        } else if (record instanceof BulkRecord.Medication medication) {
            medications
                    .computeIfAbsent(medication.ref().id(), id -> new ArrayList<>())
                    .add(line);
        } else if (record instanceof BulkRecord.Clinical clinical) {
            kinds.add(clinical.fact().kind());
            if (clinical.subject() instanceof Subject.ById subject) {
                byPatient
                        .computeIfAbsent(subject.patientId(), id -> new ArrayList<>())
                        .add(all.size() - 1);
            } else if (clinical.subject() instanceof Subject.ByIdentifier subject) {
                waiting.computeIfAbsent(subject.key(), key -> new ArrayList<>()).add(all.size() - 1);
            }
        }
    }

    SortedMap<String, Screening> screenings(Evaluator evaluator, LocalDate asOf) {
        SortedMap<String, Screening> all = new TreeMap<>();
        for (String patient : patients) {
            PatientRecord record = new PatientRecord(new PatientKey(settings.name(), patient), asOf, settings);
            List<String> own = own(patient);
            for (RecordKind kind : RecordKind.values()) {
                if (kinds.contains(kind)) {
                    record.addPage(
                            kind,
                            page(own.stream().filter(line -> isOf(line, kind)).toList()));
                } else {
                    record.notServed(kind);
                }
            }
            Set<String> named = named(own, new LinkedHashSet<>());
            record.addMedications(page(medications.keySet().stream()
                    .filter(named::contains)
                    .flatMap(id -> medications.get(id).stream())
                    .toList()));
            all.put(patient, evaluator.evaluate(record.facts(), asOf));
            for (UnreadableRecord unreadable : record.unreadable()) {
                letters.merge(unreadable.reason().code(), 1, Integer::sum);
            }
        }
        return all;
    }

    /** The lines of a Patient, also those that name an identifier which no other Patient has. */
    private List<String> own(String patient) {
        List<Integer> own = new ArrayList<>(byPatient.get(patient));
        byIdentifier.forEach((identifier, patients) -> {
            if (patients.equals(Set.of(patient))) {
                own.addAll(waiting.getOrDefault(identifier, List.of()));
            }
        });
        return own.stream().sorted().map(all::get).toList();
    }

    private static boolean isOf(String line, RecordKind kind) {
        return line.contains("\"resourceType\":\"" + kind.fhirType() + "\"");
    }

    /** Ids of the Medications that these lines name, and of those that these name. */
    private Set<String> named(List<String> own, Set<String> ids) {
        for (String line : own) {
            LineReading reading = read(line);
            BulkRecord record = reading instanceof LineReading.Read read
                    ? read.record()
                    : reading instanceof LineReading.Refused refused
                            ? refused.salvaged().orElse(null)
                            : null;
            if (record instanceof BulkRecord.Clinical clinical
                    && clinical.fact() instanceof RecordFact.OfMedication medication) {
                if (medication.naming() instanceof Naming.ByReference reference) {
                    name(reference.medicationId(), ids);
                } else if (medication.naming() instanceof Naming.Contained contained) {
                    contained.content().medicationIds().forEach(id -> name(id, ids));
                }
            } else if (record instanceof BulkRecord.Medication medication) {
                medication.content().medicationIds().forEach(id -> name(id, ids));
            }
        }
        return ids;
    }

    private void name(String id, Set<String> ids) {
        if (ids.add(id)) {
            named(medications.getOrDefault(id, List.of()), ids);
        }
    }

    private static Bundle page(List<String> records) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        for (String record : records) {
            Binary binary = new Binary();
            binary.setContentType("application/fhir+json");
            binary.setData(record.getBytes(StandardCharsets.UTF_8));
            bundle.addEntry().setResource(binary);
        }
        return bundle;
    }
}
