// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * How far the writing of one batch has come: groups that share a transaction, and those who are written alone. A group that is refused is cut
 * in two, so that in the end only who is refused alone is refused. Belongs to one thread.
 */
final class SharedWriting {

    private final Deque<List<PatientWork>> groups = new ArrayDeque<>();
    private final List<PatientWork> alone = new ArrayList<>();
    private final Map<PatientWork, RuntimeException> failed = new IdentityHashMap<>();
    private final Map<PatientWork, Exchange> exchanges = new IdentityHashMap<>();
    private List<PatientWork> group = List.of();
    private int smallestRefused = Integer.MAX_VALUE;

    /** Makes groups of at most so many; whoever is left over by himself is written alone. */
    void share(List<PatientWork> works, int most) {
        for (int from = 0; from < works.size(); from += most) {
            enqueue(works.subList(from, Math.min(works.size(), from + most)), false);
        }
    }

    /** Goes on to the next group, if there is one. */
    Optional<List<PatientWork>> next() {
        group = groups.isEmpty() ? List.of() : groups.removeFirst();
        exchanges.clear();
        return group.isEmpty() ? Optional.empty() : Optional.of(group);
    }

    /** The group that is being written, without those who failed by themselves. */
    List<PatientWork> group() {
        return group.stream().filter(work -> !failed.containsKey(work)).toList();
    }

    /** The exchange in which the steps of a single patient are taken for one of the group. */
    Exchange exchange(PatientWork work) {
        return exchanges.get(work);
    }

    void exchange(PatientWork work, Exchange own) {
        exchanges.put(work, own);
    }

    /** One of the group failed by himself; he is settled as if he had been written alone. */
    void failed(PatientWork work, RuntimeException why) {
        failed.put(work, why);
        alone.add(work);
    }

    /** The group was refused as a whole: each half is tried by itself. */
    void bisect() {
        List<PatientWork> left = group();
        smallestRefused = Math.min(smallestRefused, left.size());
        int middle = left.size() / 2;
        enqueue(left.subList(middle, left.size()), true);
        enqueue(left.subList(0, middle), true);
        group = List.of();
    }

    /** The group is written one by one. */
    void dissolve() {
        alone.addAll(group());
        group = List.of();
    }

    /** Gives up: takes all who are not yet written, neither alone nor together. */
    List<PatientWork> withdraw() {
        List<PatientWork> open = new ArrayList<>(group());
        groups.forEach(open::addAll);
        groups.clear();
        group = List.of();
        return open;
    }

    /** Who is written alone. */
    List<PatientWork> alone() {
        return List.copyOf(alone);
    }

    /** What already went wrong for somebody who is to be settled alone. */
    Optional<RuntimeException> failure(PatientWork work) {
        return Optional.ofNullable(failed.get(work));
    }

    /** The size that alone was refused, when every smaller group was taken; empty when somebody in it was, or nothing. */
    Optional<Integer> refusedForItsSize() {
        return smallestRefused > 3 && smallestRefused < Integer.MAX_VALUE
                ? Optional.of(smallestRefused)
                : Optional.empty();
    }

    private void enqueue(List<PatientWork> works, boolean first) {
        if (works.size() == 1) {
            alone.addAll(works);
        } else if (!works.isEmpty() && first) {
            groups.addFirst(List.copyOf(works));
        } else if (!works.isEmpty()) {
            groups.addLast(List.copyOf(works));
        }
    }
}
