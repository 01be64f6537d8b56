// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The titles down the side of a chart. Lets-plot cuts a label of an axis after twenty letters, and puts lines of one label over each other;
 * so the chart is drawn with a place as wide as the longest line, and the titles are written into the places afterwards. For one chart;
 * immutable.
 */
final class AxisTitles {

    private static final Pattern PLACE =
            Pattern.compile("(<text class=\"axis-text-y\"[^>]*>)\\s*M+([0-9]{4})\\s*(</text>)");

    private final List<String> titles;
    private final ChartWidth width;

    /** @param titles from the top of the chart to its foot; one that stands twice is one row */
    AxisTitles(List<String> titles, ChartWidth width) {
        this.titles = titles.stream().distinct().toList();
        this.width = width;
    }

    int rows() {
        return titles.size();
    }

    /** What stands for a title while the chart is drawn. */
    String place(String title) {
        return "M".repeat(width.placeLetters()) + String.format(Locale.ROOT, "%04d", titles.indexOf(title));
    }

    /** All places as lets-plot wants them: from the foot to the top. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        titles.forEach(title -> places.add(0, place(title)));
        return places;
    }

    /**
     * The chart with its titles.
     *
     * @throws IllegalStateException when the chart lacks the place of a title
     */
    String writeInto(String svg) {
        StringBuilder written = new StringBuilder();
        Matcher place = PLACE.matcher(svg);
        int found = 0;
        while (place.find()) {
            String title = text(titles.get(Integer.parseInt(place.group(2))));
            place.appendReplacement(written, Matcher.quoteReplacement(place.group(1) + title + place.group(3)));
            found++;
        }
        if (found != titles.size()) {
            throw new IllegalStateException("of " + titles.size() + " titles a chart has room for " + found);
        }
        return place.appendTail(written).toString();
    }

    /** A title in lines around the middle of its row. */
    private String text(String title) {
        List<String> lines = lines(title, width.lineLetters());
        if (lines.size() == 1) {
            return escaped(title);
        }
        StringBuilder text = new StringBuilder();
        String down = String.format(Locale.ROOT, "%.2fem", 0.35 - 0.55 * (lines.size() - 1));
        for (String line : lines) {
            text.append("<tspan x=\"0\" dy=\"")
                    .append(down)
                    .append("\">")
                    .append(escaped(line))
                    .append("</tspan>");
            down = "1.1em";
        }
        return text.toString();
    }

    /** Lines of no more letters than that; a longer word has a line of its own. */
    static List<String> lines(String title, int longest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : title.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > longest) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
