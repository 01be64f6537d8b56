// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.FileIntake;
import dev.stemgate.intake.drop.Formats;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.drop.KeptRecords;
import dev.stemgate.intake.drop.ReceivedMessages;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.mllp.MllpListeners;
import dev.stemgate.route.mllp.MllpSteps;
import dev.stemgate.state.EhrStatus;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes the beans of {@code 40-files.camel.yaml} and {@code 50-mllp.camel.yaml}. */
final class IntakeBeans {

    private final BridgeSettings settings;
    private final IntakeStore store;
    private final EhrConversation conversation;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final Predicate<String> mayBeAsked;
    private final Clock clock;

    /** @param mayBeAsked whether an EHR may be asked now */
    IntakeBeans(
            BridgeSettings settings,
            IntakeStore store,
            EhrConversation conversation,
            EhrStatus status,
            EndpointGate gate,
            Predicate<String> mayBeAsked,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.conversation = conversation;
        this.status = status;
        this.gate = gate;
        this.mayBeAsked = mayBeAsked;
        this.clock = clock;
    }

    void bind(BiConsumer<String, Object> binder) {
        Formats formats = MllpListeners.formats(settings.sources(), settings.listeners());
        binder.accept("imported", new ImportedSteps(new KeptRecords(store.records()), clock));
        binder.accept("files", new FileSteps(settings.sources(), new FileIntake(store, formats, clock), clock));
        binder.accept("mllp", new MllpSteps(settings.listeners(), new ReceivedMessages(store, formats, clock), clock));
        settings.listeners().forEach(listener -> MllpListeners.bind(listener, binder));
        binder.accept(
                "matching",
                new MatchingSteps(
                        settings.hospitals().stream().map(Hospital::ehr).toList(),
                        FileDesk.sources(settings).stream()
                                .filter(SourceSettings::idsOfEhr)
                                .map(SourceSettings::name)
                                .collect(Collectors.toSet()),
                        store,
                        conversation,
                        new MatchOperations(settings, conversation, clock),
                        status,
                        gate,
                        mayBeAsked,
                        clock));
    }
}
