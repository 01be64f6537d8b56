package dev.stemgate.console;

import dev.stemgate.console.access.OwnAddresses;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import java.util.Map;

/** Puts the pages together. */
final class ConsoleSite {

    private ConsoleSite() {}

    static FrontServlet servlet(ConsoleParts parts, OwnAddresses addresses, Doorkeeper doorkeeper) {
        Templates templates = new Templates(parts.clock(), parts.zone(), Map.of("zone", parts.zone().getId(), "here", ""));
        Ledger ledger = new Ledger(parts.database());
        Results results = new Results(parts.database(), ledger);
        DeadLetters letters = new DeadLetters(parts.database(), ledger);
        Hospitals hospitals = new Hospitals(parts, ledger, results);
        LoginPages logins = new LoginPages(templates, doorkeeper);
        PatientPages patients = new PatientPages(templates, hospitals, results, ledger, (visit, patient) -> {});
        SiteMap pages = new SiteMap()
                .get("/", new OverviewPage(templates, hospitals, letters, parts.clock()))
                .get("/login", logins::show)
                .post("/login", logins::logIn)
                .post("/logout", logins::logOut)
                .get("/patients", patients::ask)
                .post("/patients", patients::find)
                .get("/patients/*", patients::show);
        return new FrontServlet(addresses, doorkeeper, templates, pages);
    }
}
