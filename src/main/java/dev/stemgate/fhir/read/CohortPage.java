// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * One page of a search for Patients who are to be screened. Only ids are taken; each patient's record is pulled by itself.
 *
 * @param patientIds in the order received, each once
 * @param next URL of the next page
 * @param unreadable entries without a type or an id that can be told
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

    public static CohortPage of(Bundle page) {
        SearchPage read = SearchPage.of(page);
        EntryLedger ledger = new EntryLedger();
        Set<String> ids = new LinkedHashSet<>();
        List<String> warnings = new ArrayList<>();
        for (SearchPage.Entry entry : read.entries()) {
            if (entry instanceof SearchPage.Outcome outcome) {
                ledger.passOver();
                warn(outcome, warnings);
            } else if (entry instanceof SearchPage.Record incoming) {
                take(incoming, ids, ledger);
            }
        }
        return new CohortPage(List.copyOf(ids), read.next(), ledger.unreadable(), warnings, ledger.counts());
    }

    private static void take(SearchPage.Record entry, Set<String> ids, EntryLedger ledger) {
        boolean patient = entry.type().equals("Patient");
        if (!patient && !entry.type().isEmpty()) {
            ledger.passOver();
        } else if (!patient || entry.id().isEmpty()) {
            ledger.deadLetter(RecordKind.PATIENT, entry, Reason.UNREADABLE, "the entry has no type or no id");
        } else if (ids.add(entry.id().get())) {
            ledger.accept();
        } else {
            ledger.repeat();
        }
    }

    private static void warn(SearchPage.Outcome outcome, List<String> warnings) {
        if (outcome.severity() != SearchPage.Severity.INFORMATION) {
            warnings.addAll(outcome.issueCodes().isEmpty() ? List.of("unknown") : outcome.issueCodes());
        }
    }
}
