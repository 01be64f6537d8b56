// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The places of a line at which another line of the same pattern may differ, in their order. They are noted where the values are read,
 * by what is taken of them. Thread-confined.
 */
final class Holes {

    /** Names of values that say nothing to a screening and of which a system has only a few: they stay as they are. */
    private static final Set<String> FEW = Set.of("system", "url", "profile");

    private static final int DAY_LENGTH = 10;

    /** One place, from its first byte to that after its last one; quotes do not belong to it. */
    record Place(Hole hole, int from, int to) {}

    private final List<Place> places = new ArrayList<>();
    private boolean wanted;

    /** Notes places from now on. */
    void begin() {
        places.clear();
        wanted = true;
    }

    void end() {
        wanted = false;
    }

    boolean areWanted() {
        return wanted;
    }

    List<Place> places() {
        return places;
    }

    void add(Hole hole, int from, int to) {
        if (wanted) {
            places.add(new Place(hole, from, to));
        }
    }

    void date(StrictJson json) {
        if (json.to() - json.from() >= DAY_LENGTH) {
            add(Hole.DAY, json.from(), json.to());
        }
    }

    void number(StrictJson json) {
        if (Quantities.isPlain(json.bytes(), json.from(), json.to())) {
            add(Hole.NUMBER, json.from(), json.to());
        }
    }

    /** Goes past a value that says nothing to a screening. */
    void skip(Elements in, String name) throws OddShape {
        StrictJson json = in.json();
        byte first = json.first();
        if (first == '{') {
            in.beginObject();
            for (String inside = in.nextName(); !inside.isEmpty(); inside = in.nextName()) {
                skip(in, inside);
            }
        } else if (first == '[') {
            in.beginArray();
            while (in.nextItem()) {
                skip(in, name);
            }
        } else if (first == '"') {
            json.string();
            if (!FEW.contains(name)) {
                add(Hole.STRING, json.from(), json.to());
            }
        } else if (first == '-' || first >= '0' && first <= '9') {
            json.number();
            number(json);
        } else {
            json.skip();
        }
    }
}
