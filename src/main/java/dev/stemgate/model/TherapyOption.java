// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One way of therapy seen through the same facts (MODEL §2, "Therapy options compared").
 *
 * @param id {@code autologous-msc}, {@code allogeneic-msc} or {@code hsc}
 * @param title the option in words
 * @param efficacy what is known that may reduce the effect
 * @param hazards level per hazard for this option, in the order of the model
 * @param why one sentence a clinician reads, with the marks of its sources
 * @param remarks whole sentences that go with it: "still largely considered experimental", "therapy must be declined"
 */
public record TherapyOption(
        String id, String title, Efficacy efficacy, List<Hazard> hazards, String why, List<String> remarks) {

    public enum Efficacy {
        NO_REDUCING_FACTOR_FOUND,
        UNKNOWN,
        POSSIBLY_REDUCED,
        REDUCED,
        POOR;

        private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The code that is published, for instance {@code no-reducing-factor-found}. */
        public String code() {
            return code;
        }
    }

    public TherapyOption {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(efficacy, "efficacy");
        hazards = List.copyOf(hazards);
        Objects.requireNonNull(why, "why");
        remarks = List.copyOf(remarks);
    }
}
