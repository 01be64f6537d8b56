// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.Hospital;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each EHR has shown of requests for several patients: lists of ids by kind of record, and batch Bundles. Nothing is believed before it
 * is proven, and what was refused is not tried again while this process lives. Thread-safe.
 */
final class BatchManners {

    private static final Logger LOG = LoggerFactory.getLogger(BatchManners.class);
    /** So many answers in a row that could not be used, and the request is not tried again. */
    private static final int DOUBTS = 3;

    private static final Duration LONGEST_TURN = Duration.ofMinutes(1);

    private static final String BUNDLES = "batch Bundles";

    enum Trust {
        UNPROVEN,
        PROVEN,
        REFUSED
    }

    private final Map<String, Trust> trust = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<String, Integer> doubts = new ConcurrentHashMap<>();
    private final Map<String, Integer> reached = new ConcurrentHashMap<>();

    Trust lists(String ehr, RecordKind kind) {
        return trust.getOrDefault(key(ehr, kind), Trust.UNPROVEN);
    }

    Trust bundles(String ehr) {
        return trust.getOrDefault(key(ehr, BUNDLES), Trust.UNPROVEN);
    }

    void listsProven(String ehr, RecordKind kind) {
        doubts.remove(key(ehr, kind));
        settle(ehr, key(ehr, kind), Trust.PROVEN, kind.fhirType() + " is read with lists of patients");
    }

    void listsRefused(String ehr, RecordKind kind, String why) {
        settle(ehr, key(ehr, kind), Trust.REFUSED, kind.fhirType() + " is not read with lists of patients: " + why);
    }

    /** An answer to a list could not be used this time. */
    void listDoubted(String ehr, RecordKind kind, String why) {
        if (doubts.merge(key(ehr, kind), 1, Integer::sum) >= DOUBTS) {
            listsRefused(ehr, kind, why);
        }
    }

    /** An answer to a list was used: earlier doubts were of the moment. */
    void listUsed(String ehr, RecordKind kind) {
        doubts.remove(key(ehr, kind));
    }

    /** An answer to a list held records of the patient who stands at this place of it, counted from one. */
    void listReached(String ehr, RecordKind kind, int place) {
        reached.merge(key(ehr, kind), place, Math::max);
    }

    /**
     * Down to which place of a list this EHR has given records. Nobody further down is believed to have none: a server may look for the
     * first ones of a list only, and not say so.
     */
    int reach(String ehr, RecordKind kind) {
        return reached.getOrDefault(key(ehr, kind), 0);
    }

    void bundlesProven(String ehr) {
        doubts.remove(key(ehr, BUNDLES));
        settle(ehr, key(ehr, BUNDLES), Trust.PROVEN, "what no list reads is read with batch Bundles");
    }

    void bundlesRefused(String ehr, String why) {
        settle(ehr, key(ehr, BUNDLES), Trust.REFUSED, "batch Bundles are not used: " + why);
    }

    void bundleDoubted(String ehr, String why) {
        if (doubts.merge(key(ehr, BUNDLES), 1, Integer::sum) >= DOUBTS) {
            bundlesRefused(ehr, why);
        }
    }

    /** Whether it is known of every kind whether lists or Bundles read it. */
    boolean isSettled(String ehr, Set<RecordKind> kinds) {
        return bundles(ehr) != Trust.UNPROVEN || kinds.stream().noneMatch(kind -> lists(ehr, kind) == Trust.UNPROVEN);
    }

    /**
     * Lets one batch at a time find out what an EHR allows, so that it is not proven several times over; the others wait for it, a minute at
     * most. When all is known nobody waits.
     *
     * @return to be run when the batch is read; does nothing the second time
     */
    Runnable proving(String ehr, Set<RecordKind> kinds) {
        if (isSettled(ehr, kinds)) {
            return () -> {};
        }
        Semaphore turn = turns.computeIfAbsent(ehr, name -> new Semaphore(1));
        try {
            if (!turn.tryAcquire(LONGEST_TURN.toSeconds(), TimeUnit.SECONDS)) {
                return () -> {};
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return () -> {};
        }
        AtomicBoolean mine = new AtomicBoolean(true);
        Runnable done = () -> {
            if (mine.compareAndSet(true, false)) {
                turn.release();
            }
        };
        if (isSettled(ehr, kinds)) {
            done.run();
        }
        return done;
    }

    /** How many units may be claimed together at most; one where nothing can be read together. */
    int largest(Hospital hospital, Set<RecordKind> kinds) {
        boolean refused = bundles(hospital.ehr()) == Trust.REFUSED
                && kinds.stream().allMatch(kind -> lists(hospital.ehr(), kind) == Trust.REFUSED);
        return refused ? 1 : hospital.batch();
    }

    /**
     * How many units are claimed together. While it is not known that all can be read together they are spread over the threads that the
     * hospital allows, so that reading them one by one takes no longer than it did.
     */
    int size(Hospital hospital, Set<RecordKind> kinds, long open) {
        int most = largest(hospital, kinds);
        boolean proven = bundles(hospital.ehr()) == Trust.PROVEN
                || kinds.stream().allMatch(kind -> lists(hospital.ehr(), kind) == Trust.PROVEN);
        long share = (open + hospital.concurrency() - 1) / hospital.concurrency();
        return proven ? most : (int) Math.max(1, Math.min(most, share));
    }

    /** What is refused stays so; what was proven may still be refused. */
    private synchronized void settle(String ehr, String key, Trust now, String words) {
        Trust before = trust.getOrDefault(key, Trust.UNPROVEN);
        if (before != now && before != Trust.REFUSED) {
            trust.put(key, now);
            LOG.info("{}: {}", ehr, words);
        }
    }

    private static String key(String ehr, Object what) {
        return ehr + " " + what;
    }
}
