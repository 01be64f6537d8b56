// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** The credentials of one EHR, as the {@link Gate} uses them. Thread-safe. */
interface Credentials {

    /** For the next request. May throw an {@link EhrException} when there are none now. */
    Grant grant();

    /** A request with these credentials was answered with 401. Returns true when it may be sent once more with others. */
    boolean refused(Grant grant);

    /** What the granted scopes lack, in one line; empty when they suffice or none were granted yet. */
    String shortfall();

    /** Credentials that are read anew for each request: a changed one is tried after a 401. */
    static Credentials reading(Supplier<Optional<Secret>> header) {
        return new Credentials() {
            @Override
            public Grant grant() {
                return Grant.unscoped(header.get());
            }

            @Override
            public boolean refused(Grant grant) {
                return !header.get().equals(grant.header());
            }

            @Override
            public String shortfall() {
                return "";
            }
        };
    }

    static Secret bearer(Secret token) {
        return Secret.of("Bearer " + token.reveal());
    }

    /** HTTP basic (RFC 7617, UTF-8). */
    static Secret basic(String user, Secret password) {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
