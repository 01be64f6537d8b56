// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.rules.Therapy.HazardKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said of a hazard beside its level: which criteria stand behind it, and one sentence of why. */
final class HazardSentence {

    private HazardSentence() {}

    /** The criteria that raise it, or that leave it unknown, in the order of the model. */
    static List<String> criteria(Level level, List<Factor> bearing) {
        Set<String> ids = new LinkedHashSet<>();
        for (Factor factor : bearing) {
            if (factor.counts() || (level == Level.UNKNOWN && factor.finding() == Finding.UNKNOWN)) {
                ids.add(factor.criterion().id());
            }
        }
        return List.copyOf(ids);
    }

    static String why(HazardKind kind, Level level, List<Factor> bearing, List<AtLeast> holding, boolean planIsOpen) {
        List<String> clauses = new ArrayList<>();
        Set<String> raised = raised(bearing, holding);
        if (!raised.isEmpty()) {
            clauses.add("raised by " + String.join(", ", raised));
        } else if (level == Level.BASELINE) {
            clauses.add(hasRaising(bearing) ? "none of its factors was found" : "as for everyone");
        }
        addTitles("could not be judged: ", Finding.UNKNOWN, bearing, clauses);
        if (planIsOpen) {
            clauses.add("what is planned is not known, since not every ServiceRequest could be read");
        }
        for (Factor factor : bearing) {
            if (!factor.raises() && factor.counts()) {
                clauses.add(factor.words() + ": " + factor.entry().note());
            }
        }
        addTitles("not evaluated in this release: ", Finding.NOT_EVALUATED, bearing, clauses);
        return kind.title() + " [" + kind.source() + "]: " + String.join("; ", clauses) + ".";
    }

    private static Set<String> raised(List<Factor> bearing, List<AtLeast> holding) {
        Set<String> raised = new LinkedHashSet<>();
        for (Factor factor : bearing) {
            if (factor.raises() && factor.counts()) {
                raised.add(factor.words());
            }
        }
        for (AtLeast floor : holding) {
            raised.add(floor.says());
        }
        return raised;
    }

    private static boolean hasRaising(List<Factor> bearing) {
        for (Factor factor : bearing) {
            if (factor.raises()) {
                return true;
            }
        }
        return false;
    }

    private static void addTitles(String lead, Finding finding, List<Factor> bearing, List<String> clauses) {
        Set<String> titles = new LinkedHashSet<>();
        for (Factor factor : bearing) {
            if (factor.finding() == finding) {
                titles.add(factor.criterion().title());
            }
        }
        if (!titles.isEmpty()) {
            clauses.add(lead + String.join(", ", titles));
        }
    }
}
