// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Actor;
import java.util.ArrayList;
import java.util.List;

/** A map of two criteria that keeps what it is told, and refuses what contradicts it. */
final class RememberedRulings implements CodeMap {

    private final List<Ruling> rulings = new ArrayList<>();

    List<Ruling> rulings() {
        return rulings;
    }

    @Override
    public List<String> criteria() {
        return List.of("active-malignancy", "pregnancy");
    }

    @Override
    public int rule(LetterId letter, Ruling ruling, Actor by) {
        if (rulings.stream().anyMatch(known -> !known.criterion().equals(ruling.criterion()))) {
            throw new RefusedException("the map says otherwise; nothing was written");
        }
        rulings.add(ruling);
        return 1;
    }
}
