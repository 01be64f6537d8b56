// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.ByteSource;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.MedicationEntry;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.bulk.spill.Shelves;
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

    /** Joins one shelf; may run beside others. */
    void join(int number, Map<String, Optional<Concept>> ingredients) throws IOException {
        Shelves out = new Shelves(width);
        byte[] shelf = spill.shelf(Shelves.medications(width, number));
        LineCounts counts = new MedicationShelf(ingredients).join(shelf, new ByteSource(), out);
        spill.append(Segment.of(Stage.MEDICATIONS, number, counts), out);
    }

    /** The codes of Medications that are ingredients of others; few exports have any. */
    Map<String, Optional<Concept>> ingredients() throws IOException {
        Set<String> wanted = new HashSet<>();
        ByteSource in = new ByteSource();
        byte[] ids = spill.shelf(Shelves.ingredients(width));
        in.open(ids, 0, ids.length);
        while (in.hasMore()) {
            wanted.add(in.text());
        }
        Map<String, Optional<Concept>> codes = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (int number = 0; number < width && !wanted.isEmpty(); number++) {
            byte[] shelf = spill.shelf(Shelves.medications(width, number));
            in.open(shelf, 0, shelf.length);
            while (in.hasMore()) {
                if (MedicationEntry.read(in) instanceof MedicationEntry.Known known
                        && known.content().isPresent()
                        && wanted.contains(known.id())
                        && isLater(places.get(known.id()), known.place())) {
                    places.put(known.id(), known.place());
                    codes.put(known.id(), known.content().flatMap(MedicationContent::code));
                }
            }
        }
        return codes;
    }

    private static boolean isLater(Place before, Place place) {
        return before == null || before.compareTo(place) < 0;
    }
}
