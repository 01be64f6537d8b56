// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.write.ScreeningIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each EHR has shown of writing for several patients in one transaction. Thread-safe; forgotten with the process. */
final class SharingManners {

    private static final Logger LOG = LoggerFactory.getLogger(SharingManners.class);
    private static final int MOST = 25;
    /** So often in a row the witness may be missing from an answer (an index may lag behind) before another one is looked for. */
    private static final int MISSES = 5;

    private record Witness(ScreeningIdentity identity, int misses) {}

    private final Map<String, Witness> witnesses = new ConcurrentHashMap<>();
    private final Map<String, Integer> largest = new ConcurrentHashMap<>();

    /** How many patients go into one transaction at most; one where transactions are not taken. */
    int largest(String ehr) {
        return largest.getOrDefault(ehr, MOST);
    }

    /** The EHR takes no transaction for several patients at all. */
    void refused(String ehr) {
        if (largest.put(ehr, 1) == null) {
            LOG.info("{}: each patient is written alone: shared transactions are refused", ehr);
        }
    }

    /** It took all that stood in a refused transaction once that was cut into smaller ones. */
    void tooLarge(String ehr, int refusedSize) {
        int half = Math.max(1, refusedSize / 2);
        if (half < largest(ehr)) {
            largest.merge(ehr, half, Math::min);
            LOG.info("{}: at most {} patients are written in one transaction: more were refused", ehr, half);
        }
    }

    /** An identity under which an Observation of ours is known to stand on this EHR: an answer without it is not a whole one. */
    Optional<ScreeningIdentity> witness(String ehr) {
        return Optional.ofNullable(witnesses.get(ehr)).map(Witness::identity);
    }

    void standsThere(String ehr, ScreeningIdentity identity) {
        witnesses.putIfAbsent(ehr, new Witness(identity, 0));
    }

    void witnessSeen(String ehr) {
        witnesses.computeIfPresent(ehr, (name, witness) -> new Witness(witness.identity(), 0));
    }

    void witnessMissed(String ehr) {
        witnesses.computeIfPresent(
                ehr,
                (name, witness) ->
                        witness.misses() + 1 >= MISSES ? null : new Witness(witness.identity(), witness.misses() + 1));
    }
}
