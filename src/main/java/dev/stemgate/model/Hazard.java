// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A hazard of stem-cell therapy with its level for one patient (MODEL §2, "Level of a hazard"). A sorting aid, not a probability.
 *
 * @param id hazard id, for instance {@code tumour-formation}
 * @param title the hazard in words
 * @param level the level
 * @param criteria ids of the criteria that raise it or leave it unknown, in the order of the model
 * @param why one sentence, with the mark of its source
 */
public record Hazard(String id, String title, Level level, List<String> criteria, String why) {

    /** In rising order; {@code UNKNOWN} when nothing counts and something could not be judged. */
    public enum Level {
        BASELINE,
        UNKNOWN,
        ELEVATED,
        HIGH;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** The code that is published. */
        public String code() {
            return code;
        }
    }

    public Hazard {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(level, "level");
        criteria = List.copyOf(criteria);
        Objects.requireNonNull(why, "why");
    }
}
