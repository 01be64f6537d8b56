// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a site's local map: what a code or a text of this site means for one criterion.
 *
 * @param system URI, OID or known name of the code system; empty for a text
 * @param code the code; empty for a text
 * @param display the code's display; of a text, the text itself
 * @param domain drug or anything else; empty where the code system tells it
 * @param criterion id of a criterion, or {@link #IRRELEVANT}
 * @param role how it stands to the criterion; empty when irrelevant
 * @param classes classes that the model's rows name, mostly none
 * @param note why; when it begins with {@code override:} the row may say less than the shipped lists
 * @param who who decided; may be empty
 * @param date when, as the site writes it; may be empty
 */
public record LocalCode(
        String system,
        String code,
        String display,
        Optional<Terminology.Domain> domain,
        String criterion,
        Optional<Role> role,
        Set<String> classes,
        String note,
        String who,
        String date) {

    /** Stands in the column {@code criterion} for a code that is known to bear on nothing. */
    public static final String IRRELEVANT = "irrelevant";

    private static final Pattern OVERRIDE = Pattern.compile("(?i)override:\\s*(\\S.*)", Pattern.DOTALL);

    public LocalCode {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(display, "display");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(date, "date");
        classes = Set.copyOf(classes);
        if (criterion.equals(IRRELEVANT) == role.isPresent()) {
            throw new IllegalArgumentException("a criterion has a role, and what is irrelevant has none");
        }
        if (system.isEmpty() != code.isEmpty() || code.isEmpty() && display.isEmpty()) {
            throw new IllegalArgumentException("a row names a code with its system, or a text");
        }
    }

    public boolean isText() {
        return code.isEmpty();
    }

    public boolean isIrrelevant() {
        return role.isEmpty();
    }

    /** The reason for which it may say less than the shipped lists; empty when it may not. */
    public Optional<String> override() {
        Matcher matcher = OVERRIDE.matcher(note);
        return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** How the row is named in messages. */
    public String label() {
        return isText() ? "the text '" + display + "'" : system + "|" + code;
    }

    /** All that changes what is found, in a fixed order: for the version of the model. Who decided and when is not part of it. */
    String meaning() {
        return String.join(
                "\t",
                system,
                code,
                display,
                domain.map(Enum::name).orElse(""),
                criterion,
                role.map(Enum::name).orElse(""),
                String.join("|", new TreeSet<>(classes)),
                note.toLowerCase(Locale.ROOT).startsWith("override:") ? note : "");
    }

    /** True when both say the same of the same code; who, when and why may differ. */
    public boolean saysTheSameAs(LocalCode other) {
        return meaning().equals(other.meaning());
    }

    /** The same decision, of this day where none was given. */
    public LocalCode decidedOn(String day) {
        return new LocalCode(
                system, code, display, domain, criterion, role, classes, note, who, date.isEmpty() ? day : date);
    }
}
