// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.AccessDeniedException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.GoneException;
import dev.stemgate.fhir.client.NotServedException;
import dev.stemgate.fhir.client.RequestRefusedException;
import dev.stemgate.fhir.client.UnexpectedRedirectException;
import dev.stemgate.fhir.client.WriteConflictException;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Accumulates one patient's record during one pull: page by page, the Patient first. It never fails for what a page holds: a bad record is
 * kept for the dead letters and makes its kind incomplete, and what is not read is a gap. Mutable and confined to one thread.
 */
public final class PatientRecord {

    private static final List<RecordKind> MEDICATIONS = List.of(
            RecordKind.MEDICATION_STATEMENT,
            RecordKind.MEDICATION_REQUEST,
            RecordKind.MEDICATION_ADMINISTRATION,
            RecordKind.MEDICATION_DISPENSE);

    private final PatientKey key;
    private final LocalDate readOn;
    private final FactMapper mapper;
    private final PatientReading patient;
    private final RecordIntake intake;
    private final ImportedIntake imported;
    private final RecordShelf shelf = new RecordShelf();
    private final Map<RecordKind, KindReading> readings = new EnumMap<>(RecordKind.class);
    private final KindReading medicationPages;
    private final Set<String> medicationsAsked = new HashSet<>();

    /** @param readOn the day of the pull, in the endpoint's zone */
    public PatientRecord(PatientKey key, LocalDate readOn, EhrSettings settings) {
        this(key, readOn, settings, CorrectedRecords.NONE);
    }

    /** @param corrected gives the corrected bytes of records that a person corrected */
    public PatientRecord(PatientKey key, LocalDate readOn, EhrSettings settings, CorrectedRecords corrected) {
        this.key = Objects.requireNonNull(key, "key");
        this.readOn = Objects.requireNonNull(readOn, "readOn");
        this.mapper = new FactMapper(settings.origin());
        this.patient = new PatientReading(key);
        SubjectCheck subjects = new SubjectCheck(key.patientId(), new References(settings.origin()));
        this.intake = new RecordIntake(key.patientId(), patient, subjects, mapper, shelf, corrected, this::addGap);
        this.imported = new ImportedIntake(shelf, this::addGap);
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
        read.entries().forEach(entry -> intake.add(kind, entry));
        long records = read.entries().stream()
                .filter(SearchPage.Record.class::isInstance)
                .count();
        return readings.get(kind).page(read.next(), (int) records, page.hasTotal() ? page.getTotal() : 0);
    }

    /**
     * Takes in all that a search for several patients found of this one: the kind is read to its end.
     *
     * @param entries the entries that are certainly this patient's, and what was included with them, exactly as received
     */
    public void addWhole(RecordKind kind, List<SearchPage.Entry> entries) {
        entries.forEach(entry -> intake.add(kind, entry));
        readings.get(kind).page(Optional.empty());
    }

    /** Takes in a page of a search for {@link #medicationsToRead()}; those that it does not hold stay unresolved. */
    public Optional<String> addMedications(Bundle page) {
        medicationsAsked.addAll(mapper.medicationsMissing(shelf.aboutMedications()));
        SearchPage read = SearchPage.of(page);
        read.entries().forEach(intake::addMedication);
        return medicationPages.page(read.next());
    }

    /** Takes in what files and messages said of this patient; they count beside what the EHR says, and replace nothing of it. */
    public void addImported(List<ImportedEntry> entries) {
        entries.forEach(imported::add);
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

    /** Notes that referenced Medications were not read: every kind that may refer to one, and was read, is incomplete for it. */
    public void addMedicationGap(Gap gap) {
        MEDICATIONS.stream().filter(kind -> readings.get(kind).anyPage()).forEach(kind -> addGap(kind, gap));
    }

    /**
     * One search was refused, or its answer cannot be read: its kind is incomplete, the others go on. Without the Patient there is
     * nothing to go on with.
     *
     * @param kind what was searched for; empty for referenced Medications
     * @param servedBefore whether this EHR served the type at an earlier time: one 404 then does not mean that it serves none
     * @throws EhrException the refusal itself, when it concerns the Patient, or more than one search: an outage or a conflict
     */
    public void refused(Optional<RecordKind> kind, EhrException refusal, boolean servedBefore) {
        boolean thisSearchOnly =
                !(refusal instanceof EhrUnavailableException) && !(refusal instanceof WriteConflictException);
        if (!thisSearchOnly || kind.filter(RecordKind.PATIENT::equals).isPresent()) {
            throw refusal;
        }
        if (kind.isEmpty()) {
            addMedicationGap(gap(refusal));
        } else if (refusal instanceof NotServedException && !servedBefore) {
            notServed(kind.get());
        } else {
            addGap(kind.get(), gap(refusal));
        }
    }

    /**
     * No search has found the Patient, and reading it by its id was refused. "Gone" and "none such" say what the search said; a redirect
     * would lead to another patient, which is a conflict.
     *
     * @throws EhrException the refusal itself, when it says nothing of the Patient
     */
    public void refusedById(EhrException refusal) {
        if (refusal instanceof UnexpectedRedirectException) {
            patient.other("");
        } else if (!(refusal instanceof GoneException || refusal instanceof RequestRefusedException)) {
            throw refusal;
        }
    }

    private static Gap gap(EhrException refusal) {
        String detail = refusal.status() == 0 ? "" : "HTTP " + refusal.status();
        if (refusal instanceof AccessDeniedException denied) {
            return denied.isByScope()
                    ? new Gap(Gap.Cause.NOT_READ, "scope not granted")
                    : new Gap(Gap.Cause.ACCESS_DENIED, detail);
        }
        return new Gap(Gap.Cause.PAGED_SHORT, detail);
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
        return mapper.medicationsMissing(shelf.aboutMedications()).stream()
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
                shelf.aboutMedications().stream().map(mapper::medicationOf).toList();
        Map<RecordKind, Reading> read = new EnumMap<>(RecordKind.class);
        readings.forEach((kind, reading) -> read.put(kind, withUnresolved(kind, reading.reading(), medications)));
        return new PatientFacts(
                key,
                patient.person(mapper),
                shelf.facts(Condition.class, mapper::condition),
                medications,
                shelf.facts(Observation.class, mapper::observation),
                shelf.facts(Procedure.class, mapper::procedure),
                shelf.facts(AllergyIntolerance.class, mapper::allergy),
                shelf.facts(ServiceRequest.class, mapper::serviceRequest),
                read,
                readOn);
    }

    /** What is for the dead letters, in the order it came. */
    public List<UnreadableRecord> unreadable() {
        return intake.ledger().unreadable();
    }

    public EntryCounts counts() {
        return intake.ledger().counts();
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
                Stream.concat(before.stream(), gaps.stream()).toList());
    }
}
