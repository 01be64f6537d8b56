// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKeys;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.SmartAuthorization;
import dev.stemgate.sandbox.SmartSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code stemgate sandbox} that make it want a token. */
final class SandboxAuthOption {

    /** How the sandbox authorises. */
    enum Auth {
        NONE,
        SMART
    }

    private static final String CLIENT = "stemgate";

    @Option(
            names = "--auth",
            paramLabel = "none|smart",
            defaultValue = "none",
            description =
                    "smart: every request needs a token of the sandbox's own token endpoint (SMART Backend Services).")
    private Auth auth;

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description =
                    "Public keys of the client 'stemgate', from './stemgate keys jwks'; without it a key is made.")
    private Path jwks;

    @Option(
            names = "--token-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "How long a token lives; default: ${DEFAULT-VALUE}.")
    private int tokenSeconds;

    /** Starts the sandbox, and tells the person how to log in to it. */
    Sandbox start(SandboxSettings settings, Console console) {
        if (auth == Auth.NONE) {
            return Sandbox.start(settings);
        }
        if (tokenSeconds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--token-seconds must be 1 or more");
        }
        SmartSettings smart;
        try {
            smart = SmartSettings.of(CLIENT, jwks == null ? newKey(console) : read())
                    .withTokenLife(Duration.ofSeconds(tokenSeconds));
        } catch (IllegalArgumentException notASet) {
            throw new CommandFailure(
                    ExitCode.USAGE, jwks + ": is no JWK Set; make it with './stemgate keys jwks > FILE'");
        }
        Sandbox sandbox = Sandbox.start(settings, new SmartAuthorization(smart));
        console.say("Token endpoint: " + SmartAuthorization.tokenEndpoint(sandbox.baseUrl()) + ", client id " + CLIENT
                + ", a token lives " + tokenSeconds + " s.");
        return sandbox;
    }

    private String read() {
        try {
            return Files.readString(jwks, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new CommandFailure(ExitCode.USAGE, jwks + ": cannot be read; check path and permissions");
        }
    }

    private static String newKey(Console console) {
        try {
            Path file = Files.createTempDirectory("stemgate-sandbox-").resolve("client-key.jwk");
            SigningKeys keys = new SigningKeys(NewKey.ES384.writeTo(file), Optional.empty());
            console.say("Made a key for the client. In the hospital file: auth: smart, clientId: " + CLIENT
                    + ", keyFile: " + file);
            return keys.jwks();
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no key could be made in the temporary folder; name one with --jwks");
        }
    }
}
