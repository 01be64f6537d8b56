// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.MedicationEntry;
import dev.stemgate.bulk.spill.Portions;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.Concept;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Resolves {@code medicationReference}, shelf by shelf, after all files are read. */
final class MedicationStage {

    private final SpillFile spill;
    private final int width;

    MedicationStage(SpillFile spill, int width) {
        this.spill = spill;
        this.width = width;
    }

    /** The shelves that are still to be joined. */
    List<Integer> open() {
        Set<Integer> done = spill.segments().stream()
                .filter(segment -> segment.stage() == Stage.MEDICATIONS)
                .map(Segment::number)
                .collect(Collectors.toSet());
        return IntStream.range(0, width)
                .filter(number -> !done.contains(number) && !spill.isEmpty(Shelves.medications(width, number)))
                .boxed()
                .toList();
    }

    /** Joins one shelf; may run beside others that have another cursor. */
    void join(int number, Map<String, Optional<Concept>> ingredients, SpillCursor cursor) throws IOException {
        Portions out = new Portions(spill, Stage.MEDICATIONS, number, width);
        MedicationShelf shelf = new MedicationShelf(ingredients);
        SpillCursor medications = cursor.open(Shelves.medications(width, number));
        while (medications.next()) {
            MedicationEntry.known(medications.record()).ifPresent(known -> shelf.learn(known, out.shelves()));
            out.advance();
        }
        SpillCursor waiting = cursor.open(Shelves.medications(width, number));
        while (waiting.next()) {
            MedicationEntry.waiting(waiting.record()).ifPresent(entry -> shelf.settle(entry, out.shelves()));
            out.advance();
        }
        out.end(shelf.counts());
    }

    /** The codes of Medications that are ingredients of others; few exports have any. */
    Map<String, Optional<Concept>> ingredients() throws IOException {
        Set<String> wanted = new HashSet<>();
        SpillCursor ids = spill.shelf(Shelves.ingredients(width));
        while (ids.next()) {
            wanted.add(ids.record().text());
        }
        Map<String, Optional<Concept>> codes = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (int number = 0; number < width && !wanted.isEmpty(); number++) {
            SpillCursor medications = spill.shelf(Shelves.medications(width, number));
            while (medications.next()) {
                MedicationEntry.known(medications.record())
                        .filter(known -> known.content().isPresent()
                                && wanted.contains(known.id())
                                && isLater(places.get(known.id()), known.place()))
                        .ifPresent(known -> {
                            places.put(known.id(), known.place());
                            codes.put(known.id(), known.content().flatMap(MedicationContent::code));
                        });
            }
        }
        return codes;
    }

    private static boolean isLater(Place before, Place place) {
        return before == null || before.compareTo(place) < 0;
    }
}
