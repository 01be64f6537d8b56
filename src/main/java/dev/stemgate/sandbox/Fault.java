// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Decides, request by request, whether the server misbehaves; installed with {@link Sandbox#misbehave(Fault)}. Called by many
 * threads at once.
 */
@FunctionalInterface
public interface Fault {

    /** A server that behaves. */
    Fault NONE = request -> FaultAction.pass();

    FaultAction on(ReceivedRequest request);

    /** The first of several faults that does not let a request pass. */
    static Fault firstOf(List<Fault> faults) {
        List<Fault> all = List.copyOf(faults);
        return request -> all.stream()
                .map(fault -> fault.on(request))
                .filter(action -> !(action instanceof FaultAction.Pass))
                .findFirst()
                .orElseGet(FaultAction::pass);
    }

    /** This fault on those requests only. */
    default Fault where(Predicate<ReceivedRequest> requests) {
        return request -> requests.test(request) ? on(request) : FaultAction.pass();
    }

    /** This fault on {@code inARow} of every {@code period} requests that it concerns, the last ones of each period. */
    default Fault every(int period, int inARow) {
        AtomicInteger concerned = new AtomicInteger();
        return request -> {
            FaultAction action = on(request);
            return action instanceof FaultAction.Pass
                            || Math.floorMod(concerned.getAndIncrement(), period) < period - inARow
                    ? FaultAction.pass()
                    : action;
        };
    }

    /** This fault on the first {@code times} requests that it concerns. */
    default Fault first(int times) {
        AtomicInteger concerned = new AtomicInteger();
        return request -> {
            FaultAction action = on(request);
            return action instanceof FaultAction.Pass || concerned.incrementAndGet() > times
                    ? FaultAction.pass()
                    : action;
        };
    }
}
