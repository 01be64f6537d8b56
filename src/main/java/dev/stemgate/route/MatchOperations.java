// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientDescription;
import dev.stemgate.route.config.BridgeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which EHRs have {@code Patient/$match}, as their hospital file says or as they declare, and what they answer to it. Where it is not to
 * be had, who is not found by identifier is not found. Thread-safe.
 */
final class MatchOperations {

    private static final Logger LOG = LoggerFactory.getLogger(MatchOperations.class);

    /** After that long a statement is read again: a server may have been given the operation. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    /** The search by identifier was answered just before: this is the operation that does not work, and not the EHR. */
    private static final int BROKEN = 500;

    private record Declared(boolean match, Instant until) {}

    private final BridgeSettings settings;
    private final EhrConversation conversation;
    private final Clock clock;
    private final Map<String, Declared> declared = new ConcurrentHashMap<>();
    private final RepeatedWarning warnings;

    MatchOperations(BridgeSettings settings, EhrConversation conversation, Clock clock) {
        this.settings = settings;
        this.conversation = conversation;
        this.clock = clock;
        this.warnings = new RepeatedWarning(clock);
    }

    /**
     * The EHR's answer; empty where it has no such operation, or did not answer it in a way that can be used.
     *
     * @throws EhrUnavailableException when the EHR does not answer now
     */
    Optional<PatientCandidates> ask(String ehr, Object client, PatientDescription described) {
        if (!has(ehr, client)) {
            return Optional.empty();
        }
        try {
            return Optional.of(conversation.match(client, described));
        } catch (EhrException trouble) {
            if (trouble instanceof EhrUnavailableException && trouble.status() != BROKEN) {
                throw trouble;
            }
            warn(ehr, RefusalCode.of(trouble));
            return Optional.empty();
        }
    }

    /** An operation that always fails does so for each subject of a file. */
    private void warn(String ehr, String why) {
        warnings.due(ehr + " " + why)
                .ifPresent(unsaid -> LOG.warn(
                        "{}: Patient/$match cannot be used ({}){}",
                        ehr,
                        why,
                        unsaid == 0 ? "" : ", " + unsaid + " more time(s) since this was said last"));
    }

    private boolean has(String ehr, Object client) {
        return switch (settings.hospital(ehr).match()) {
            case IDENTIFIER -> false;
            case OPERATION -> true;
            case AUTO -> declares(ehr, client);
        };
    }

    private boolean declares(String ehr, Object client) {
        Declared known = declared.get(ehr);
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = new Declared(
                    conversation.declaresMatch(client), clock.instant().plus(BELIEVED));
            declared.put(ehr, known);
        }
        return known.match();
    }
}
