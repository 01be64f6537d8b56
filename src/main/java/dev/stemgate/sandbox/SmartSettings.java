// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a sandbox EHR authorises by SMART Backend Services. Immutable; start from {@link #of} and change with the {@code with…} methods.
 *
 * @param clientId the one client that is known
 * @param jwks its public keys
 * @param tokenLife how long an access token lives
 * @param supported scopes that may be asked for; any other is refused as {@code invalid_scope}
 * @param withheld scopes that may be asked for and are not granted
 * @param discoverable true when {@code .well-known/smart-configuration} is served
 * @param clock decides what is expired
 */
public record SmartSettings(
        String clientId,
        JWKSet jwks,
        Duration tokenLife,
        List<String> supported,
        List<String> withheld,
        boolean discoverable,
        Clock clock) {

    public SmartSettings {
        Objects.requireNonNull(clientId, "clientId");
        jwks = jwks.toPublicJWKSet();
        if (tokenLife.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a token lives a second or longer");
        }
        supported = List.copyOf(supported);
        withheld = List.copyOf(withheld);
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * Tokens of five minutes, both scope syntaxes of every type, discovery served.
     *
     * @param jwks the client's public keys as a JWK Set
     * @throws IllegalArgumentException when it is none
     */
    public static SmartSettings of(String clientId, String jwks) {
        try {
            return new SmartSettings(
                    clientId,
                    JWKSet.parse(jwks),
                    Duration.ofMinutes(5),
                    SmartScopes.everything(),
                    List.of(),
                    true,
                    Clock.systemUTC());
        } catch (ParseException notASet) {
            throw new IllegalArgumentException("the client's keys are no JWK Set");
        }
    }

    public SmartSettings withTokenLife(Duration changed) {
        return new SmartSettings(clientId, jwks, changed, supported, withheld, discoverable, clock);
    }

    public SmartSettings withSupported(List<String> changed) {
        return new SmartSettings(clientId, jwks, tokenLife, changed, withheld, discoverable, clock);
    }

    public SmartSettings withWithheld(String... changed) {
        return new SmartSettings(clientId, jwks, tokenLife, supported, List.of(changed), discoverable, clock);
    }

    public SmartSettings undiscoverable() {
        return new SmartSettings(clientId, jwks, tokenLife, supported, withheld, false, clock);
    }

    public SmartSettings withClock(Clock changed) {
        return new SmartSettings(clientId, jwks, tokenLife, supported, withheld, discoverable, changed);
    }
}
