// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.state.InputUnit;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** Writes units as a person reads them: neighbours with one fate in one line. Thread-confined. */
final class UnitRanges {

    private final Writer out;
    private Optional<InputUnit> first = Optional.empty();
    private Optional<InputUnit> last = Optional.empty();

    UnitRanges(Writer out) {
        this.out = out;
    }

    void add(InputUnit unit) throws IOException {
        if (first.filter(before -> isAlike(before, unit)).isEmpty()) {
            end();
            first = Optional.of(unit);
        }
        last = Optional.of(unit);
    }

    private static boolean isAlike(InputUnit one, InputUnit other) {
        return one.within().isEmpty()
                && other.within().isEmpty()
                && one.state() == other.state()
                && one.reason().equals(other.reason())
                && one.line().equals(other.line());
    }

    void end() throws IOException {
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        InputUnit from = first.get();
        InputUnit to = last.get();
        String where = from.number() == to.number() ? "" + from.number() : from.number() + "-" + to.number();
        String part = from.within().isEmpty() ? "" : ", " + from.within();
        String reason = from.reason().isEmpty() ? "" : " " + from.reason();
        String line = from.line().isEmpty() ? "" : ": " + from.line();
        out.write(where + part + "  " + from.state().code() + reason + line + "\n");
        first = Optional.empty();
        last = Optional.empty();
    }
}
