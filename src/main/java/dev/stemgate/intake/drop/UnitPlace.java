// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.Place;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dead-lettered unit, found by source and place.
 *
 * @param file in which it stands; of several of that name the newest
 * @param ordinal of the unit
 */
record UnitPlace(InputFile file, long ordinal) {

    private static final Pattern PLACE = Pattern.compile("(.+?):(\\d{1,18})(?:/(.*))?", Pattern.DOTALL);

    UnitPlace {
        Objects.requireNonNull(file, "file");
    }

    static Optional<UnitPlace> find(InputFiles files, String source, String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(2));
        List<InputFile> named = files.named(matcher.group(1)).stream()
                .filter(file -> file.source().equals(source))
                .toList();
        for (int i = named.size() - 1; i >= 0; i--) {
            InputFile file = named.get(i);
            Optional<UnitPlace> found = files.unitsAt(file.id(), number).stream()
                    .filter(unit -> unit.state() == InputState.DEAD_LETTERED)
                    .filter(unit -> place(file, unit).equals(place))
                    .findFirst()
                    .map(unit -> new UnitPlace(file, unit.ordinal()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String place(InputFile file, InputUnit unit) {
        return new Place(file.name(), unit.number(), unit.within()).toString();
    }
}
