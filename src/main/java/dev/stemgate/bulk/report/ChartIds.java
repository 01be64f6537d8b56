// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids inside a chart. Lets-plot draws them by chance; here they follow from the chart's name, so that the same counts make the same page
 * and no two charts of it share one.
 */
final class ChartIds {

    private static final Pattern ID = Pattern.compile(" id=\"([A-Za-z0-9]+)\"");

    private ChartIds() {}

    /** @param name of the chart: letters and hyphens, no other chart of the page has it */
    static String named(String svg, String name) {
        String named = svg;
        int number = 0;
        for (Matcher id = ID.matcher(svg); id.find(); number++) {
            named = named.replace("\"" + id.group(1) + "\"", "\"" + name + "-" + number + "\"")
                    .replace("#" + id.group(1), "#" + name + "-" + number);
        }
        return named;
    }
}
