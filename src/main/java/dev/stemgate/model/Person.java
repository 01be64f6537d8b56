// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of the Patient bears on a screening. Names and identifiers are deliberately not here.
 *
 * @param ref the Patient resource
 * @param birthDate empty when missing, masked or unreadable
 * @param sex administrative gender; UNKNOWN when missing
 * @param deceased empty when not known to be dead
 * @param human false for an animal (patient-animal extension)
 * @param active false only when the EHR says {@code active=false}
 * @param replacedBy id of the surviving Patient when this one was merged away ({@code link.type=replaced-by})
 * @param securityLabels {@code meta.security}, carried over to what is written
 */
public record Person(
        ResourceRef ref,
        Optional<DateRange> birthDate,
        Sex sex,
        Optional<Deceased> deceased,
        boolean human,
        boolean active,
        Optional<String> replacedBy,
        List<Code> securityLabels) {

    public Person {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(birthDate, "birthDate");
        Objects.requireNonNull(sex, "sex");
        Objects.requireNonNull(deceased, "deceased");
        Objects.requireNonNull(replacedBy, "replacedBy");
        securityLabels = List.copyOf(securityLabels);
    }

    /** Known to have died; the date is empty for {@code deceasedBoolean=true}. */
    public record Deceased(Optional<DateRange> date) {
        public Deceased {
            Objects.requireNonNull(date, "date");
        }
    }
}
