// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One bar a criterion, split by finding. Colours of Okabe and Ito, which people with any colour vision tell apart; absent is pale. */
final class FindingBars {

    /** Findings from the worst to the best, with their colours. */
    static final Map<String, String> COLOURS = colours();

    private FindingBars() {}

    private static Map<String, String> colours() {
        Map<String, String> colours = new LinkedHashMap<>();
        colours.put("present", "#D55E00");
        colours.put("possible", "#E69F00");
        colours.put("unknown", "#0072B2");
        colours.put("absent", "#DDE1E6");
        return colours;
    }

    static String svg(List<CriterionCount> criteria, ChartWidth width) {
        AxisTitles titles =
                new AxisTitles(criteria.stream().map(CriterionCount::title).toList(), width);
        List<String> names = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        int place = 0;
        // Finding by finding: lets-plot stacks them in the order in which it meets them.
        for (String finding : COLOURS.keySet()) {
            int each = place++;
            for (CriterionCount criterion : criteria) {
                long count = List.of(criterion.present(), criterion.possible(), criterion.unknown(), criterion.absent())
                        .get(each);
                // A bar of no patient would still be drawn as a thin line; every criterion keeps its row.
                if (count > 0 || finding.equals("absent")) {
                    names.add(titles.place(criterion.title()));
                    findings.add(finding);
                    counts.add((double) count);
                }
            }
        }
        boolean wide = width == ChartWidth.WIDE;
        String svg = new Plot(
                        Map.of("criterion", names, "finding", findings, "patients", counts),
                        width.pixels(),
                        90 + (32 + width.higher()) * titles.rows())
                .layer(
                        "bar",
                        Map.of("y", "criterion", "x", "patients", "fill", "finding"),
                        Map.of("stat", "identity", "orientation", "y", "position", "stack", "width", 0.72, "size", 0))
                .scale(Map.of("aesthetic", "y", "discrete", true, "limits", titles.places(), "name", ""))
                .scale(Map.of("aesthetic", "x", "name", "patients", "format", ",d", "expand", List.of(0.0, 0.0)))
                .scale(Map.of(
                        "aesthetic",
                        "fill",
                        "name",
                        wide ? "finding" : "",
                        "guide",
                        new HashMap<>(Map.of("name", "legend", "ncol", wide ? COLOURS.size() : 2, "byrow", true)),
                        "limits",
                        new ArrayList<>(COLOURS.keySet()),
                        "values",
                        new ArrayList<>(COLOURS.values())))
                .theme(Map.of(
                        "legend_position",
                        "top",
                        "panel_grid_major_y",
                        "blank",
                        "axis_ticks_y",
                        "blank",
                        "plot_margin",
                        new HashMap<>(Map.of("t", 0, "r", wide ? 28 : 14, "b", 0, "l", 0))))
                .svg();
        return titles.writeInto(svg);
    }
}
