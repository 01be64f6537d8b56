// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.route.config.ConsoleSettings;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Trigger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePagesTest {

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();
    private ConsoleFixture console;
    private Browser browser;

    @BeforeEach
    void open() {
        console = ConsoleFixture.in(folder, ConsoleSettings.loopback(0), clock);
        browser = console.browser();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theOverviewTellsHowEveryHospitalIsDoing() {
        console.status().markUp("north", console.now());
        console.progress().read("north", java.util.List.of("cohort"), console.now(), console.now());
        console.status().markDown("south", "http-503", console.now());
        console.letter("Condition/1", Reason.UNREADABLE, "{");
        console.letter("Condition/2", Reason.UNREADABLE, "[");

        String page = browser.get("/").body();

        assertThat(row(page, "north")).contains("up", "open", "2026-03-01 03:00:00");
        assertThat(row(page, "south")).contains("down", "closed until", "http-503");
        assertThat(row(page, "<a href=\"/letters?state=open&amp;reason=unreadable\">unreadable</a>"))
                .contains(">2<");
    }

    @Test
    void anEmptyConsoleSaysSo() {
        assertThat(browser.get("/").body()).contains("Nothing waits for anybody.", "not asked yet");
        assertThat(browser.get("/letters").body()).contains("0 letters", "No letter passes this filter.");
        assertThat(browser.get("/audit").body()).contains("Nothing yet.");
    }

    @Test
    void theListIsFilteredByReasonSourceStateAndTime() {
        LetterId unreadable = console.letter("Condition/1", Reason.UNREADABLE, "{");
        LetterId wrong = console.letter("Condition/2", Reason.WRONG_VERSION, "{}");
        clock.step(Duration.ofHours(2));
        LetterId late = console.letter("Condition/3", Reason.UNREADABLE, "late");
        console.letters().resolve(wrong, "known", console.now());

        assertThat(listed("/letters")).containsExactly(late, unreadable);
        assertThat(listed("/letters?state=any")).containsExactly(late, wrong, unreadable);
        assertThat(listed("/letters?state=resolved")).containsExactly(wrong);
        assertThat(listed("/letters?state=any&reason=wrong-version")).containsExactly(wrong);
        assertThat(listed("/letters?since=1h")).containsExactly(late);
        assertThat(listed("/letters?source=south")).isEmpty();
        assertThat(listed("/letters?source=north")).hasSize(2);
        assertThat(browser.get("/letters?state=any").body())
                .contains("3 letters", "unreadable <span class=\"num\">2</span>");
    }

    @Test
    void everyLetterIsReachedByGoingToOlderOnesAndBack() {
        int letters = 2 * LetterListPage.ON_A_PAGE + 7;
        for (int i = 0; i < letters; i++) {
            console.letter("Condition/" + i, Reason.UNREADABLE, "bad " + i);
        }
        Set<LetterId> met = new LinkedHashSet<>();
        String address = "/letters";
        for (int pages = 0; pages < 3; pages++) {
            met.addAll(listed(address));
            address = link(browser.get(address).body(), "next");
        }
        assertThat(met).hasSize(letters);
        assertThat(address).isEmpty();

        String second = link(browser.get("/letters").body(), "next");
        String third = link(browser.get(second).body(), "next");
        String back = link(browser.get(third).body(), "prev");
        assertThat(listed(back)).isEqualTo(listed(second));
        assertThat(listed(link(browser.get(back).body(), "prev"))).isEqualTo(listed("/letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=lost", "reason=nonsense", "since=yesterday"})
    void aFilterThatDoesNotExistIsNotGuessedAt(String filter) {
        assertThat(browser.get("/letters?" + filter).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/letters/DL-000999",
                "/letters/999999999999999999",
                "/letters/0",
                "/letters/nonsense",
                "/letters/DL-000999/payload",
                "/letters/DL-000999/replay",
                "/letters/DL-000999/resolve",
                "/letters/DL-000999/correct",
                "/letters?before=x",
                "/letters?patient=x",
                "/patients/nonsense",
                "/nothing",
                "/letters/1/2/3",
                "/assets/../console.css",
                "/%2e%2e/etc/passwd"
            })
    void whatDoesNotExistIsClearlyNotFound(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).isNotEmpty().doesNotContain("Exception", "root:");
    }

    @Test
    void aPayloadFullOfMarkupIsTextAndNothingElse() {
        String hostile = "{\"id\":\"<script>alert(1)</script>\",\"b\":\"</pre><img src=x onerror=alert(2)>\","
                + "\"c\":\"{{ 7*7 }} ' \\\" & \u202e\"}";
        LetterId id = console.letter("Condition/<b>1</b>", Reason.UNREADABLE, hostile);

        for (String path : List.of("", "/replay", "/resolve", "/correct")) {
            String page = browser.get("/letters/" + id + path).body();
            assertThat(page).doesNotContain("<script>alert", "<img", "<b>1", "49 ", "\u202e\"");
        }
        String page = browser.get("/letters/" + id).body();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;/pre&gt;", "\\u202e", "Condition/&lt;b&gt;1");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void theBytesAreGivenAsAFileOfPlainText() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "<html><script>alert(1)</script>");
        HttpResponse<String> file = browser.get("/letters/" + id + "/payload");
        assertThat(file.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"DL-000001.txt\"");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.body()).isEqualTo("<html><script>alert(1)</script>");
    }

    @Test
    void aVeryLongPayloadIsCutOnThePageAndWholeInTheFile() {
        String longest = "{\"x\":\"" + "y".repeat(3 * ShownPayload.LONGEST) + "\"}";
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, longest);
        String page = browser.get("/letters/" + id).body();
        assertThat(page).hasSizeLessThan(2 * ShownPayload.LONGEST).contains("The end is left out here");
        assertThat(browser.get("/letters/" + id + "/payload").body()).isEqualTo(longest);
    }

    @Test
    void aPatientIsLookedUpByAFormAndStandsInNoAddress() {
        new Ledger(console.database()).request(ConsoleFixture.ANNA, Trigger.MANUAL, console.now());
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "{");
        browser.get("/patients");
        HttpResponse<String> found =
                browser.post("/patients", Map.of("ehr", "north", "patient", ConsoleFixture.ANNA.patientId()));
        String address = found.headers().firstValue("Location").orElseThrow();
        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(address).doesNotContain("anna");

        String page = browser.get(address).body();
        assertThat(page).contains("Patient anna-4711", "U-1: pending", "requested");
        String ofPatient = "/letters?state=any&patient=" + address.substring("/patients/".length());
        assertThat(listed(ofPatient)).containsExactly(id);
        assertThat(console.browser().get(address).statusCode())
                .as("in another session")
                .isEqualTo(404);
        assertThat(browser.get("/audit").body()).contains("page:loopback", "viewed", "explanation");
        assertThat(browser.get("/audit").body()).doesNotContain("anna");
    }

    @Test
    void aSearchForAPatientThatCannotBeIsExplained() {
        browser.get("/patients");
        assertThat(browser.post("/patients", Map.of("ehr", "west", "patient", "1"))
                        .body())
                .contains("There is no such hospital.");
        assertThat(browser.post("/patients", Map.of("ehr", "north", "patient", " "))
                        .body())
                .contains("Give the id");
        HttpResponse<String> unknown = browser.post("/patients", Map.of("ehr", "north", "patient", "nobody"));
        assertThat(browser.get(unknown.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("There is no screening of this patient.", "The ledger knows no such patient.");
    }

    @Test
    void theListNamesPatientsByTheirHashOnly() {
        console.letter("Patient/" + ConsoleFixture.ANNA.patientId(), Reason.PATIENT_NOT_FOUND, "{}");
        assertThat(browser.get("/letters").body()).doesNotContain("anna").containsPattern("<code>#[0-9a-f]{12}</code>");
    }

    @Test
    void whoeverLooksAtALetterStandsInTheAudit() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "{");
        browser.get("/letters/" + id);
        browser.get("/letters/" + id + "/payload");
        assertThat(console.desk().auditOf(id)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("page:loopback");
            assertThat(entry.action().code()).isEqualTo("viewed");
        });
    }

    private List<LetterId> listed(String address) {
        String page = browser.get(address).body();
        Matcher found = Pattern.compile("<th scope=\"row\" class=\"id\"><a href=\"/letters/(DL-\\d+)\"")
                .matcher(page);
        return found.results().map(result -> LetterId.parse(result.group(1))).toList();
    }

    private static String link(String page, String rel) {
        Matcher found = Pattern.compile("<a class=\"button\" href=\"([^\"]+)\" rel=\"" + rel + "\"")
                .matcher(page);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private static String row(String page, String name) {
        Matcher found = Pattern.compile(
                        "<tr><th scope=\"row\">" + Pattern.quote(name) + "</th>.*?</tr>", Pattern.DOTALL)
                .matcher(page);
        return found.find() ? found.group() : "";
    }
}
