// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.AccessDeniedException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.ForeignOriginException;
import dev.stemgate.fhir.client.MalformedResponseException;
import dev.stemgate.fhir.client.NotServedException;
import dev.stemgate.fhir.client.UnexpectedRedirectException;
import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.read.SearchPage.Severity;
import java.util.List;
import java.util.Objects;

/** A search that was tried. */
sealed interface Attempt {

    /** What the server did, in a few words: a count, a status, issue codes. */
    String seen();

    /** It was answered with a page. */
    record Answered(SearchPage page) implements Attempt {
        public Answered {
            Objects.requireNonNull(page, "page");
        }

        List<SearchPage.Record> records(String type) {
            return page.entries().stream()
                    .filter(SearchPage.Record.class::isInstance)
                    .map(SearchPage.Record.class::cast)
                    .filter(entry -> entry.type().equals(type))
                    .toList();
        }

        /** Issue codes of outcomes among the entries that say that the answer is not whole. */
        List<String> warnings() {
            return page.entries().stream()
                    .filter(SearchPage.Outcome.class::isInstance)
                    .map(SearchPage.Outcome.class::cast)
                    .filter(outcome -> outcome.severity() != Severity.INFORMATION)
                    .flatMap(outcome -> outcome.issueCodes().isEmpty()
                            ? List.of("unknown").stream()
                            : outcome.issueCodes().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public String seen() {
            long entries = page.entries().stream()
                    .filter(SearchPage.Record.class::isInstance)
                    .count();
            String warned = warnings().isEmpty() ? "" : ", with the warning " + String.join(" ", warnings());
            return entries
                    + (entries == 1 ? " entry" : " entries")
                    + (page.next().isPresent() ? " and a next page" : "")
                    + warned;
        }
    }

    /** It was refused, or not answered. */
    record Refused(EhrException refusal) implements Attempt {
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }

        boolean notServed() {
            return refusal instanceof NotServedException;
        }

        boolean unavailable() {
            return refusal instanceof EhrUnavailableException;
        }

        @Override
        public String seen() {
            return kind()
                    + (refusal.status() > 0 ? ", HTTP " + refusal.status() : "")
                    + (refusal.issueCodes().isEmpty() ? "" : ", issue " + String.join(" ", refusal.issueCodes()));
        }

        private String kind() {
            if (refusal instanceof EhrUnavailableException unavailable) {
                return unavailable.status() == 0 ? "no answer" : "unavailable";
            }
            if (refusal instanceof AccessDeniedException) {
                return refusal.status() == 0 ? "outside the granted scope" : "access denied";
            }
            if (refusal instanceof NotServedException) {
                return "not served";
            }
            if (refusal instanceof ForeignOriginException) {
                return "a link to another origin, which is not followed";
            }
            if (refusal instanceof UnexpectedRedirectException) {
                return "a redirect, which is not followed";
            }
            return refusal instanceof MalformedResponseException ? "an answer that is no FHIR JSON" : "refused";
        }
    }
}
