// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.route.config.ConsoleSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLoginTest {

    private static final String PASSWORD = "a long night shift";

    /** Of that password, with the fewest iterations that are allowed, since tests log in often. */
    private static final String HASH =
            "pbkdf2-sha512$100000$MDEyMzQ1Njc4OWFiY2RlZg==$S8VbN3hg+mGgzIpl5S5LKKLOb290PfwnWVYfXkFNcGk=";

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();
    private Path users;
    private ConsoleFixture console;
    private Browser browser;

    @BeforeEach
    void open() throws IOException {
        users = Files.writeString(folder.resolve("users"), "anna:" + HASH + "\n");
        console = ConsoleFixture.in(folder, settings(false), clock);
        browser = console.browser();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void withoutALoginNothingIsShown() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "canary");
        for (String path :
                new String[] {"/", "/letters", "/letters/" + id, "/letters/" + id + "/payload", "/audit", "/x"}) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/login");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(browser.get("/letters", "HX-Request", "true").headers().firstValue("HX-Redirect"))
                .contains("/login");
        browser.get("/login");
        assertThat(browser.post("/letters/" + id + "/resolve", Map.of("note", "x"))
                        .headers()
                        .firstValue("Location"))
                .contains("/login");
        assertThat(console.desk().auditOf(id)).isEmpty();
    }

    @Test
    void theRightPasswordOpensASessionOfItsOwn() {
        browser.get("/login");
        String before = browser.cookie();
        String tokenBefore = browser.token();
        assertThat(logIn("anna", PASSWORD).statusCode()).isEqualTo(303);
        assertThat(browser.cookie()).isNotEqualTo(before);
        assertThat(browser.get("/").body()).contains("<span>anna</span>");
        assertThat(browser.token()).isNotEqualTo(tokenBefore);
        assertThat(console.browser().get("/", "Cookie", before).statusCode()).isEqualTo(303);
    }

    @Test
    void whatIsDoneStandsUnderTheNameOfWhoDidIt() {
        LetterId id = console.letter("Condition/1", Reason.UNREADABLE, "{");
        logIn("anna", PASSWORD);
        browser.get("/letters/" + id);
        assertThat(console.desk().auditOf(id)).singleElement().satisfies(entry -> assertThat(entry.actor())
                .isEqualTo("page:anna"));
    }

    @Test
    void aWrongPasswordOrNameIsRefusedInTheSameWords() {
        assertThat(logIn("anna", "wrong password").body()).contains("Name or password is wrong.");
        assertThat(logIn("bert", PASSWORD).body()).contains("Name or password is wrong.");
        assertThat(logIn("<b>", PASSWORD).body())
                .contains("Name or password is wrong.")
                .doesNotContain("<b>");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void whoGuessesHasToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("anna", "guess number " + i).statusCode()).isEqualTo(403);
        }
        assertThat(logIn("anna", PASSWORD).statusCode()).isEqualTo(429);
        clock.step(Duration.ofSeconds(1));
        assertThat(logIn("anna", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void loggingOutEndsTheSession() {
        logIn("anna", PASSWORD);
        browser.get("/");
        String cookie = browser.cookie();
        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(303);
        assertThat(console.browser().get("/", "Cookie", cookie).statusCode()).isEqualTo(303);
    }

    @Test
    void aUserWhoIsTakenFromTheFileIsOutAtOnce() throws IOException {
        logIn("anna", PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        Files.writeString(users, "bert:" + HASH + "\n");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void aFileOfUsersThatBreaksWhileTheBridgeRunsLetsNobodyIn() throws IOException {
        logIn("anna", PASSWORD);
        Files.delete(users);
        assertThat(browser.get("/").statusCode()).isEqualTo(503);
        assertThat(console.browser().get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionEndsByItself() {
        logIn("anna", PASSWORD);
        clock.step(Duration.ofMinutes(31));
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void behindAProxyTheCookieIsSentOverTlsOnly() {
        console.close();
        console = ConsoleFixture.in(folder.resolve("proxied"), settings(true), clock);
        Browser direct =
                new Browser(URI.create("http://127.0.0.1:" + console.server().port()));
        HttpResponse<String> answer = direct.get("/login");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-")
                .contains("; Secure");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(console.server().url()).hasHost("stemgate.example.org");
    }

    private HttpResponse<String> logIn(String name, String password) {
        browser.get("/login");
        return browser.post("/login", Map.of("name", name, "password", password));
    }

    private ConsoleSettings settings(boolean proxy) {
        return new ConsoleSettings(
                "127.0.0.1",
                0,
                true,
                Optional.of(users),
                Optional.empty(),
                proxy,
                proxy ? Optional.of(URI.create("https://stemgate.example.org/")) : Optional.empty());
    }
}
