// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.rules.Model;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.LocalRow;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.TerminologyFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds rows of the local map that no rule of the model reads. Such a code would be classified and bear on nothing: it would clear
 * a patient though the site meant to raise.
 */
final class UnreadRows {

    private final Model model;
    private final CodeListTerminology terminology;

    UnreadRows(Model model, CodeListTerminology terminology) {
        this.model = model;
        this.terminology = terminology;
    }

    List<TerminologyFileException> among(List<LocalRow> rows) {
        List<TerminologyFileException> problems = new ArrayList<>();
        for (LocalRow row : rows) {
            LocalCode code = row.code();
            Optional<Role> raising = code.role().filter(role -> role != Role.EXCLUDE);
            boolean known = model.criteria().stream()
                    .anyMatch(criterion -> criterion.id().equals(code.criterion()));
            terminology
                    .domainOf(code)
                    .filter(domain -> known
                            && raising.isPresent()
                            && !model.reads(code.criterion(), domain, raising.get(), code.classes()))
                    .ifPresent(domain -> problems.add(unread(row, domain)));
        }
        return problems;
    }

    private TerminologyFileException unread(LocalRow row, Terminology.Domain domain) {
        LocalCode code = row.code();
        String roles = Stream.of(Role.INCLUDE, Role.SIGNAL)
                .filter(role -> model.reads(code.criterion(), domain, role, code.classes()))
                .map(role -> "role " + word(role))
                .collect(Collectors.joining());
        return row.wrong(
                "no rule of the model reads "
                        + (domain == Terminology.Domain.DRUG ? "drugs" : "codes other than drugs")
                        + " of role " + word(code.role().orElseThrow())
                        + (code.classes().isEmpty() ? "" : " and class " + String.join("|", code.classes())) + " for "
                        + code.criterion(),
                roles.isEmpty() ? "name another criterion" : "use " + roles);
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
