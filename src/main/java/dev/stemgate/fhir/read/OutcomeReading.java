// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.client.IssueCodes;
import dev.stemgate.fhir.read.SearchPage.Outcome;
import dev.stemgate.fhir.read.SearchPage.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an OperationOutcome among the entries. Vendor codes: EHR-NOTES, searchset outcomes. */
final class OutcomeReading {

    private static final String EPIC = "urn:oid:1.2.840.114350";
    /** The search found nothing: Epic says so as a warning. */
    private static final String NONE_FOUND = "4101";
    /** Break the glass. */
    private static final Set<String> HIDDEN = Set.of("4130", "4131", "4134");
    /** More may exist. */
    private static final String MORE_MAY_EXIST = "4119";

    private OutcomeReading() {}

    static Outcome read(byte[] bytes) {
        Optional<ObjectNode> tree = RecordTree.read(bytes);
        if (tree.isEmpty()
                || !tree.get().path("issue").isArray()
                || tree.get().path("issue").isEmpty()) {
            return new Outcome(Severity.WARNING, List.of(), bytes);
        }
        Severity worst = Severity.INFORMATION;
        for (JsonNode issue : tree.get().path("issue")) {
            Severity severity = severity(issue);
            worst = severity.compareTo(worst) > 0 ? severity : worst;
        }
        return new Outcome(worst, IssueCodes.of(tree.get()), bytes);
    }

    /** True when records were kept back until somebody breaks the glass. */
    static boolean hides(Outcome outcome) {
        return outcome.issueCodes().stream().anyMatch(HIDDEN::contains);
    }

    private static Severity severity(JsonNode issue) {
        String word = issue.path("severity").asText().strip();
        boolean noneFound = false;
        boolean alarming = false;
        for (JsonNode coding : issue.path("details").path("coding")) {
            String code = coding.path("code").asText();
            noneFound |=
                    code.equals(NONE_FOUND) && coding.path("system").asText().startsWith(EPIC);
            alarming |= HIDDEN.contains(code) || code.equals(MORE_MAY_EXIST);
        }
        if (word.equals("error") || word.equals("fatal")) {
            return Severity.ERROR;
        }
        if (alarming) {
            return Severity.WARNING;
        }
        return noneFound || word.equals("information") ? Severity.INFORMATION : Severity.WARNING;
    }
}
