// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Accumulates one patient's record during one pull: page by page, the Patient first. It never fails for what a page holds: a bad record is
 * kept for the dead letters and makes its kind incomplete, and what is not read is a gap. Mutable and confined to one thread.
 */
public final class PatientRecord {

    private final PatientKey key;
    private final LocalDate readOn;
    private final FactMapper mapper;
    private final SubjectCheck subjects;
    private final PatientReading patient;
    private final EntryParser parser = new EntryParser();
    private final EntryLedger ledger = new EntryLedger();
    private final Map<RecordKind, KindReading> readings = new EnumMap<>(RecordKind.class);
    private final Map<String, DomainResource> records = new LinkedHashMap<>();
    private final KindReading medicationPages;
    private final Set<String> medicationsAsked = new HashSet<>();

    /** @param readOn the day of the pull, in the endpoint's zone */
    public PatientRecord(PatientKey key, LocalDate readOn, EhrSettings settings) {
        this.key = Objects.requireNonNull(key, "key");
        this.readOn = Objects.requireNonNull(readOn, "readOn");
        this.mapper = new FactMapper(settings.origin());
        this.subjects = new SubjectCheck(key.patientId(), new References(settings.origin()));
        this.patient = new PatientReading(key);
        for (RecordKind kind : RecordKind.values()) {
            readings.put(
                    kind, new KindReading(settings.origin(), settings.limits().maxPages()));
        }
        this.medicationPages =
                new KindReading(settings.origin(), settings.limits().maxPages());
    }

    /**
     * Takes in a page of the search for one kind.
     *
     * @return the URL of the next page; empty after the last one, and where going on is not allowed (another host, a circle, too many pages:
     *     the kind is then read short)
     */
    public Optional<String> addPage(RecordKind kind, Bundle page) {
        SearchPage read = SearchPage.of(page);
        read.entries().forEach(entry -> add(kind, entry));
        return readings.get(kind).page(read.next());
    }

    /** Takes in a page of a search for {@link #medicationsToRead()}; those that it does not hold stay unresolved. */
    public Optional<String> addMedications(Bundle page) {
        medicationsAsked.addAll(mapper.medicationsMissing(medicationRecords()));
        SearchPage read = SearchPage.of(page);
        read.entries().forEach(this::addMedication);
        return medicationPages.page(read.next());
    }

    /**
     * The search for a kind begins again from its first page, for instance because its pages ran out; what was taken in stays, and is
     * not counted twice as read.
     */
    public void restart(RecordKind kind) {
        readings.get(kind).restart();
    }

    /** As {@link #restart}, for the search for {@link #medicationsToRead()}. */
    public void restartMedications() {
        medicationPages.restart();
    }

    /** Notes that something of a kind was not read. */
    public void addGap(RecordKind kind, Gap gap) {
        readings.get(kind).gap(gap);
    }

    /** The EHR does not serve this type. After a page of it was read, that is a search broken off. */
    public void notServed(RecordKind kind) {
        readings.get(kind).declare(Reading.NOT_SERVED);
    }

    /** The site declared that its EHR does not give this kind. */
    public void notAvailable(RecordKind kind) {
        readings.get(kind).declare(Reading.NOT_AVAILABLE);
    }

    /** Ids of Medications that are referred to, were not included, and were not asked for yet. */
    public List<String> medicationsToRead() {
        return mapper.medicationsMissing(medicationRecords()).stream()
                .filter(id -> !medicationsAsked.contains(id))
                .toList();
    }

    public PatientStanding standing() {
        return patient.standing(readings.get(RecordKind.PATIENT).anyPage(), mapper);
    }

    /**
     * The facts, as far as they were read.
     *
     * @throws IllegalStateException when there is no such patient, or another one came back: see {@link #standing()}
     */
    public PatientFacts facts() {
        PatientStanding standing = standing();
        if (standing instanceof PatientStanding.NotFound || standing instanceof PatientStanding.WrongPatient) {
            throw new IllegalStateException("there are no facts of a patient that was not found");
        }
        List<MedicationFact> medications =
                medicationRecords().stream().map(mapper::medicationOf).toList();
        Map<RecordKind, Reading> read = new EnumMap<>(RecordKind.class);
        readings.forEach((kind, reading) -> read.put(kind, withUnresolved(kind, reading.reading(), medications)));
        return new PatientFacts(
                key,
                patient.person(mapper),
                records.values().stream()
                        .filter(Condition.class::isInstance)
                        .map(record -> mapper.condition((Condition) record))
                        .toList(),
                medications,
                read,
                readOn);
    }

    /** What is for the dead letters, in the order it came. */
    public List<UnreadableRecord> unreadable() {
        return ledger.unreadable();
    }

    public EntryCounts counts() {
        return ledger.counts();
    }

    private void add(RecordKind kind, SearchPage.Entry entry) {
        if (entry instanceof SearchPage.Outcome outcome) {
            ledger.passOver();
            if (outcome.severity() != SearchPage.Severity.INFORMATION) {
                Gap.Cause cause = OutcomeReading.hides(outcome) ? Gap.Cause.ACCESS_DENIED : Gap.Cause.SERVER_WARNING;
                addGap(kind, new Gap(cause, String.join(" ", outcome.issueCodes())));
            }
        } else if (entry instanceof SearchPage.Record incoming) {
            addRecord(kind, incoming);
        }
    }

    private void addRecord(RecordKind kind, SearchPage.Record entry) {
        boolean wanted = entry.type().equals(kind.fhirType());
        boolean medication = entry.type().equals("Medication");
        if (WrongVersion.isFormerType(entry.type())) {
            deadLetter(kind, entry, Reason.WRONG_VERSION, "FHIR R4 has no such type of record");
            return;
        }
        if (!wanted && !medication && !entry.type().isEmpty()) {
            ledger.passOver();
            return;
        }
        EntryLedger.Sighting sighting = ledger.sighted(entry);
        if (sighting == EntryLedger.Sighting.SAME_BYTES) {
            ledger.repeat();
            return;
        }
        Parsing parsing = parser.parse(entry.bytes());
        if (parsing instanceof Unreadable unreadable) {
            take(kind, entry, unreadable);
        } else if (parsing instanceof Parsed parsed) {
            take(kind, entry, parsed.resource(), sighting);
        }
    }

    private void take(RecordKind kind, SearchPage.Record entry, Unreadable unreadable) {
        Optional<Resource> salvaged = unreadable.salvaged().filter(resource -> belongs(resource));
        boolean stranger = unreadable.salvaged().isPresent() && salvaged.isEmpty();
        if (stranger) {
            refuse(kind, entry);
            return;
        }
        deadLetter(kind, entry, unreadable.reason(), unreadable.line());
        salvaged.ifPresent(resource -> keep(entry, resource));
        if (kind == RecordKind.PATIENT && salvaged.isEmpty()) {
            patient.unreadable(entry.bytes());
        }
    }

    private void take(RecordKind kind, SearchPage.Record entry, Resource resource, EntryLedger.Sighting sighting) {
        if (!belongs(resource)) {
            refuse(kind, entry);
            return;
        }
        if (resource instanceof Medication) {
            ledger.passOver();
        } else if (sighting == EntryLedger.Sighting.OTHER_CONTENT) {
            ledger.repeat();
        } else {
            ledger.accept();
        }
        keep(entry, resource);
    }

    private boolean belongs(Resource resource) {
        if (resource instanceof Patient) {
            return key.patientId().equals(resource.getIdElement().getIdPart());
        }
        return resource instanceof Medication || subjects.isOurs((DomainResource) resource);
    }

    private void refuse(RecordKind kind, SearchPage.Record entry) {
        if (kind == RecordKind.PATIENT) {
            patient.other(entry.id().orElse(""));
        }
        deadLetter(kind, entry, Reason.UNRESOLVED_SUBJECT, "the record is not certainly this patient's");
    }

    private void keep(SearchPage.Record entry, Resource resource) {
        if (resource instanceof Medication medication) {
            mapper.remember(medication, entry.fullUrl());
        } else if (resource instanceof Patient found) {
            patient.found(found);
            subjects.learn(found, entry.fullUrl());
        } else {
            String id = entry.id().orElseGet(() -> UnreadableRecord.sha256(entry.bytes()));
            DomainResource now = (DomainResource) resource;
            String place = entry.type() + "/" + id;
            DomainResource before = records.get(place);
            if (before == null || RecordVersions.comparable(before, now)) {
                records.merge(place, now, RecordVersions::newer);
            } else {
                records.put(place + " " + UnreadableRecord.sha256(entry.bytes()), now);
            }
        }
    }

    private void deadLetter(RecordKind kind, SearchPage.Record entry, Reason reason, String line) {
        UnreadableRecord letter = ledger.deadLetter(kind, entry, reason, line);
        addGap(kind, new Gap(Gap.Cause.DEAD_LETTERED, letter.ref().key() + " " + reason.code()));
    }

    private void addMedication(SearchPage.Entry entry) {
        if (entry instanceof SearchPage.Record incoming && incoming.type().equals("Medication")) {
            addRecord(RecordKind.MEDICATION_REQUEST, incoming);
        } else {
            ledger.passOver();
        }
    }

    private List<DomainResource> medicationRecords() {
        return records.values().stream()
                .filter(record -> !(record instanceof Condition))
                .toList();
    }

    private static Reading withUnresolved(RecordKind kind, Reading reading, List<MedicationFact> medications) {
        List<Gap> gaps = medications.stream()
                .filter(medication ->
                        !medication.resolved() && medication.ref().type().equals(kind.fhirType()))
                .map(medication ->
                        new Gap(Gap.Cause.UNRESOLVED_REFERENCE, medication.ref().key()))
                .toList();
        if (gaps.isEmpty()) {
            return reading;
        }
        List<Gap> before = reading instanceof Reading.Incomplete incomplete ? incomplete.gaps() : List.of();
        return new Reading.Incomplete(
                java.util.stream.Stream.concat(before.stream(), gaps.stream()).toList());
    }
}
