// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.OwnAddresses;
import dev.stemgate.deadletter.Corrections;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientToken;
import dev.stemgate.state.Results;
import java.util.Map;

/** Puts the pages together. */
final class ConsoleSite {

    private ConsoleSite() {}

    static FrontServlet servlet(ConsoleParts parts, OwnAddresses addresses, Doorkeeper doorkeeper) {
        Templates templates = new Templates(
                parts.clock(), parts.zone(), Map.of("zone", parts.zone().getId(), "here", ""));
        Ledger ledger = new Ledger(parts.database());
        Results results = new Results(parts.database(), ledger);
        DeadLetters letters = new DeadLetters(parts.database(), ledger);
        Hospitals hospitals = new Hospitals(parts, ledger, results);
        LoginPages logins = new LoginPages(templates, doorkeeper);
        Audit audit = new Audit(parts.database());
        PatientToken tokens = PatientToken.of(parts.database());
        Watched looks = (visit, patient) -> audit.ofPatient(
                visit.actor(),
                AuditEntry.Action.VIEWED,
                tokens.of(patient),
                "explanation",
                parts.clock().instant());
        DeadLetterDesk desk = parts.desk();
        LetterPages one = new LetterPages(templates, desk);
        ReplayPages replays = new ReplayPages(templates, desk);
        ResolvePages resolving = new ResolvePages(templates, desk);
        AssignPages assigning = new AssignPages(templates, desk, parts.codes());
        AssignPatientPages matching = new AssignPatientPages(templates, desk);
        CorrectPages correcting = new CorrectPages(templates, desk);
        PatientPages patients =
                new PatientPages(templates, hospitals, results, ledger, new Corrections(parts.database()), looks);
        SiteMap pages = new SiteMap()
                .get("/", new OverviewPage(templates, hospitals, letters, parts.clock()))
                .get("/login", logins::show)
                .post("/login", logins::logIn)
                .post("/logout", logins::logOut)
                .get("/letters", new LetterListPage(templates, desk, hospitals, parts.clock()))
                .get("/letters/*", one::show)
                .get("/letters/*/payload", one::download)
                .get("/letters/*/replay", replays::previewOne)
                .post("/letters/*/replay", replays::replayOne)
                .get("/replay", replays::previewReason)
                .post("/replay", replays::replayReason)
                .get("/letters/*/resolve", resolving::ask)
                .post("/letters/*/resolve", resolving::resolve)
                .get("/letters/*/correct", correcting::ask)
                .post("/letters/*/correct", correcting::correct)
                .get("/letters/*/assign", assigning::ask)
                .post("/letters/*/assign", assigning::assign)
                .get("/letters/*/patient", matching::ask)
                .post("/letters/*/patient", matching::assign)
                .get("/audit", new AuditPage(templates, audit))
                .get("/patients", patients::ask)
                .post("/patients", patients::find)
                .get("/patients/*", patients::show);
        return new FrontServlet(addresses, doorkeeper, templates, pages);
    }
}
