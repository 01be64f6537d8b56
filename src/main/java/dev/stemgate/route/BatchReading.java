// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.read.BatchAnswer;
import dev.stemgate.fhir.read.BatchSearch;
import dev.stemgate.fhir.read.BatchSearches;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.fhir.read.SearchBatch;
import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.BatchManners.Trust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which requests read a batch, and what their answers are worth. A list of patients is believed for a kind once an answer held records of two
 * of them, and one patient with and one without records, asked alone, gave the same; and only as far down the list as an answer has reached
 * yet. Until then, and for kinds whose lists are refused, each
 * patient has a search of its own, in batch Bundles where those are taken. Thread-safe.
 */
final class BatchReading {

    private static final int SEARCHES_IN_BUNDLE = 100;
    private static final int WITNESSES = 2;

    private final EhrConversation conversation;
    private final List<Code> observationQuestions;
    private final BatchManners manners;

    BatchReading(EhrConversation conversation, List<Code> observationQuestions, BatchManners manners) {
        this.conversation = conversation;
        this.observationQuestions = List.copyOf(observationQuestions);
        this.manners = manners;
    }

    /** The searches with lists, the Patients first. */
    List<BatchSearch> lists(PatientBatch batch) {
        String ehr = batch.hospital().ehr();
        boolean patientsToBeHad =
                manners.lists(ehr, RecordKind.PATIENT) != Trust.REFUSED || manners.bundles(ehr) != Trust.REFUSED;
        if (batch.together().isEmpty() || !patientsToBeHad) {
            return List.of();
        }
        List<BatchSearch> searches = new ArrayList<>();
        for (RecordKind kind : kinds(batch)) {
            if (manners.lists(ehr, kind) != Trust.REFUSED && conversation.mayRead(ehr, kind)) {
                searches.addAll(searches(batch, kind, batch.together()));
            }
        }
        return searches;
    }

    /** For kinds not proven yet: one patient with and one without records, each alone. */
    List<BatchSearch> samples(PatientBatch batch) {
        List<BatchSearch> searches = new ArrayList<>();
        for (RecordKind kind : kinds(batch)) {
            giveUpDoubtful(batch, kind);
            Set<String> with = withRecords(batch.lists(kind));
            if (manners.lists(batch.hospital().ehr(), kind) == Trust.UNPROVEN && with.size() >= WITNESSES) {
                last(batch, id -> with.contains(id))
                        .ifPresent(id -> searches.addAll(searches(batch, kind, List.of(id))));
                last(batch, id -> !with.contains(id))
                        .ifPresent(id -> searches.addAll(searches(batch, kind, List.of(id))));
            }
        }
        return searches;
    }

    /** Keeps what lists have read, and asks for the rest in Bundles. */
    List<SearchBatch> bundles(PatientBatch batch) {
        String ehr = batch.hospital().ehr();
        List<BatchSearch> left = new ArrayList<>();
        for (RecordKind kind : kinds(batch)) {
            List<String> unread = keepLists(batch, kind) ? outOfReach(batch, kind) : batch.together();
            if (!unread.isEmpty() && conversation.mayRead(ehr, kind)) {
                unread.forEach(id -> left.addAll(searches(batch, kind, List.of(id))));
            }
        }
        if (left.isEmpty() || manners.bundles(ehr) == Trust.REFUSED) {
            return List.of();
        }
        List<SearchBatch> bundles = new ArrayList<>();
        for (int from = 0; from < left.size(); from += SEARCHES_IN_BUNDLE) {
            List<BatchSearch> some =
                    new ArrayList<>(left.subList(from, Math.min(left.size(), from + SEARCHES_IN_BUNDLE)));
            if (manners.bundles(ehr) == Trust.UNPROVEN) {
                batch.together().stream()
                        .limit(WITNESSES)
                        .forEach(id -> some.addAll(searches(batch, RecordKind.PATIENT, List.of(id))));
            }
            bundles.add(new SearchBatch(some));
        }
        return bundles;
    }

    /** Keeps what a Bundle has read, once the EHR has proven that it answers each search in its place. */
    void addBundle(PatientBatch batch, Optional<List<Optional<BatchAnswer>>> answers) {
        String ehr = batch.hospital().ehr();
        if (answers.isEmpty()) {
            manners.bundlesRefused(ehr, "not every search is answered in its place");
            return;
        }
        List<BatchAnswer> good =
                answers.get().stream().flatMap(Optional::stream).toList();
        Set<String> witnesses = withRecords(good.stream()
                .filter(answer -> answer.search().kind() == RecordKind.PATIENT)
                .toList());
        if (manners.bundles(ehr) == Trust.UNPROVEN && witnesses.size() >= WITNESSES) {
            manners.bundlesProven(ehr);
        }
        if (manners.bundles(ehr) != Trust.PROVEN) {
            manners.bundleDoubted(ehr, "no Patient is answered in its place");
            return;
        }
        keepSingles(batch, good);
    }

    /** The EHR failed at a list or a Bundle: after some times it is not asked so any more. */
    void interrupted(PatientBatch batch, String why) {
        if (batch.isBundleUnderWay()) {
            manners.bundleDoubted(batch.hospital().ehr(), why);
        } else if (batch.isAnswerUnderWay()) {
            manners.listDoubted(batch.hospital().ehr(), batch.answer().search().kind(), why);
        }
    }

    private Set<RecordKind> kinds(PatientBatch batch) {
        Set<RecordKind> kinds = new LinkedHashSet<>(Set.of(RecordKind.PATIENT));
        kinds.addAll(plan(batch).kinds());
        return batch.together().isEmpty() ? Set.of() : kinds;
    }

    private ReadingPlan plan(PatientBatch batch) {
        return batch.hospital().kindsRead().plan(observationQuestions);
    }

    private List<BatchSearch> searches(PatientBatch batch, RecordKind kind, List<String> ids) {
        return BatchSearches.of(kind, ids, batch.settings(), plan(batch));
    }

    private void giveUpDoubtful(PatientBatch batch, RecordKind kind) {
        String ehr = batch.hospital().ehr();
        Optional<BatchAnswer.Doubt> doubt = batch.lists(kind).stream()
                .flatMap(answer -> answer.doubt().stream())
                .findFirst();
        if (doubt.isPresent()) {
            batch.giveUp(kind);
            if (doubt.get() == BatchAnswer.Doubt.FOREIGN_RECORD) {
                manners.listsRefused(ehr, kind, doubt.get().words());
            } else {
                manners.listDoubted(ehr, kind, doubt.get().words());
            }
        }
    }

    private boolean keepLists(PatientBatch batch, RecordKind kind) {
        prove(batch, kind);
        List<BatchAnswer> lists = batch.lists(kind);
        String ehr = batch.hospital().ehr();
        if (lists.isEmpty() || manners.lists(ehr, kind) != Trust.PROVEN) {
            return false;
        }
        manners.listUsed(ehr, kind);
        Set<String> with = withRecords(lists);
        manners.listReached(ehr, kind, lastPlace(batch, with));
        // Who is not among the Patients is asked for alone: merged, gone, or not to be seen.
        batch.together().stream()
                .limit(manners.reach(ehr, kind))
                .filter(id -> kind != RecordKind.PATIENT || with.contains(id))
                // An EHR that is not asked to include Medications brings none to a single search either.
                .filter(id ->
                        !batch.settings().includeMedications() || lists.stream().allMatch(list -> list.isWhole(id)))
                .forEach(id -> batch.keep(id, kind, entries(lists, id)));
        return true;
    }

    private static int lastPlace(PatientBatch batch, Set<String> with) {
        return with.stream()
                .mapToInt(id -> batch.together().indexOf(id) + 1)
                .max()
                .orElse(0);
    }

    /** Those further down the list than any answer has reached. None of them has records in this one. */
    private List<String> outOfReach(PatientBatch batch, RecordKind kind) {
        int reach = manners.reach(batch.hospital().ehr(), kind);
        return kind == RecordKind.PATIENT
                ? List.of()
                : batch.together().stream().skip(reach).toList();
    }

    private void prove(PatientBatch batch, RecordKind kind) {
        List<BatchAnswer> samples = batch.samples(kind);
        String ehr = batch.hospital().ehr();
        if (samples.isEmpty() || manners.lists(ehr, kind) != Trust.UNPROVEN || batch.isGivenUp(kind)) {
            return;
        }
        if (samples.stream().anyMatch(sample -> sample.doubt().isPresent())) {
            manners.listDoubted(ehr, kind, "the same could not be read for one patient alone");
        } else if (same(batch.lists(kind), samples)) {
            manners.listsProven(ehr, kind);
        } else {
            manners.listsRefused(ehr, kind, "they give other records than the patient alone");
        }
    }

    private static boolean same(List<BatchAnswer> lists, List<BatchAnswer> samples) {
        Map<String, Set<String>> alone = new HashMap<>();
        for (BatchAnswer sample : samples) {
            String id = sample.search().patientIds().get(0);
            alone.computeIfAbsent(id, patient -> new TreeSet<>()).addAll(sample.keys(id));
        }
        return alone.entrySet().stream().allMatch(patient -> {
            Set<String> listed = new TreeSet<>();
            lists.forEach(list -> listed.addAll(list.keys(patient.getKey())));
            return listed.equals(patient.getValue());
        });
    }

    /** Of Observations there may be several searches: all of them, or the kind is read alone. */
    private void keepSingles(PatientBatch batch, List<BatchAnswer> answers) {
        answers.forEach(batch::single);
        for (RecordKind kind : kinds(batch)) {
            for (String id : batch.together()) {
                List<BatchAnswer> singles = batch.singles(id, kind);
                if (!singles.isEmpty()
                        && singles.size() == searches(batch, kind, List.of(id)).size()
                        && !batch.isKept(id, kind)) {
                    batch.keep(id, kind, entries(singles, id));
                }
            }
        }
    }

    private static Set<String> withRecords(List<BatchAnswer> answers) {
        Set<String> with = new LinkedHashSet<>();
        answers.forEach(answer -> with.addAll(answer.withRecords()));
        return with;
    }

    private static List<SearchPage.Entry> entries(List<BatchAnswer> answers, String id) {
        return answers.stream().flatMap(answer -> answer.of(id).stream()).toList();
    }

    private static Optional<String> last(PatientBatch batch, Predicate<String> which) {
        return batch.together().stream().filter(which).reduce((first, second) -> second);
    }
}
