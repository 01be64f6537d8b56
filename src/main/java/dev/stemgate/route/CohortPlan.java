// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.PatientList;
import dev.stemgate.route.config.WhoIsScreened;
import dev.stemgate.state.Progress;
import dev.stemgate.state.ReadingProgress;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one round asks a hospital for: everyone, or what has changed since the watermarks. EHR-NOTES, "What follows", 1.
 *
 * @param searches in order
 * @param patientIds who is named without a search
 * @param scopes whose progress the round is, when it comes to its end
 * @param whole true when everyone is looked for
 * @param readable false when the list of patients, or a line of it, could not be read
 */
record CohortPlan(
        List<CohortSearch> searches, List<String> patientIds, Set<String> scopes, boolean whole, boolean readable) {

    private static final Logger LOG = LoggerFactory.getLogger(CohortPlan.class);

    CohortPlan {
        searches = List.copyOf(searches);
        patientIds = List.copyOf(patientIds);
        scopes = Set.copyOf(scopes);
    }

    /** Asks for what has changed where the hospital wants that, everyone was read lately, and there is a watermark to begin at. */
    static CohortPlan of(Hospital hospital, ReadingProgress progress, boolean changesRefused, Instant now) {
        WhoIsScreened who = hospital.who();
        boolean lately = progress.of(hospital.ehr(), ReadingProgress.COHORT)
                .flatMap(Progress::readWholeAt)
                .filter(at -> now.isBefore(at.plus(who.fullReadEvery())))
                .isPresent();
        if (who.changes().isEmpty() || changesRefused || !lately) {
            return everyone(hospital);
        }
        return changes(hospital, progress);
    }

    private static CohortPlan everyone(Hospital hospital) {
        WhoIsScreened who = hospital.who();
        List<CohortSearch> searches = new ArrayList<>();
        who.search().ifPresent(url -> searches.add(CohortSearch.everyone(typeOf(url), counted(url, hospital))));
        who.groups().forEach(group -> searches.add(CohortSearch.everyone("Group", "Group?_id=" + group)));
        List<String> ids = new ArrayList<>();
        boolean readable = true;
        if (who.list().isPresent()) {
            Optional<PatientList> list = list(hospital);
            list.ifPresent(read -> {
                ids.addAll(read.ids());
                read.identifiers().forEach(identifier -> searches.add(lookUp(identifier)));
            });
            readable = list.filter(read -> read.unreadable().isEmpty()).isPresent();
        }
        Set<String> scopes = new java.util.TreeSet<>(who.changes());
        scopes.add(ReadingProgress.COHORT);
        return new CohortPlan(searches, ids, scopes, true, readable);
    }

    private static Optional<PatientList> list(Hospital hospital) {
        try {
            PatientList list = PatientList.read(hospital.who().list().orElseThrow());
            if (!list.unreadable().isEmpty()) {
                LOG.warn(
                        "{}: {} line(s) of the list of patients name nobody, the first is line {}",
                        hospital.ehr(),
                        list.unreadable().size(),
                        list.unreadable().get(0));
            }
            return Optional.of(list);
        } catch (IOException gone) {
            LOG.warn(
                    "{}: the list of patients cannot be read ({}); who is on it is asked for when it can be read again",
                    hospital.ehr(),
                    gone.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static CohortSearch lookUp(PatientList.Identifier identifier) {
        String token = encoded(escaped(identifier.system()) + "|" + escaped(identifier.value()));
        return new CohortSearch("Patient", "Patient?identifier=" + token, false, Optional.of(identifier));
    }

    private static CohortPlan changes(Hospital hospital, ReadingProgress progress) {
        WhoIsScreened who = hospital.who();
        List<CohortSearch> searches = new ArrayList<>();
        Set<String> scopes = new java.util.TreeSet<>();
        for (String type : who.changes()) {
            Optional<Instant> since = progress.of(hospital.ehr(), type).flatMap(Progress::completeUpTo);
            if (since.isEmpty()) {
                // The first reading of everyone still waits for its patients: there is nothing to begin at yet.
                continue;
            }
            String from = "_lastUpdated=ge" + since.get().minus(who.overlap()).truncatedTo(ChronoUnit.SECONDS);
            scopes.add(type);
            boolean searchedFor = type.equals("Patient") && who.search().isPresent();
            if (searchedFor) {
                searches.add(CohortSearch.everyone(
                        typeOf(who.search().get()), counted(with(who.search().get(), from), hospital)));
            }
            if (!searchedFor || !who.groups().isEmpty() || who.list().isPresent()) {
                searches.add(CohortSearch.known(type, counted(type + "?" + from, hospital)));
            }
        }
        return new CohortPlan(searches, List.of(), scopes, false, true);
    }

    private static String typeOf(String url) {
        return url.split("[?/]", 2)[0];
    }

    private static String counted(String url, Hospital hospital) {
        return with(url, "_count=" + hospital.pageSize());
    }

    private static String with(String url, String parameter) {
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    /** FHIR R4, Search, "Escaping Search Parameters". */
    private static String escaped(String value) {
        return value.replaceAll("([\\\\,|$])", "\\\\$1");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
