// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Ledger;
import dev.stemgate.terminology.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed through the page, and what is only looked at. */
class ConsoleDeskTest {

    private static final String BROKEN =
            "{\"resourceType\":\"Condition\",\"id\":\"1\",\"subject\":{\"reference\":\"Patient/anna-4711\"},"
                    + "\"code\":{\"text\":\"cough\"},\"onsetDateTime\":\"not a date\"}";

    @TempDir
    Path folder;

    private ConsoleFixture console;
    private Browser browser;

    @BeforeEach
    void open() {
        console = ConsoleFixture.in(folder);
        browser = console.browser();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void resolvingAsksFirstAndThenNotesWhy() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "{");
        String asked = browser.get("/letters/" + id + "/resolve").body();
        assertThat(asked).contains("Nothing has been changed yet.", "stays resolved when exactly the same bytes");
        assertThat(state(id)).isEqualTo(LetterState.OPEN);

        HttpResponse<String> done =
                browser.post("/letters/" + id + "/resolve", Map.of("note", "known <b>duplicate</b>"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(state(id)).isEqualTo(LetterState.RESOLVED);
        String page = browser.get("/letters/" + id).body();
        assertThat(page)
                .contains("DL-000001 is resolved.", "known &lt;b&gt;duplicate&lt;/b&gt;")
                .doesNotContain("/resolve\"");
        assertThat(browser.get("/letters/" + id).body())
                .as("the notice is shown once")
                .doesNotContain("DL-000001 is resolved.");
        assertThat(actions(id)).contains("resolved");
    }

    @Test
    void aLetterIsNotResolvedTwiceNorWithoutANote() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "{");
        browser.get("/letters/" + id + "/resolve");
        assertThat(browser.post("/letters/" + id + "/resolve", Map.of("note", " "))
                        .body())
                .contains("Say why");
        assertThat(browser.post("/letters/" + id + "/resolve", Map.of("note", "x".repeat(1001)))
                        .statusCode())
                .isEqualTo(400);
        browser.post("/letters/" + id + "/resolve", Map.of("note", "first"));
        assertThat(browser.post("/letters/" + id + "/resolve", Map.of("note", "second"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(browser.get("/letters/" + id + "/resolve").statusCode()).isEqualTo(409);
        assertThat(console.letters().get(id).orElseThrow().note()).isEqualTo("first");
    }

    @Test
    void aPersonSaysWhoseTheRecordOfAFileIs() throws IOException {
        LetterId id = console.ambiguous(folder.resolve("drops"));
        assertThat(browser.get("/letters/" + id).body())
                .contains("Candidates", "north/anna-4711", "1990-01-01", "&lt;b&gt;", "/letters/" + id + "/patient\"");
        String form = browser.get("/letters/" + id + "/patient").body();
        assertThat(form).contains("Nothing has been changed yet", "anna-4711");
        assertThat(browser.post("/letters/" + id + "/patient", Map.of("patient", "nobody"))
                        .body())
                .contains("the patient is unknown here");
        assertThat(state(id)).isEqualTo(LetterState.OPEN);
        assertThat(browser.post("/letters/" + id + "/patient", Map.of("patient", "anna-4711"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/letters/" + id).body())
                .contains("the patient is screened again", "a person said whose it is")
                .doesNotContain("Assign the patient");
        assertThat(actions(id)).contains("assigned");
        assertThat(browser.get("/letters/" + id + "/patient").statusCode()).isEqualTo(409);
        LetterId other = console.letter("Condition/1", Reason.UNREADABLE, "{");
        browser.get("/letters/" + other);
        assertThat(browser.post("/letters/" + other + "/patient", Map.of("patient", "anna-4711"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aReplayIsShownFirstAndDoneOnceHoweverOftenItIsConfirmed() {
        LetterId id = console.letter("Condition/1", Reason.ACCESS_DENIED, "{}");
        String dry = browser.get("/letters/" + id + "/replay").body();
        assertThat(dry)
                .contains("This is a dry run", "1 of 1 letter would be replayed", "north/anna-4711: nothing yet");
        assertThat(new Ledger(console.database()).openCount("north")).isZero();

        assertThat(browser.post("/letters/" + id + "/replay", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/letters/" + id).body()).contains("Replayed: 1.", "under way");
        browser.post("/letters/" + id + "/replay", Map.of());
        assertThat(browser.get("/letters/" + id).body()).contains("under-way: 1.");
        assertThat(new Ledger(console.database()).openCount("north")).isEqualTo(1);
        assertThat(actions(id)).containsSubsequence("replay-previewed", "replay-requested");
    }

    @Test
    void bytesThatCertainlyFailAgainAreNotReplayedUnlessTheSourceHasChanged() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, BROKEN);
        String dry = browser.get("/letters/" + id + "/replay").body();
        assertThat(dry).contains("refused", "0 of 1 letter", "disabled");
        assertThat(browser.get("/letters/" + id + "/replay?reread=yes").body()).contains("1 of 1 letter");
        browser.post("/letters/" + id + "/replay", Map.of("reread", "yes"));
        assertThat(new Ledger(console.database()).openCount("north")).isEqualTo(1);
    }

    @Test
    void allLettersOfAReasonAreReplayedTogether() {
        for (int i = 0; i < 3; i++) {
            console.letter("Condition/" + i, Reason.ACCESS_DENIED, "{\"n\":" + i + "}");
        }
        console.letter("Condition/9", Reason.CONFLICT, "{}");
        assertThat(browser.get("/letters?reason=access-denied").body()).contains("/replay?reason=access-denied");
        assertThat(browser.get("/replay?reason=access-denied").body()).contains("3 of 3 letters would be replayed");
        browser.post("/replay", Map.of("reason", "access-denied"));
        assertThat(browser.get("/letters").body()).contains("Replayed: 3.");
        assertThat(browser.get("/replay?reason=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void aCorrectionIsShownBeforeItIsStored() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, BROKEN);
        String form = browser.get("/letters/" + id + "/correct").body();
        assertThat(form).contains("&quot;onsetDateTime&quot;: &quot;not a date&quot;");
        Map<String, String> edit = Map.of("how", "elements", "edit", "/onsetDateTime=2024-05-01");

        String shown = browser.post("/letters/" + id + "/correct", edit).body();
        assertThat(shown).contains("Nothing has been stored yet", "/onsetDateTime", "2024-05-01");
        assertThat(actions(id)).doesNotContain("corrected");

        Map<String, String> confirmed =
                Map.of("how", "elements", "edit", "/onsetDateTime=2024-05-01", "confirmed", "yes");
        assertThat(browser.post("/letters/" + id + "/correct", confirmed).statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/letters/" + id).body())
                .contains("The correction is stored", "/onsetDateTime", "stands");
        assertThat(browser.get("/letters/" + id + "/replay").body()).contains("1 of 1 letter");
        assertThat(actions(id)).contains("corrected");
    }

    @Test
    void theWholeRecordCanBeEditedAsABrowserSendsItBack() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, BROKEN);
        browser.get("/letters/" + id + "/correct");
        String whole = BROKEN.replace("not a date", "2024").replace(",", ",\r\n");
        browser.post("/letters/" + id + "/correct", Map.of("how", "whole", "edit", whole, "confirmed", "yes"));
        assertThat(browser.get("/letters/" + id).body()).contains("the whole record");
    }

    @Test
    void aCorrectionThatCannotBeReadIsRefusedAndNotLost() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, BROKEN);
        browser.get("/letters/" + id + "/correct");
        for (String edit : List.of("/onsetDateTime=yesterday", "nonsense", "/onset DateTime=1", " ")) {
            HttpResponse<String> answer =
                    browser.post("/letters/" + id + "/correct", Map.of("how", "elements", "edit", edit));
            assertThat(answer.statusCode()).as(edit).isEqualTo(400);
            assertThat(answer.body()).contains("role=\"alert\"", edit.strip());
        }
        HttpResponse<String> notOne = browser.post("/letters/" + id + "/correct", Map.of("how", "whole", "edit", "{"));
        assertThat(notOne.statusCode()).isEqualTo(400);
        assertThat(actions(id)).doesNotContain("corrected");
    }

    @Test
    void aCodeIsShownBeforeItIsWrittenIntoTheMap() {
        LetterId id = unclassified();
        String form = browser.get("/letters/" + id + "/assign").body();
        assertThat(form).contains("1 patient waits for it", "active-malignancy", "Zorbian");
        Map<String, String> choice = Map.of("criterion", "pregnancy", "role", "signal", "note", "asked <the> ward");

        String shown = browser.post("/letters/" + id + "/assign", choice).body();
        assertThat(shown)
                .contains("Nothing has been written yet.", "<strong>pregnancy</strong>", "asked &lt;the&gt; ward");
        assertThat(console.map().rulings()).isEmpty();

        Map<String, String> confirmed = new HashMap<>(choice);
        confirmed.put("confirmed", "yes");
        assertThat(browser.post("/letters/" + id + "/assign", confirmed).statusCode())
                .isEqualTo(303);
        assertThat(console.map().rulings())
                .containsExactly(new CodeMap.Ruling("pregnancy", Optional.of(Role.SIGNAL), "asked <the> ward"));
    }

    @Test
    void aCodeThatMeansNothingHasNoRoleAndAContradictionIsExplained() {
        LetterId id = unclassified();
        browser.get("/letters/" + id + "/assign");
        browser.post(
                "/letters/" + id + "/assign",
                Map.of("criterion", "irrelevant", "note", "a device", "confirmed", "yes"));
        assertThat(console.map().rulings())
                .containsExactly(new CodeMap.Ruling("irrelevant", Optional.empty(), "a device"));
        HttpResponse<String> otherwise = browser.post(
                "/letters/" + id + "/assign",
                Map.of("criterion", "pregnancy", "role", "include", "note", "x", "confirmed", "yes"));
        assertThat(otherwise.statusCode()).isEqualTo(400);
        assertThat(otherwise.body()).contains("the map says otherwise");
    }

    @Test
    void anIncompleteOrInventedChoiceIsNotWritten() {
        LetterId id = unclassified();
        browser.get("/letters/" + id + "/assign");
        for (Map<String, String> choice : List.of(
                Map.of("note", "x"),
                Map.of("criterion", "invented", "role", "signal", "note", "x"),
                Map.of("criterion", "pregnancy", "role", "invented", "note", "x"),
                Map.of("criterion", "pregnancy", "role", "signal", "note", " "))) {
            Map<String, String> confirmed = new HashMap<>(choice);
            confirmed.put("confirmed", "yes");
            assertThat(browser.post("/letters/" + id + "/assign", confirmed).statusCode())
                    .isEqualTo(400);
        }
        LetterId other = console.letter("Condition/1", Reason.UNREADABLE, "{");
        assertThat(browser.get("/letters/" + other + "/assign").statusCode()).isEqualTo(409);
        assertThat(console.map().rulings()).isEmpty();
    }

    private LetterId unclassified() {
        return console.letters()
                .unclassified(
                        ConsoleFixture.ANNA,
                        new UnclassifiedCode(
                                RecordKind.CONDITION,
                                new ResourceRef("Condition", "1", ""),
                                new Code("https://ehr.example/codes", "QX-1", "Zorbian patch")),
                        "0.1.0",
                        console.now());
    }

    private LetterState state(LetterId id) {
        return console.letters().get(id).orElseThrow().state();
    }

    private List<String> actions(LetterId id) {
        return console.desk().auditOf(id).stream()
                .map(AuditEntry::action)
                .map(AuditEntry.Action::code)
                .toList();
    }
}
