// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.SearchPage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Can it say who is to be screened, to the last page. */
final class CohortProbes {

    private final Asker asker;
    private final EhrSettings settings;
    private final Findings findings;

    CohortProbes(Asker asker, EhrSettings settings, Findings findings) {
        this.asker = asker;
        this.settings = settings;
        this.findings = findings;
    }

    /** Asks for the first page of the cohort. */
    Attempt ask(String cohort) {
        return asker.search(cohort + (cohort.contains("?") ? "&" : "?") + "_count="
                + settings.limits().pageSize());
    }

    /** The patients found on the first page, at most so many. */
    List<String> judge(Attempt attempt, int most) {
        if (!(attempt instanceof Attempt.Answered answered)) {
            findings.fails(
                    "cohort",
                    attempt.seen(),
                    "This server does not list its patients so: screen those of a Group or of a list of ids instead.");
            return List.of();
        }
        List<String> patients = answered.records("Patient").stream()
                .flatMap(entry -> entry.id().stream())
                .distinct()
                .limit(most)
                .toList();
        if (!answered.warnings().isEmpty()) {
            findings.limited(
                    "cohort",
                    answered.seen(),
                    "The server says that its list is not whole: narrow the search, or use a Group or a list of ids.");
        } else if (patients.isEmpty()) {
            findings.limited("cohort", answered.seen(), "Nobody is found, so nobody would be screened.");
        } else {
            findings.works("cohort", answered.seen(), "Patients are found this way.");
        }
        paging(answered);
        return patients;
    }

    private void paging(Attempt.Answered first) {
        int asked = settings.limits().pageSize();
        Optional<String> next = first.page().next();
        if (next.isEmpty()) {
            findings.notTried("paging", "one page holds all", "There was no second page to follow.");
            return;
        }
        int given = first.records("Patient").size();
        Attempt following = asker.page(next.get());
        if (following instanceof Attempt.Refused refused && !settings.origin().covers(next.get())) {
            findings.fails(
                    "paging",
                    refused.seen(),
                    "The next page is at another host, where the token must not go. Its operator should set the server's"
                            + " own base URL; where that host is an alias of the same server, see 'pagingHosts'.");
        } else if (following instanceof Attempt.Refused refused) {
            findings.fails("paging", refused.seen(), "Whatever is longer than a page stays incomplete.");
        } else if (repeats(first, (Attempt.Answered) following)) {
            findings.fails(
                    "paging", "the second page repeats the first", "Whatever is longer than a page stays incomplete.");
        } else if (given > 0 && given < asked) {
            findings.works(
                    "paging",
                    "pages of " + given + " where " + asked + " were asked for",
                    "All pages are followed; the server caps them, and a pageSize above " + given + " does nothing.");
            findings.propose("pageSize", String.valueOf(given));
        } else {
            findings.works("paging", "a second page of " + following.seen(), "All pages are followed.");
        }
    }

    private static boolean repeats(Attempt.Answered first, Attempt.Answered second) {
        Set<String> ids = ids(second);
        return !ids.isEmpty() && ids(first).containsAll(ids);
    }

    private static Set<String> ids(Attempt.Answered page) {
        Set<String> ids = new TreeSet<>();
        for (SearchPage.Record entry : page.records("Patient")) {
            entry.id().ifPresent(ids::add);
        }
        return ids;
    }

    /** A search for what changes tomorrow finds nothing, unless the parameter is ignored. */
    void lastUpdated(Instant serverNow, List<String> types) {
        String tomorrow = serverNow
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        types.forEach(type -> lastUpdated(type, type + "?_lastUpdated=ge" + tomorrow + "&_count=1"));
    }

    private void lastUpdated(String type, String url) {
        String topic = "_lastUpdated of " + type;
        Attempt attempt = asker.search(url);
        if (!(attempt instanceof Attempt.Answered answered)) {
            findings.limited(
                    topic, attempt.seen(), "What changed cannot be asked for; everything is read again and compared.");
        } else if (!answered.records(type).isEmpty()) {
            findings.limited(
                    topic,
                    "ignored: records of today are found under tomorrow",
                    "Asking only for what changed would find everything each time; leave it out of 'changes'.");
        } else if (!answered.warnings().isEmpty()) {
            findings.limited(topic, answered.seen(), "The server warns about this search; leave it out of 'changes'.");
        } else {
            findings.works(topic, "honoured", "What changed can be asked for: it may stand in 'changes'.");
        }
    }
}
