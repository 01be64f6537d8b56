// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A MedicationRequest. */
final class RequestShape extends MedicationShape {

    private static final Map<String, Status> STATUSES = Map.of(
            "active", Status.ACTIVE,
            "on-hold", Status.ON_HOLD,
            "cancelled", Status.CANCELLED,
            "completed", Status.COMPLETED,
            "entered-in-error", Status.ENTERED_IN_ERROR,
            "stopped", Status.STOPPED,
            "draft", Status.DRAFT,
            "unknown", Status.UNKNOWN);
    private static final Map<String, Intent> INTENTS = Map.of(
            "proposal", Intent.PROPOSAL,
            "option", Intent.PROPOSAL,
            "plan", Intent.PLAN,
            "order", Intent.ORDER,
            "original-order", Intent.ORDER,
            "reflex-order", Intent.ORDER,
            "filler-order", Intent.ORDER,
            "instance-order", Intent.ORDER);

    private Intent intent;
    private boolean doNotPerform;
    private DateRange authored;
    private Optional<DateRange> validityEnd;
    private Duration supply;
    private int repeats;

    RequestShape() {
        super("MedicationRequest", Kind.REQUEST, STATUSES, Set.of("informationSource"));
    }

    @Override
    void clear() {
        super.clear();
        intent = Intent.UNKNOWN;
        doNotPerform = false;
        authored = null;
        validityEnd = Optional.empty();
        supply = null;
        repeats = 0;
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "intent" -> intent = StatusShape.known(INTENTS, in.code());
            case "doNotPerform" -> doNotPerform = in.truth();
            case "authoredOn" -> authored = in.date();
            case "dispenseRequest" -> dispense(in);
            case "statusReason" -> statusReasons(List.of(in.concept()));
            case "requester" -> in.skipUnless("agent");
            case "category" -> in.skipArray();
            default -> {
                return super.element(name, in);
            }
        }
        return true;
    }

    private void dispense(Elements in) throws OddShape {
        in.beginObject();
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "validityPeriod" -> validityEnd = in.period().end();
                case "numberOfRepeatsAllowed" -> repeats = Quantities.count(in);
                case "expectedSupplyDuration" -> supply = Quantities.duration(in);
                default -> in.skip();
            }
        }
    }

    @Override
    Order order() {
        return new Order(
                intent,
                doNotPerform,
                Optional.empty(),
                Optional.ofNullable(authored),
                validityEnd,
                Optional.ofNullable(supply),
                repeats);
    }
}
