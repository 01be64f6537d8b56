// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.TherapyOption.Efficacy;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.OptionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One sentence of why a therapy option is as it is (MODEL §2, "Therapy options compared"). */
final class OptionSentence {

    private OptionSentence() {}

    /** @param reducing the factors of a reduced efficacy under the option */
    static String why(OptionKind option, Efficacy efficacy, List<Factor> reducing) {
        String words = efficacy.code().replace('-', ' ');
        String because = because(option, efficacy, reducing);
        return option.title() + ", efficacy " + words.toLowerCase(Locale.ROOT)
                + (because.isEmpty() ? "" : ": " + because) + "; " + option.says() + ".";
    }

    private static String because(OptionKind option, Efficacy efficacy, List<Factor> reducing) {
        List<String> because = new ArrayList<>();
        for (Factor factor : reducing) {
            String title = factor.criterion().title();
            switch (efficacy) {
                case POOR -> {
                    if (option.poorWith().contains(factor.criterion().id())) {
                        because.add(title);
                    }
                }
                case UNKNOWN -> {
                    if (factor.finding() == Finding.UNKNOWN) {
                        because.add(title + " could not be judged");
                    }
                }
                default -> {
                    if (factor.counts()) {
                        because.add(factor.words());
                    }
                }
            }
        }
        String clauses = String.join(", ", because);
        return efficacy == Efficacy.POOR ? clauses + " together [" + option.poorSource() + "]" : clauses;
    }
}
