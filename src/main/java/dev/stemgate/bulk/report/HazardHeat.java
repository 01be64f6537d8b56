// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import dev.stemgate.bulk.AgeBand;
import dev.stemgate.bulk.BulkStatistics.HazardCount;
import dev.stemgate.model.Hazard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hazards by age band: in each field the share of the band's patients for whom the hazard is elevated or high. */
final class HazardHeat {

    /**
     * One hazard in one age band.
     *
     * @param patients of that band who were judged
     */
    record Field(String hazard, String age, long baseline, long unknown, long elevated, long high) {

        long patients() {
            return baseline + unknown + elevated + high;
        }

        /** Per cent that are elevated or high; of an empty band nothing. */
        double share() {
            return patients() == 0 ? 0 : 100.0 * (elevated + high) / patients();
        }
    }

    private HazardHeat() {}

    /** Every hazard in the order of the model, and in it every band that holds anybody. */
    static List<Field> fields(List<HazardCount> counts) {
        Map<String, Map<AgeBand, Map<Hazard.Level, Long>>> sorted = new LinkedHashMap<>();
        for (HazardCount count : counts) {
            sorted.computeIfAbsent(count.title(), title -> new java.util.TreeMap<>())
                    .computeIfAbsent(count.age(), age -> new java.util.EnumMap<>(Hazard.Level.class))
                    .merge(count.level(), count.count(), Long::sum);
        }
        List<Field> fields = new ArrayList<>();
        sorted.forEach((hazard, bands) -> bands.forEach((age, levels) -> fields.add(new Field(
                hazard,
                age.code(),
                levels.getOrDefault(Hazard.Level.BASELINE, 0L),
                levels.getOrDefault(Hazard.Level.UNKNOWN, 0L),
                levels.getOrDefault(Hazard.Level.ELEVATED, 0L),
                levels.getOrDefault(Hazard.Level.HIGH, 0L)))));
        return fields;
    }

    static String svg(List<Field> fields, ChartWidth width) {
        boolean wide = width == ChartWidth.WIDE;
        AxisTitles titles = new AxisTitles(fields.stream().map(Field::hazard).toList(), width);
        List<String> ages = new ArrayList<>();
        for (AgeBand band : AgeBand.values()) {
            if (fields.stream().anyMatch(field -> field.age().equals(band.code()))) {
                ages.add(age(band.code(), wide));
            }
        }
        Map<String, List<?>> data = Map.of(
                "hazard",
                        fields.stream()
                                .map(field -> titles.place(field.hazard()))
                                .toList(),
                "age", fields.stream().map(field -> age(field.age(), wide)).toList(),
                "share", fields.stream().map(Field::share).toList(),
                "dark",
                        fields.stream()
                                .map(field -> field.share() > 55 ? "yes" : "no")
                                .toList(),
                "label",
                        fields.stream()
                                .map(field -> Math.round(field.share()) + (wide ? "%" : ""))
                                .toList());
        String svg = new Plot(data, width.pixels(), 110 + (38 + width.higher()) * titles.rows())
                .layer(
                        "tile",
                        Map.of("x", "age", "y", "hazard", "fill", "share"),
                        Map.of("color", "white", "size", 1.5))
                .layer(
                        "text",
                        Map.of("x", "age", "y", "hazard", "label", "label", "color", "dark"),
                        Map.of("size", width.labelSize(), "show_legend", false))
                .scale(Map.of("aesthetic", "x", "discrete", true, "limits", ages, "name", "age on the evaluation date"))
                .scale(Map.of("aesthetic", "y", "discrete", true, "limits", titles.places(), "name", ""))
                .scale(Map.of(
                        "aesthetic",
                        "color",
                        "limits",
                        new ArrayList<>(List.of("no", "yes")),
                        "values",
                        new ArrayList<>(List.of("#1b1f24", "#ffffff")),
                        "guide",
                        "none"))
                .scale(Map.of(
                        "aesthetic", "fill",
                        "name", "% elevated or high",
                        // The numbers stand in the fields.
                        "guide", wide ? "colorbar" : "none",
                        // Around shares that are all alike lets-plot looks half a unit further.
                        "limits", new ArrayList<>(List.of(-0.5, 100.5)),
                        "breaks", new ArrayList<>(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0)),
                        "scale_mapper_kind", "color_gradient",
                        "low", "#F3F6FA",
                        "high", "#08306B"))
                .theme(Map.of(
                        "legend_position", "top",
                        "panel_grid", "blank",
                        "axis_ticks", "blank",
                        "axis_line", "blank"))
                .svg();
        return titles.writeInto(svg);
    }

    /** On a phone there is no room for the word. */
    private static String age(String band, boolean wide) {
        return wide || !band.equals(AgeBand.UNKNOWN.code()) ? band : "?";
    }
}
