// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.Greeting;
import java.time.Duration;
import java.util.Optional;

/** Is it there, is it R4, what time has it, may we come in. */
final class ServerProbes {

    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    private final Findings findings;

    ServerProbes(Findings findings) {
        this.findings = findings;
    }

    void clock(Greeting greeting) {
        if (greeting.clockAhead().isEmpty()) {
            findings.limited(
                    "clock",
                    "answers carry no Date",
                    "Its time cannot be told, so the bridge's own clock dates what is asked for; keep both in time.");
            return;
        }
        Duration ahead = greeting.clockAhead().get();
        String seen = ahead.abs().compareTo(NOTICEABLE) < 0
                ? "within 30 s of ours"
                : seconds(ahead.abs()) + (ahead.isNegative() ? " behind ours" : " ahead of ours");
        if (ahead.abs().compareTo(NOTICEABLE) < 0) {
            findings.works("clock", seen, "Assertions and Retry-After dates will be understood.");
        } else {
            findings.limited(
                    "clock",
                    seen,
                    "The bridge reckons with the server's time; still, one of the two clocks is wrong and should be set.");
        }
    }

    void statement(Capabilities capabilities) {
        String version = capabilities.fhirVersion();
        String software = capabilities.software().isBlank() ? "" : "; " + capabilities.software();
        if (version.startsWith("4.0")) {
            findings.works("server", "FHIR " + version + software, "The version that the bridge speaks.");
        } else if (version.isEmpty()) {
            findings.limited(
                    "server",
                    "names no FHIR version" + software,
                    "If it is not R4, records become dead letters 'wrong-version'; ask its operator.");
        } else {
            findings.fails(
                    "server",
                    "FHIR " + version + software,
                    "The bridge speaks R4 (4.0.x) only; ask for the R4 base URL.");
        }
    }

    /** How the patients of files and messages are found. */
    void match(Capabilities capabilities) {
        findings.works(
                "patients of files",
                capabilities.match() ? "Patient/$match declared" : "Patient/$match not declared",
                capabilities.match()
                        ? "Who is not found by identifier is asked for by it, and only one certain match that agrees counts."
                        : "They are found by a search for their identifiers alone.");
    }

    void login(Authorization authorization, Greeting greeting, String shortfall) {
        String seen = authorization instanceof Authorization.SmartBackend
                ? "a token by SMART Backend Services"
                : authorization instanceof Authorization.Bearer
                        ? "a bearer token"
                        : authorization instanceof Authorization.Basic ? "user and password" : "no credentials";
        String offer = greeting.smart() ? "; the server offers SMART" + (greeting.knowsV2() ? ", scopes v2" : "") : "";
        if (!shortfall.isEmpty()) {
            findings.fails("login", seen + offer, capital(shortfall) + ".");
        } else {
            findings.works("login", seen + offer, "The server lets the bridge in with it.");
        }
    }

    void noStatement(Attempt.Refused refused) {
        findings.limited(
                "server",
                "no CapabilityStatement: " + refused.seen(),
                "What it declares is unknown; what follows was tried all the same.");
    }

    private static String seconds(Duration time) {
        return Optional.of(time.toSeconds())
                .filter(s -> s >= 120)
                .map(s -> s / 60 + " min")
                .orElse(time.toSeconds() + " s");
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
