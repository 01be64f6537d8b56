// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Reading;
import dev.stemgate.model.TherapyOption;
import java.util.Locale;
import org.hl7.fhir.r4.model.Coding;

/**
 * The codes of our own code systems as codings. The display of every one of them is its code in words ({@code
 * no-contraindication-found}: "No contraindication found"); a test holds that equal to {@code fhir-profiles/}.
 */
final class PublishedCode {

    private PublishedCode() {}

    static Coding screening() {
        return new Coding(
                Canonical.codeSystem("screening"), "stem-cell-therapy-screening", "Stem-cell therapy screening");
    }

    static Coding method() {
        return coding("screening-method", "contraindication-and-risk-model");
    }

    static Coding outcome(Outcome outcome) {
        return coding("screening-outcome", outcome.code());
    }

    static Coding qualifier(String qualifier) {
        return coding("screening-qualifier", qualifier);
    }

    static Coding finding(Finding finding) {
        return coding("screening-finding", finding.code());
    }

    static Coding weight(Evidence.Weight weight) {
        return coding("evidence-weight", code(weight));
    }

    static Coding gap(Gap.Cause cause) {
        return coding("reading-gap", code(cause));
    }

    /** A criterion carries no display: its words are the model's own and stand in the text of the concept. */
    static Coding criterion(String id) {
        return new Coding()
                .setSystem(Canonical.codeSystem("screening-criterion"))
                .setCode(id);
    }

    /** Likewise. */
    static Coding hazard(String id) {
        return new Coding().setSystem(Canonical.codeSystem("screening-hazard")).setCode(id);
    }

    /** Likewise. */
    static Coding option(String id) {
        return new Coding()
                .setSystem(Canonical.codeSystem("screening-therapy-option"))
                .setCode(id);
    }

    /** Likewise. */
    static Coding check(String id) {
        return new Coding().setSystem(Canonical.codeSystem("screening-check")).setCode(id);
    }

    static Coding level(Hazard.Level level) {
        return coding("screening-hazard-level", level.code());
    }

    static Coding efficacy(TherapyOption.Efficacy efficacy) {
        return coding("screening-efficacy", efficacy.code());
    }

    static Coding reading(Reading reading) {
        if (reading instanceof Reading.Complete) {
            return coding("reading-status", "complete");
        }
        if (reading instanceof Reading.Incomplete) {
            return coding("reading-status", "incomplete");
        }
        return coding("reading-status", reading instanceof Reading.NotServed ? "not-served" : "not-available");
    }

    private static Coding coding(String system, String code) {
        return new Coding(Canonical.codeSystem(system), code, words(code));
    }

    static String words(String code) {
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
