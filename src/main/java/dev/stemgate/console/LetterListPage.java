// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterSlice;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.LetterTotals;
import dev.stemgate.deadletter.Reason;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The dead letters, filtered and counted, newest first. Shows no personal data. Thread-safe. */
final class LetterListPage implements Page {

    static final int ON_A_PAGE = 50;

    /** A reason, how many letters of it pass the other filters, and the list of them. */
    record ReasonTally(String code, long letters, String address, boolean chosen) {}

    private final Templates templates;
    private final DeadLetterDesk desk;
    private final Hospitals hospitals;
    private final Clock clock;

    LetterListPage(Templates templates, DeadLetterDesk desk, Hospitals hospitals, Clock clock) {
        this.templates = templates;
        this.desk = desk;
        this.hospitals = hospitals;
        this.clock = clock;
    }

    @Override
    public Reply answer(Visit visit) {
        LetterQuery query = LetterQuery.of(visit);
        LetterFilter filter = query.filter(clock.instant());
        LetterTotals counts = desk.totals(query.because("").filter(clock.instant()));
        LetterSlice slice = desk.slice(filter, query.before(), query.after(), ON_A_PAGE);
        long total = filter.reason()
                .map(reason -> counts.byReason().getOrDefault(reason, 0L))
                .orElse(counts.total());
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("query", query);
        values.put("letters", slice.letters());
        values.put("total", total);
        values.put("tallies", tallies(query, counts));
        values.put("newer", slice.newer() ? query.after(first(slice)).address() : "");
        values.put("older", slice.older() ? query.before(last(slice)).address() : "");
        values.put("states", List.of("open", "replayed", "resolved", LetterQuery.ANY_STATE));
        values.put("reasons", Arrays.stream(Reason.values()).map(Reason::code).toList());
        values.put("sources", sources(counts, query));
        values.put("spans", LetterQuery.SPANS.entrySet());
        values.put("all", query.because("").address());
        values.put("anybody", query.ofAnybody().address());
        values.put(
                "replayable",
                filter.reason().isPresent()
                        && query.state().equals(LetterState.OPEN.code())
                        && query.since().isEmpty()
                        && query.patient().isEmpty()
                        && total > 0);
        return Reply.html(templates.render("letters", visit, values));
    }

    private static LetterId first(LetterSlice slice) {
        return slice.letters().get(0).id();
    }

    private static LetterId last(LetterSlice slice) {
        List<DeadLetter> letters = slice.letters();
        return letters.get(letters.size() - 1).id();
    }

    private static List<ReasonTally> tallies(LetterQuery query, LetterTotals counts) {
        return counts.byReason().entrySet().stream()
                .map(entry -> new ReasonTally(
                        entry.getKey().code(),
                        entry.getValue(),
                        query.because(entry.getKey().code()).address(),
                        entry.getKey().code().equals(query.reason())))
                .toList();
    }

    private TreeSet<String> sources(LetterTotals counts, LetterQuery query) {
        TreeSet<String> all = new TreeSet<>(hospitals.names());
        all.addAll(counts.sources());
        if (!query.source().isEmpty()) {
            all.add(query.source());
        }
        return all;
    }
}
