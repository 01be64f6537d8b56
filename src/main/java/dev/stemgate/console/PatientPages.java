// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.Corrections;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.Screening;
import dev.stemgate.model.ScreeningWords;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.UnitTrace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Looks up one patient: the stored screening with its evidence, and the steps of the ledger. The patient's id is sent in a form and stands
 * in no address; what stands there is a handle of the session. Thread-safe.
 */
final class PatientPages {

    /** A kind of record and how far it was read. */
    record Read(String kind, Reading reading) {}

    private static final int LONGEST_ID = 200;

    private final Templates templates;
    private final Hospitals hospitals;
    private final Results results;
    private final Ledger ledger;
    private final Corrections corrections;
    private final Watched watched;

    PatientPages(
            Templates templates,
            Hospitals hospitals,
            Results results,
            Ledger ledger,
            Corrections corrections,
            Watched watched) {
        this.templates = templates;
        this.hospitals = hospitals;
        this.results = results;
        this.ledger = ledger;
        this.corrections = corrections;
        this.watched = watched;
    }

    Reply ask(Visit visit) {
        return form(200, visit, "");
    }

    Reply find(Visit visit) {
        String ehr = visit.text("ehr");
        String id = visit.text("patient");
        if (!hospitals.names().contains(ehr)) {
            return form(400, visit, "There is no such hospital.");
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return form(400, visit, "Give the id of the patient on its EHR.");
        }
        return Reply.seeOther("/patients/" + visit.session().handle(new PatientKey(ehr, id)));
    }

    Reply show(Visit visit) {
        String handle = visit.parts().get(0);
        PatientKey patient = visit.session()
                .patient(handle)
                .orElseThrow(() -> PageProblem.notFound(
                        "This address stood for a patient in a session that has ended. Look the patient up again."));
        watched.patient(visit, patient);
        List<StoredResult> stored = results.all(patient);
        List<UnitTrace> traces = ledger.trace(patient).stream()
                .sorted(Comparator.comparing(
                                (UnitTrace trace) -> trace.unit().id().number())
                        .reversed())
                .toList();
        return Reply.html(templates.render(
                "patient",
                visit,
                Map.of(
                        "here",
                        "patients",
                        "patient",
                        patient,
                        "handle",
                        handle,
                        "results",
                        stored,
                        "readings",
                        stored.stream()
                                .map(StoredResult::screening)
                                .map(PatientPages::readings)
                                .toList(),
                        "traces",
                        traces,
                        "corrections",
                        corrections.of(patient),
                        "disclaimer",
                        ScreeningWords.DISCLAIMER)));
    }

    private static List<Read> readings(Screening screening) {
        return screening.readings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Read(entry.getKey().fhirType(), entry.getValue()))
                .toList();
    }

    private Reply form(int status, Visit visit, String problem) {
        return Reply.html(
                status,
                templates.render(
                        "patient-search",
                        visit,
                        Map.of(
                                "here",
                                "patients",
                                "problem",
                                problem,
                                "hospitals",
                                hospitals.names(),
                                "chosen",
                                visit.text("ehr"))));
    }
}
