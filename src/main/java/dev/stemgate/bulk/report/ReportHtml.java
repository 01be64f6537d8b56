// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import dev.stemgate.bulk.BulkStatistics;
import dev.stemgate.bulk.BulkStatistics.CodeCount;
import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes {@code report.html}: one file that asks no network for anything. It holds counts, codes and titles of the model, and nothing of one
 * person. Thread-safe.
 */
public final class ReportHtml {

    private static final int CODES = 50;

    private final PebbleTemplate template;

    public ReportHtml() {
        ClasspathLoader loader = new ClasspathLoader(ReportHtml.class.getClassLoader());
        loader.setPrefix("report");
        template = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .defaultLocale(Locale.ENGLISH)
                .build()
                .getTemplate("report.peb");
    }

    /** Writes the page, in UTF-8; the stream stays open. */
    public void write(BulkStatistics statistics, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        template.evaluate(writer, values(statistics), Locale.ENGLISH);
        writer.flush();
    }

    private static Map<String, Object> values(BulkStatistics statistics) throws IOException {
        List<CriterionCount> absolute = statistics.criteria().stream()
                .filter(criterion -> criterion.kind().equals("absolute"))
                .toList();
        List<CriterionCount> risk = statistics.criteria().stream()
                .filter(criterion -> !criterion.kind().equals("absolute"))
                .toList();
        List<HazardHeat.Field> hazards = HazardHeat.fields(statistics.hazards());
        List<CodeCount> codes = statistics.unclassified();
        Map<String, Object> values = new HashMap<>();
        values.put("style", resource("/report/report.css"));
        values.put("s", statistics);
        values.put("flow", FlowView.of(statistics.flow(), statistics.criteria()));
        values.put(
                "parts",
                List.of(
                        Part.of("Absolute contraindications", absolute, "absolute"),
                        Part.of("Risk criteria", risk, "risk")));
        values.put("files", FileView.of(statistics.input()));
        values.put("causes", CauseView.of(statistics.incomplete()));
        values.put("hazards", hazards);
        values.put("heat", hazards.isEmpty() ? "" : ChartIds.named(HazardHeat.svg(hazards, ChartWidth.WIDE), "heat"));
        values.put(
                "narrowHeat",
                hazards.isEmpty() ? "" : ChartIds.named(HazardHeat.svg(hazards, ChartWidth.NARROW), "heat-narrow"));
        values.put("codes", codes.subList(0, Math.min(CODES, codes.size())));
        values.put("moreCodes", Math.max(0, codes.size() - CODES));
        values.put(
                "bytes",
                statistics.input().stream()
                        .mapToLong(BulkStatistics.FileCount::bytes)
                        .sum());
        return values;
    }

    /**
     * Criteria of one kind, with their picture.
     *
     * @param svg empty where nobody was judged
     * @param narrow the same for a phone
     */
    public record Part(String title, List<CriterionCount> criteria, String svg, String narrow) {

        static Part of(String title, List<CriterionCount> criteria, String name) {
            boolean judged = criteria.stream()
                    .anyMatch(count -> count.present() + count.possible() + count.unknown() + count.absent() > 0);
            return new Part(
                    title,
                    criteria,
                    judged ? ChartIds.named(FindingBars.svg(criteria, ChartWidth.WIDE), name) : "",
                    judged ? ChartIds.named(FindingBars.svg(criteria, ChartWidth.NARROW), name + "-narrow") : "");
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
