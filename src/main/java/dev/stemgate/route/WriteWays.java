// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.write.DeclaredWrites;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.Writing.Transactions;
import dev.stemgate.state.TransactionRefusals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each EHR takes writes: as its file says, as it declares, or as it was learnt from a refusal, by whichever process. What it declares
 * is asked for once a start; while it cannot be read nothing waits for it, and the cautious reading holds. Thread-safe.
 */
final class WriteWays {

    private static final Logger LOG = LoggerFactory.getLogger(WriteWays.class);

    /** What servers answer to a transaction that they cannot do. */
    private static final Set<Integer> CANNOT = Set.of(400, 404, 405, 501);

    /** How long a statement that an outage kept back is not asked for again; until then nothing is relied upon. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** How long it is taken for known what any process has learnt. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private record Learnt(boolean without, Instant until) {}

    private record Declared(DeclaredWrites writes, Instant until) {}

    private final EhrConversation conversation;
    private final TransactionRefusals refusals;
    private final Clock clock;
    private final Map<String, Declared> declared = new ConcurrentHashMap<>();
    private final Map<String, Learnt> learnt = new ConcurrentHashMap<>();

    WriteWays(EhrConversation conversation, TransactionRefusals refusals, Clock clock) {
        this.conversation = conversation;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Whether a result and what belongs to it are sent in one transaction. */
    boolean inTransactions(Hospital hospital, Object client) {
        return switch (hospital.writing().transactions()) {
            case YES -> true;
            case NO -> false;
            case AUTO ->
                !takesNone(hospital, clock.instant())
                        && declared(hospital, client).transactions();
        };
    }

    /** Whether the EHR itself keeps a second one from coming to be. Much waits for this answer, so an outage of it is not believed for long. */
    boolean createsConditionally(Hospital hospital, Object client) {
        if (!isKnown(hospital)) {
            declared.remove(hospital.ehr());
        }
        return declared(hospital, client).conditionalCreate();
    }

    /** False while an outage keeps back what the EHR declares. */
    boolean isKnown(Hospital hospital) {
        Declared known = declared.get(hospital.ehr());
        return known != null && known.until().equals(Instant.MAX);
    }

    /** Whether a refused transaction may mean that this EHR takes none, so that the result is to be sent alone. */
    boolean mayTakeNone(Hospital hospital, int status) {
        return hospital.writing().transactions() == Transactions.AUTO && CANNOT.contains(status);
    }

    /** The EHR took alone what it refused in a transaction. */
    void tookAlone(Hospital hospital) {
        Instant now = clock.instant();
        if (hospital.writing().transactions() == Transactions.AUTO && !takesNone(hospital, now)) {
            refusals.learnt(hospital.ehr(), hospital.baseUrl(), now);
            learnt.put(hospital.ehr(), new Learnt(true, now.plus(LOOK_AGAIN)));
            LOG.info(
                    "{}: takes no transactions; results are sent alone, and what belongs to them after them",
                    hospital.ehr());
        }
    }

    private boolean takesNone(Hospital hospital, Instant now) {
        Learnt known = learnt.get(hospital.ehr());
        if (known == null || !now.isBefore(known.until())) {
            boolean without =
                    refusals.believed(hospital.ehr(), hospital.baseUrl(), now).isPresent();
            known = new Learnt(without, now.plus(LOOK_AGAIN));
            learnt.put(hospital.ehr(), known);
        }
        return known.without();
    }

    private DeclaredWrites declared(Hospital hospital, Object client) {
        Declared known = declared.get(hospital.ehr());
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = ask(hospital, client);
            declared.put(hospital.ehr(), known);
        }
        return known.writes();
    }

    private Declared ask(Hospital hospital, Object client) {
        try {
            return new Declared(
                    conversation.declaredWrites(client, Forms.of(conversation, hospital.writeBack())), Instant.MAX);
        } catch (EhrUnavailableException notNow) {
            LOG.info("{}: the capability statement cannot be read now ({})", hospital.ehr(), notNow.code());
            return new Declared(DeclaredWrites.UNKNOWN, clock.instant().plus(PAUSE));
        }
    }
}
