// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Credentials by SMART Backend Services: a token that is renewed, and what it may. Says so when it may less than needed. Thread-safe. */
final class SmartCredentials implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(SmartCredentials.class);

    private final String ehr;
    private final ScopeChoice choice;
    private final AccessTokens tokens;
    private final AtomicReference<String> shortfall = new AtomicReference<>("");

    SmartCredentials(String ehr, ScopeChoice choice, AccessTokens tokens) {
        this.ehr = ehr;
        this.choice = choice;
        this.tokens = tokens;
    }

    @Override
    public Grant grant() {
        AccessToken token = tokens.get();
        String lacks = lacks(token.scopes());
        if (!shortfall.getAndSet(lacks).equals(lacks)) {
            if (lacks.isEmpty()) {
                LOG.info("{}: the granted scope suffices again", ehr);
            } else {
                LOG.warn("{}: {}", ehr, lacks);
            }
        }
        return new Grant(Optional.of(token.header()), token.scopes());
    }

    @Override
    public boolean refused(Grant grant) {
        grant.header().ifPresent(tokens::refused);
        return true;
    }

    @Override
    public String shortfall() {
        return shortfall.get();
    }

    private String lacks(GrantedScopes scopes) {
        List<String> unread = scopes.unread(choice);
        List<String> unwritten = scopes.unwritten(choice);
        if (unread.isEmpty() && unwritten.isEmpty()) {
            return "";
        }
        return "the granted scope is smaller than needed;"
                + (unread.isEmpty()
                        ? ""
                        : " not readable, so incomplete for every patient: " + String.join(", ", unread))
                + (unread.isEmpty() || unwritten.isEmpty() ? "" : ";")
                + (unwritten.isEmpty()
                        ? ""
                        : " NOT WRITABLE, so results become dead letters: " + String.join(", ", unwritten))
                + "; ask the hospital for these scopes";
    }
}
