// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.DeadUnit;
import dev.stemgate.intake.Place;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dead-lettered unit, found by what its letter says.
 *
 * @param file in which it stands
 * @param ordinal of the unit
 */
record UnitPlace(InputFile file, long ordinal) {

    private static final Pattern PLACE = Pattern.compile("(.+?):(\\d{1,18})(?:/(.*))?", Pattern.DOTALL);

    UnitPlace {
        Objects.requireNonNull(file, "file");
    }

    /** Of several files of that name the one whose record has this content; where no record was kept, the newest. */
    static Optional<UnitPlace> find(IntakeStore store, DeadUnit unit) {
        Matcher matcher = PLACE.matcher(unit.place());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(2));
        List<UnitPlace> found = store.files().named(matcher.group(1)).stream()
                .filter(file -> file.source().equals(unit.source()))
                .flatMap(file -> store.files().unitsAt(file.id(), number).stream()
                        .filter(each -> each.state() == InputState.DEAD_LETTERED)
                        .filter(each -> place(file, each).equals(unit.place()))
                        .map(each -> new UnitPlace(file, each.ordinal())))
                .sorted(Comparator.comparingLong((UnitPlace each) -> each.file().id())
                        .reversed())
                .toList();
        return found.stream()
                .filter(each ->
                        each.hash(store).filter(unit.contentHash()::equals).isPresent())
                .findFirst()
                .or(() -> found.stream()
                        .filter(each -> each.hash(store).isEmpty())
                        .findFirst());
    }

    private Optional<String> hash(IntakeStore store) {
        return store.records().receivedHash(file.id(), ordinal);
    }

    private static String place(InputFile file, InputUnit unit) {
        return new Place(file.name(), unit.number(), unit.within()).toString();
    }
}
