// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.BatchAnswer;
import dev.stemgate.fhir.read.BatchSearch;
import dev.stemgate.fhir.read.SearchBatch;
import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.PatientUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Several claimed units of one hospital whose records are read together, and what has been read for them so far. Belongs to one thread: the
 * units of a batch are worked off one after another.
 */
final class PatientBatch {

    private final Hospital hospital;
    private final EhrSettings settings;
    private final ClaimedUnits claim;
    private final List<String> together;
    private final Map<RecordKind, List<BatchAnswer>> lists = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, List<BatchAnswer>> samples = new EnumMap<>(RecordKind.class);
    private final Map<String, Map<RecordKind, List<SearchPage.Entry>>> read = new HashMap<>();
    private final Map<String, Map<RecordKind, List<BatchAnswer>>> singles = new HashMap<>();
    private final List<PatientWork> toWrite = new ArrayList<>();
    private final SearchRestarts restarts = new SearchRestarts();
    private BatchAnswer answer;
    private SearchBatch bundle;
    private Runnable proving = () -> {};

    /** @param together ids of those whose records are read together; the others are read one by one */
    PatientBatch(Hospital hospital, ClaimedUnits claim, List<String> together) {
        this.hospital = Objects.requireNonNull(hospital, "hospital");
        this.settings = hospital.fhirSettings();
        this.claim = Objects.requireNonNull(claim, "claim");
        this.together = together.size() > 1 ? List.copyOf(together) : List.of();
    }

    Hospital hospital() {
        return hospital;
    }

    EhrSettings settings() {
        return settings;
    }

    ClaimedUnits claim() {
        return claim;
    }

    List<PatientUnit> units() {
        return claim.units();
    }

    List<String> together() {
        return together;
    }

    boolean isTogether(PatientUnit unit) {
        return together.contains(unit.patient().patientId());
    }

    SearchRestarts restarts() {
        return restarts;
    }

    /** The answer that is being read. */
    BatchAnswer answer() {
        return Objects.requireNonNull(answer, "no search has begun");
    }

    /** Begins to read the answer to a search for several patients, or to one that samples it. */
    void begin(BatchSearch search, boolean sample) {
        Map<String, String> addresses = new HashMap<>();
        lists.getOrDefault(RecordKind.PATIENT, List.of()).forEach(patients -> addresses.putAll(patients.addresses()));
        answer = new BatchAnswer(search, settings.origin(), settings.limits().maxPages(), addresses);
        (sample ? samples : lists)
                .computeIfAbsent(search.kind(), kind -> new ArrayList<>())
                .add(answer);
    }

    /** The answers to the lists of one kind; empty once one of them was given up. */
    List<BatchAnswer> lists(RecordKind kind) {
        return lists.getOrDefault(kind, List.of());
    }

    List<BatchAnswer> samples(RecordKind kind) {
        return samples.getOrDefault(kind, List.of());
    }

    /** Gives up what lists or samples said of a kind. */
    void giveUp(RecordKind kind) {
        lists.put(kind, List.of());
    }

    boolean isGivenUp(RecordKind kind) {
        return lists.containsKey(kind) && lists.get(kind).isEmpty();
    }

    boolean isAnswerUnderWay() {
        return answer != null;
    }

    boolean isBundleUnderWay() {
        return bundle != null;
    }

    /** The batch Bundle that is under way. */
    SearchBatch bundle() {
        return Objects.requireNonNull(bundle, "no Bundle is under way");
    }

    void bundle(SearchBatch sent) {
        bundle = sent;
    }

    /** Notes the answer of one search for one patient; the same search is noted once. */
    void single(BatchAnswer single) {
        BatchSearch search = single.search();
        List<BatchAnswer> noted = singles.computeIfAbsent(
                        search.patientIds().get(0), id -> new EnumMap<>(RecordKind.class))
                .computeIfAbsent(search.kind(), kind -> new ArrayList<>());
        if (noted.stream().noneMatch(other -> other.search().equals(search))) {
            noted.add(single);
        }
    }

    /** What single searches of Bundles have answered so far. */
    List<BatchAnswer> singles(String patientId, RecordKind kind) {
        return singles.getOrDefault(patientId, Map.of()).getOrDefault(kind, List.of());
    }

    /** Keeps all that was found of one kind for one patient. */
    void keep(String patientId, RecordKind kind, List<SearchPage.Entry> entries) {
        read.computeIfAbsent(patientId, id -> new EnumMap<>(RecordKind.class)).put(kind, List.copyOf(entries));
    }

    boolean isKept(String patientId, RecordKind kind) {
        return read.getOrDefault(patientId, Map.of()).containsKey(kind);
    }

    /** Hands over what was read for one patient and forgets it; without the Patient itself it is nothing. */
    Map<RecordKind, List<SearchPage.Entry>> take(String patientId) {
        return Optional.ofNullable(read.remove(patientId))
                .filter(kinds -> kinds.containsKey(RecordKind.PATIENT))
                .orElse(Map.of());
    }

    /** What is to be run when the batch is read, so that the next may find out what the EHR allows. */
    void proving(Runnable done) {
        proving = done;
    }

    /** The answers as they came are no longer needed once they are kept patient by patient. */
    void readToTheEnd() {
        lists.clear();
        samples.clear();
        singles.clear();
        proving.run();
        answer = null;
        bundle = null;
    }

    /** Forgets everything: the units are read one by one. */
    void forget() {
        readToTheEnd();
        read.clear();
    }

    /** The screened units that wait to be written together. */
    List<PatientWork> toWrite() {
        return toWrite;
    }
}
