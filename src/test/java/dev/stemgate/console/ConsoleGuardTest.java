// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not come in, and what every answer tells the browser. */
class ConsoleGuardTest {

    @TempDir
    static Path folder;

    private static ConsoleFixture console;
    private static LetterId letter;

    @BeforeAll
    static void open() {
        console = ConsoleFixture.in(folder);
        letter = console.letter("Condition/1", Reason.UNREADABLE, "{");
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/letters",
                "/letters/DL-000001",
                "/letters/DL-000001/payload",
                "/letters/DL-000001/replay",
                "/letters/DL-000001/resolve",
                "/letters/DL-000001/correct",
                "/patients",
                "/audit",
                "/nothing",
                "/assets/htmx.js",
                "/assets/console.css"
            })
    void everyAnswerTellsTheBrowserToRunNothingButOurOwnFiles(String path) {
        HttpResponse<String> answer = console.browser().get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .contains(path.startsWith("/assets/") ? "max-age=3600" : "no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void noPageHoldsAnInlineScriptOrStyle() {
        for (String path :
                new String[] {"/", "/letters", "/letters/DL-000001", "/letters/DL-000001/correct", "/patients"}) {
            assertThat(console.browser().get(path).body())
                    .doesNotContain("style=", " onclick", " onload", "javascript:", "hx-on", "<style", "http://fonts")
                    .containsOnlyOnce("<script src=\"/assets/htmx.js\" defer></script>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1:1", "localhost.evil.example", "169.254.169.254"})
    void anotherHostIsNotOurs(String host) throws IOException {
        String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("hospital");
    }

    @Test
    void aRequestWithoutHostOrWithAnAbsoluteAddressOfAnotherIsRefused() throws IOException {
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).containsPattern("^HTTP/1.[01] 4");
        assertThat(raw("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 4");
    }

    @Test
    void aFormWithoutTheSessionsTokenChangesNothing() {
        Browser browser = console.browser();
        browser.get("/letters/" + letter + "/resolve");
        String path = "/letters/" + letter + "/resolve";
        assertThat(browser.postAsIs(path, Map.of("note", "x")).statusCode()).isEqualTo(403);
        assertThat(browser.postAsIs(path, Map.of("note", "x", "token", "guess")).statusCode())
                .isEqualTo(403);
        Browser other = console.browser();
        other.get(path);
        assertThat(browser.postAsIs(path, Map.of("note", "x", "token", other.token()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(state()).isEqualTo(LetterState.OPEN);
    }

    @Test
    void aFormFromAnotherOriginChangesNothingEvenWithTheToken() {
        Browser browser = console.browser();
        browser.get("/letters/" + letter + "/resolve");
        String path = "/letters/" + letter + "/resolve";
        assertThat(browser.post(path, Map.of("note", "x"), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(path, Map.of("note", "x"), "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(browser.post(path, Map.of("note", "x"), "Origin", "null", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(state()).isEqualTo(LetterState.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void otherMethodsAreNotAnswered(String method) throws IOException {
        String host = console.server().url().getAuthority();
        assertThat(raw(method + " / HTTP/1.1\r\nHost: " + host + "\r\nX-Secret: canary\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("canary");
    }

    @Test
    void aPageThatOnlyChangesIsNotReadAndTheOtherWayRound() {
        Browser browser = console.browser();
        assertThat(browser.get("/logout").statusCode()).isEqualTo(405);
        browser.get("/patients");
        assertThat(browser.post("/audit", Map.of()).statusCode()).isEqualTo(405);
    }

    @Test
    void aFormThatIsTooLargeIsRefusedWithoutAnEcho() {
        Browser browser = console.browser();
        browser.get("/patients");
        HttpResponse<String> answer = browser.send(browser.request("/patients")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + browser.token() + "&ehr=canary" + "x".repeat(3_000_000))));
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("canary", "Exception");
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        assertThat(console.browser().get("/").headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
    }

    private static LetterState state() {
        return console.letters().get(letter).orElseThrow().state();
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", console.server().url().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
