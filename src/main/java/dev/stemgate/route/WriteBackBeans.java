// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Database;
import dev.stemgate.state.FollowUps;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ModelChange;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.Results;
import dev.stemgate.state.Suspensions;
import dev.stemgate.state.TransactionRefusals;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes the beans of {@code 30-write-back.camel.yaml} and what they share. */
final class WriteBackBeans {

    private final BridgeSettings settings;
    private final Ledger ledger;
    private final Results results;
    /** Only its id counts here, which is the same for every version and every local map. */
    private final ModelVersion model;

    private final EhrConversation conversation;
    private final EndpointGate gate;
    private final Clock clock;
    private final Suspensions suspensions;
    private final ModelChanges changes;
    private final FollowUps followUps;
    private final TransactionRefusals refusals;
    private final MassChangeGuard guard;
    private final UnitClosing closing;
    private final WriteFailureSteps failures;

    WriteBackBeans(
            BridgeSettings settings,
            Database database,
            Ledger ledger,
            Results results,
            DeadLetters deadLetters,
            CurrentCore core,
            EhrConversation conversation,
            EndpointGate gate,
            Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.results = results;
        this.model = core.get().version();
        this.conversation = conversation;
        this.gate = gate;
        this.clock = clock;
        suspensions = new Suspensions(database, ledger);
        changes = new ModelChanges(database, ledger);
        followUps = new FollowUps(database);
        refusals = new TransactionRefusals(database);
        guard = new MassChangeGuard(settings, changes, () -> core.get().version(), clock);
        closing = new UnitClosing(ledger, deadLetters, guard);
        failures = new WriteFailureSteps(ledger, results, suspensions, closing, model, clock);
    }

    void bind(BiConsumer<String, Object> binder, BatchSteps batches) {
        WriteWays ways = new WriteWays(conversation, refusals, clock);
        PriorFinder finder = new PriorFinder(results, model, conversation, clock);
        WriteDecision decision = new WriteDecision(results, model, suspensions, guard);
        binder.accept("writeBack", new WriteBackSteps(decision, results, model, conversation, gate, clock));
        binder.accept("prior", new PriorSteps(conversation));
        ResultSteps result = new ResultSteps(results, suspensions, model, conversation, ways, finder, gate, clock);
        binder.accept("writeResult", result);
        SharingManners manners = new SharingManners();
        SharingRule rule = new SharingRule(results, model, decision, ways, manners);
        binder.accept(
                "sharedWrites",
                new SharedWriteSteps(result, conversation, results, batches, rule, manners, model, ledger, clock));
        binder.accept(
                "withdrawal",
                new WithdrawalSteps(
                        ledger, results, followUps, suspensions, guard, model, conversation, ways, finder, clock));
        binder.accept("followUps", new FollowUpSteps(settings, followUps, conversation, gate, clock));
        binder.accept("writeFailures", failures);
        binder.accept("massChange", guard);
    }

    /** The hospitals' results may be of another model version than this bridge's. */
    void begin() {
        settings.hospitals().forEach(guard::begin);
    }

    MassChangeGuard guard() {
        return guard;
    }

    UnitClosing closing() {
        return closing;
    }

    WriteFailureSteps failures() {
        return failures;
    }

    boolean isSuspended(String ehr) {
        return suspensions.of(ehr).isPresent();
    }

    /** What hinders writing to an EHR, for its health; empty when nothing does. */
    Map<String, String> hindrances(Hospital hospital) {
        Map<String, String> hindrances = new LinkedHashMap<>();
        suspensions
                .of(hospital.ehr())
                .ifPresent(suspension -> hindrances.put(
                        "writeBack", "suspended since " + suspension.since() + " (" + suspension.code() + ")"));
        changes.of(hospital.ehr(), model.id())
                .filter(change -> change.state() == ModelChange.State.STOPPED)
                .ifPresent(change -> hindrances.put(
                        "massChange",
                        change.changed() + " of " + change.counted() + " patients change with model "
                                + change.modelVersion() + "; waits for approval"));
        long waiting = followUps.waiting(hospital.ehr());
        if (waiting > 0) {
            hindrances.put("toFollow", Long.toString(waiting));
        }
        return hindrances;
    }
}
