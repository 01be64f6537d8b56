// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A "to be checked" line: there is no recent negative result (MODEL §2, "Recommended checks").
 *
 * @param id for instance {@code pregnancy-test}
 * @param title what to check, in words
 * @param lastResultOn day of the last result that was read, when there is one that is too old
 * @param why one sentence, with the mark of its source
 */
public record RecommendedCheck(String id, String title, Optional<LocalDate> lastResultOn, String why) {

    public RecommendedCheck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(lastResultOn, "lastResultOn");
        Objects.requireNonNull(why, "why");
    }
}
