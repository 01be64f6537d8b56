// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.model.Code;
import dev.stemgate.route.KnownByNow;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of the local map that say what a person decided about a code.
 *
 * @param criterion id of a criterion, or {@link LocalCode#IRRELEVANT}
 * @param role empty for what is irrelevant
 * @param note why
 * @param who decided
 * @param today the day of the decision
 */
record AssignedRows(String criterion, Optional<Role> role, Set<String> classes, String note, String who, String today) {

    /** One row for each domain in which the code stood. Fails with {@link CommandFailure} for a code that has neither system nor words. */
    Stream<LocalCode> of(WorkItem item) {
        Code code = item.code();
        boolean text = code.system().isBlank() || !code.hasCode();
        if (text && code.display().isBlank()) {
            throw new CommandFailure(
                    ExitCode.INPUT_UNUSABLE,
                    item.letter()
                            + " has a code without a system and without words; it can only be corrected in the EHR");
        }
        Code named = text ? new Code("", "", code.display().strip()) : code;
        return KnownByNow.domains(item.kinds()).stream().map(domain -> of(named, Optional.of(domain)));
    }

    /** @throws IllegalArgumentException when the code has neither code nor words */
    LocalCode of(Code code, Optional<Terminology.Domain> domain) {
        return new LocalCode(
                code.system(), code.code(), code.display(), domain, criterion, role, classes, note, who, today);
    }
}
