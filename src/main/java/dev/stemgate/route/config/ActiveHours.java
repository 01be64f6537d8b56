// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hours of the day, by the wall clock of a hospital's zone, in which its EHR is read: outside them no round is started. Immutable.
 *
 * @param windows none when all hours are active
 */
public record ActiveHours(List<Window> windows) {

    /** At any time. */
    public static final ActiveHours ALWAYS = new ActiveHours(List.of());

    /** From a time, inclusive, to a time, exclusive; over midnight where the end is not after the beginning. */
    public record Window(LocalTime from, LocalTime to) {

        boolean contains(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean notEnded = time.isBefore(to);
            return from.isBefore(to) ? begun && notEnded : begun || notEnded;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    public ActiveHours {
        windows = List.copyOf(windows);
    }

    /** Windows as {@code 20:00-06:00}, separated by commas; empty when the text is none. */
    static Optional<ActiveHours> parse(String text) {
        List<Window> windows = new ArrayList<>();
        for (String window : text.split(",")) {
            String[] ends = window.strip().split("-");
            if (ends.length != 2) {
                return Optional.empty();
            }
            try {
                windows.add(new Window(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
            } catch (DateTimeParseException notATime) {
                return Optional.empty();
            }
        }
        return Optional.of(new ActiveHours(windows));
    }

    /** Whether a round may begin at this time of the day. */
    public boolean contains(LocalTime time) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time));
    }

    /** The windows as they are written in a hospital file. */
    @Override
    public String toString() {
        return windows.stream().map(Window::toString).collect(Collectors.joining(", "));
    }
}
