// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.state.ModelChange;
import dev.stemgate.state.OutcomeShift;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a change of the model does to a hospital's results, for people. */
final class ModelChangeText {

    private ModelChangeText() {}

    static void print(PrintWriter out, ModelChange change, List<OutcomeShift> shifts, int limitPercent) {
        out.println(change.ehr() + ": model " + change.modelId() + " " + change.modelVersion() + " since "
                + change.begunAt() + ": " + state(change.state()));
        out.println("  " + change.changed() + " of " + change.counted() + " patients have another outcome ("
                + share(change) + " %, limit " + limitPercent + " %); " + change.unknown()
                + " not screened by it yet, " + change.excluded() + " could not be screened");
        for (OutcomeShift shift : shifts) {
            if (shift.before() != shift.after()) {
                out.println("  " + shift.patients() + "  " + shift.before().code() + " -> "
                        + shift.after().code());
            }
        }
    }

    private static String share(ModelChange change) {
        double share = change.counted() == 0 ? 0 : 100.0 * change.changed() / change.counted();
        return String.format(Locale.ROOT, "%.1f", share);
    }

    private static String state(ModelChange.State state) {
        return switch (state) {
            case OPEN -> "not known yet; results that change an outcome are held";
            case PASSED -> "within the limit; everything is written";
            case STOPPED -> "above the limit; nothing is written until it is approved";
            case APPROVED -> "approved; everything is written";
        };
    }
}
