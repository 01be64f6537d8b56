// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * One page of a search that tells who is to be screened: Patients, Groups of them, or records of patients that have changed. Only ids
 * are taken; each patient's record is pulled by itself.
 *
 * @param patientIds in the order received, each once
 * @param next URL of the next page
 * @param unreadable entries that do not tell which patient they mean
 * @param warnings issue codes of OperationOutcomes that say that the answer is not whole; an outcome without codes is {@code unknown}
 */
public record CohortPage(
        List<String> patientIds,
        Optional<String> next,
        List<UnreadableRecord> unreadable,
        List<String> warnings,
        EntryCounts counts) {

    public CohortPage {
        patientIds = List.copyOf(patientIds);
        unreadable = List.copyOf(unreadable);
        warnings = List.copyOf(warnings);
    }

    /**
     * Takes a page.
     *
     * @param type what was searched for; entries of other types, such as included ones, are passed over
     * @param origin of the EHR: a reference to another host means nobody
     */
    public static CohortPage of(Bundle page, String type, Origin origin) {
        SearchPage read = SearchPage.of(page);
        Intake intake = new Intake(type, new References(origin));
        read.entries().forEach(intake::take);
        return new CohortPage(
                List.copyOf(intake.ids),
                read.next(),
                intake.ledger.unreadable(),
                intake.warnings,
                intake.ledger.counts());
    }

    /** Takes one entry after the other. */
    private static final class Intake {
        private final String type;
        private final References references;
        private final EntryLedger ledger = new EntryLedger();
        private final Set<String> ids = new LinkedHashSet<>();
        private final List<String> warnings = new ArrayList<>();

        Intake(String type, References references) {
            this.type = type;
            this.references = references;
        }

        void take(SearchPage.Entry entry) {
            if (entry instanceof SearchPage.Outcome outcome) {
                ledger.passOver();
                warn(outcome);
            } else if (entry instanceof SearchPage.Record incoming) {
                if (!incoming.type().isEmpty() && !incoming.type().equals(type)) {
                    ledger.passOver();
                } else if (type.equals("Group")) {
                    group(incoming);
                } else {
                    one(incoming, type.equals("Patient") ? incoming.id() : subject(incoming));
                }
            }
        }

        private void one(SearchPage.Record incoming, Optional<String> patient) {
            if (incoming.type().isEmpty() || patient.isEmpty()) {
                boolean told = type.equals("Patient") || incoming.type().isEmpty();
                ledger.deadLetter(
                        RecordKind.PATIENT,
                        incoming,
                        told ? Reason.UNREADABLE : Reason.UNRESOLVED_SUBJECT,
                        told ? "the entry has no type or no id" : "a changed record does not say whose it is");
            } else if (ids.add(patient.get())) {
                ledger.accept();
            } else {
                ledger.repeat();
            }
        }

        private void group(SearchPage.Record incoming) {
            Optional<ObjectNode> tree = RecordTree.read(incoming.bytes());
            if (tree.isEmpty() || incoming.type().isEmpty()) {
                ledger.deadLetter(RecordKind.PATIENT, incoming, Reason.UNREADABLE, "the Group cannot be read");
                return;
            }
            GroupMembers members = GroupMembers.of(tree.get(), references);
            ids.addAll(members.patientIds());
            if (members.others() > 0) {
                ledger.deadLetter(
                        RecordKind.PATIENT,
                        incoming,
                        Reason.UNRESOLVED_SUBJECT,
                        members.others() + " member(s) of the Group are no Patient of this EHR by reference");
            } else {
                ledger.accept();
            }
        }

        private Optional<String> subject(SearchPage.Record incoming) {
            return RecordTree.read(incoming.bytes()).flatMap(tree -> {
                JsonNode subject = tree.path(tree.has("subject") ? "subject" : "patient");
                return references.idOf(subject.path("reference").asText(null), "Patient");
            });
        }

        private void warn(SearchPage.Outcome outcome) {
            if (outcome.severity() != SearchPage.Severity.INFORMATION) {
                warnings.addAll(outcome.issueCodes().isEmpty() ? List.of("unknown") : outcome.issueCodes());
            }
        }
    }
}
