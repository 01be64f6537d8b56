// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.MedicationContent.Drugs;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.MedicationEntry.Known;
import dev.stemgate.bulk.spill.MedicationEntry.Waiting;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Joins the Medications of one shelf with the records that name them. Of several Medications of one id the last in the order of files and
 * lines counts, whatever the order in which they were read. Thread-confined.
 */
final class MedicationShelf {

    private final Map<String, Optional<Concept>> ingredients;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, List<Known>> damaged = new HashMap<>();
    private long screened;
    private long duplicate;
    private long deadLettered;

    /** @param ingredients code of each Medication that is an ingredient of another one */
    MedicationShelf(Map<String, Optional<Concept>> ingredients) {
        this.ingredients = ingredients;
    }

    /** What became of the lines of the Medications that were learnt. */
    LineCounts counts() {
        return new LineCounts(0, screened, 0, duplicate, deadLettered);
    }

    /** Puts a record, with the Medication it names, on the shelf of its patient, when all Medications are learnt. */
    void settle(Waiting waiting, Shelves out) {
        out.patient(named(waiting));
        damaged.getOrDefault(waiting.id(), List.of()).forEach(broken -> out.patient(missing(waiting, broken)));
    }

    /** Takes a Medication in. */
    void learn(Known medication, Shelves out) {
        medication.refusal().ifPresent(refusal -> damaged.computeIfAbsent(medication.id(), id -> new ArrayList<>())
                .add(medication));
        if (medication.content().isEmpty()) {
            return;
        }
        Known before = known.get(medication.id());
        if (medication.refusal().isPresent()) {
            deadLettered++;
            out.letter(new Letter(medication.place(), medication.refusal().get()));
        } else if (before == null) {
            screened++;
        } else {
            duplicate++;
        }
        if (before == null || before.place().compareTo(medication.place()) < 0) {
            known.put(medication.id(), medication);
        }
    }

    private Entry named(Waiting waiting) {
        Entry entry = waiting.entry();
        RecordFact.OfMedication record = (RecordFact.OfMedication) ((Entry.OfFact) entry.content()).fact();
        Optional<MedicationContent> content = record.naming() instanceof Naming.Contained contained
                ? Optional.of(contained.content())
                : Optional.ofNullable(known.get(waiting.id())).flatMap(Known::content);
        MedicationFact fact = content.map(found -> with(record.fact(), found)).orElse(record.fact());
        return new Entry(
                entry.key(),
                entry.place(),
                new Entry.OfFact(new RecordFact.OfMedication(fact, Naming.SETTLED)),
                entry.refusal());
    }

    private MedicationFact with(MedicationFact fact, MedicationContent content) {
        Drugs drugs = content.drugs(id -> ingredients.getOrDefault(id, Optional.empty()));
        List<Code> labels = Stream.concat(fact.securityLabels().stream(), content.labels().stream())
                .distinct()
                .toList();
        return new MedicationFact(
                fact.ref(),
                fact.kind(),
                fact.status(),
                fact.intent(),
                fact.doNotPerform(),
                drugs.drugs(),
                drugs.resolved(),
                fact.effective(),
                fact.dateAsserted(),
                fact.authoredOn(),
                fact.validityEnd(),
                fact.expectedSupply(),
                fact.repeats(),
                fact.reasons(),
                labels,
                fact.statusReasons());
    }

    /** As in a pull, a Medication in the dead letters makes the MedicationRequests of whoever is given it incomplete. */
    private static Entry missing(Waiting waiting, Known broken) {
        Gap gap = new Gap(
                Gap.Cause.DEAD_LETTERED,
                "Medication/" + broken.id() + " "
                        + broken.refusal().orElseThrow().reason().code());
        return new Entry(
                waiting.entry().key(),
                broken.place(),
                new Entry.Missing(RecordKind.MEDICATION_REQUEST, gap),
                Optional.empty());
    }
}
