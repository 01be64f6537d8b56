// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Which edition of the published value sets is written.
 *
 * @param version release of the model
 * @param date day of the edition
 */
public record ValueSetEdition(String version, LocalDate date) {

    public ValueSetEdition {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(date, "date");
    }
}
