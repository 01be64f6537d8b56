// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.model.Code;
import dev.stemgate.route.KnownByNow;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.Terminology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of the work list: a code or text of one domain, whichever hospitals send it.
 *
 * @param code the code; of a text, system and code are empty
 * @param domain drug or anything else
 * @param seen how often it was met
 * @param patients how many patients wait for it
 * @param ehrs which EHRs send it
 * @param suggested criteria that its words name
 */
record WorkListRow(
        Code code,
        Terminology.Domain domain,
        int seen,
        int patients,
        Instant firstSeen,
        Instant lastSeen,
        Set<String> ehrs,
        List<String> suggested) {

    /** Columns that the work list has beside those of the local map; an import leaves them aside. */
    static final List<String> INFORMATION =
            List.of("suggested-criterion", "count", "patients", "first-seen", "last-seen", "ehr");

    static final List<String> COLUMNS = join(
            List.of("system", "code", "display", "domain", "criterion", "role", "class", "note", "who", "date"),
            INFORMATION);

    WorkListRow {
        ehrs = Set.copyOf(ehrs);
        suggested = List.copyOf(suggested);
    }

    /** The list, most patients first. A code without a system can only be classified by its display, and not without one. */
    static List<WorkListRow> of(List<WorkItem> items, CodeListTerminology terminology) {
        Map<String, WorkListRow> rows = new LinkedHashMap<>();
        for (WorkItem item : items) {
            Code code = item.code().system().isBlank()
                    ? new Code("", "", item.code().display().strip())
                    : item.code();
            if (!code.hasCode() && code.display().isBlank()) {
                continue;
            }
            for (Terminology.Domain domain : KnownByNow.domains(item.kinds())) {
                String key = domain + "\n" + code.system() + "\n"
                        + (code.hasCode() ? code.code() : code.display().toLowerCase(Locale.ROOT));
                WorkListRow row = new WorkListRow(
                        code,
                        domain,
                        item.seen(),
                        item.patients(),
                        item.firstSeen(),
                        item.lastSeen(),
                        Set.of(item.ehr()),
                        terminology.suggestions(code.display(), domain));
                rows.merge(key, row, WorkListRow::with);
            }
        }
        return rows.values().stream()
                .sorted(Comparator.comparing(WorkListRow::patients).reversed())
                .toList();
    }

    private WorkListRow with(WorkListRow other) {
        Set<String> all = new TreeSet<>(ehrs);
        all.addAll(other.ehrs);
        return new WorkListRow(
                code,
                domain,
                seen + other.seen,
                patients + other.patients,
                firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
                lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
                all,
                suggested);
    }

    /** Its cells in the order of {@link #COLUMNS}; what a person fills in is empty. */
    List<String> cells() {
        return join(
                List.of(code.system(), code.code(), code.display(), word(), "", "", "", "", "", ""),
                List.of(
                        String.join("|", suggested),
                        String.valueOf(seen),
                        String.valueOf(patients),
                        firstSeen.toString(),
                        lastSeen.toString(),
                        String.join("|", new TreeSet<>(ehrs))));
    }

    void writeTo(ObjectNode node) {
        node.put("system", code.system())
                .put("code", code.code())
                .put("display", code.display())
                .put("domain", word())
                .put("count", seen)
                .put("patients", patients)
                .put("firstSeen", firstSeen.toString())
                .put("lastSeen", lastSeen.toString());
        new TreeSet<>(ehrs).forEach(node.putArray("ehrs")::add);
        suggested.forEach(node.putArray("suggested")::add);
    }

    private String word() {
        return domain.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> join(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
