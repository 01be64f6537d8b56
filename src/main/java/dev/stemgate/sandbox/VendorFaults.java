// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Misbehaves as the manners of the moment say: what a vendor refuses, then trouble on the way, each in its own rhythm. The rhythms
 * are prime, so that two troubles seldom meet. Thread-safe.
 */
final class VendorFaults implements Fault {

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Manners manners;
    private final Fault refusals;
    private final Map<Manner, Fault> troubles = new EnumMap<>(Manner.class);

    VendorFaults(Manners manners, RecordStore store) {
        this.manners = manners;
        this.refusals = Fault.firstOf(List.of(new VendorRefusals(manners), new MergedReads(manners, store)));
        troubles.put(Manner.BUSY_SECONDS, TransportFaults.busyForSeconds(2).every(31, 1));
        troubles.put(Manner.BUSY_DATE, TransportFaults.busyUntilDate(A_WHILE).every(37, 1));
        troubles.put(Manner.ERROR_BURSTS, TransportFaults.status(503).every(41, 3));
        troubles.put(
                Manner.LOST_ANSWERS,
                TransportFaults.answerLost().where(VendorFaults::writes).every(7, 1));
        troubles.put(Manner.HALF_ANSWERS, TransportFaults.halfAnswer().every(29, 1));
        troubles.put(Manner.TRUNCATED_ANSWERS, TransportFaults.truncated().every(23, 1));
        troubles.put(Manner.TOKEN_EXPIRY, TransportFaults.tokenExpired().every(43, 1));
        troubles.put(Manner.SESSION_EXPIRES, TransportFaults.pageExpired(400).every(11, 1));
        troubles.put(Manner.PAGES_EXPIRE, TransportFaults.pageExpired(410).every(11, 1));
        troubles.put(Manner.SLOW_ANSWERS, TransportFaults.slow(A_WHILE).every(5, 1));
    }

    @Override
    public FaultAction on(ReceivedRequest request) {
        FaultAction refused = refusals.on(request);
        if (!(refused instanceof FaultAction.Pass)) {
            return refused;
        }
        return Fault.firstOf(troubles.entrySet().stream()
                        .filter(trouble -> manners.has(trouble.getKey()))
                        .map(Map.Entry::getValue)
                        .toList())
                .on(request);
    }

    private static boolean writes(ReceivedRequest request) {
        return !request.method().equals("GET") && !request.path().endsWith("_search");
    }
}
