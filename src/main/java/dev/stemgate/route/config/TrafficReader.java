// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.PagingHosts;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parameters of a hospital file that say how much the EHR is asked, and when. */
final class TrafficReader {

    private static final int BATCH = 100;
    private static final int LARGEST_BATCH = 200;
    private static final double HIGHEST_RATE = 1000;
    private static final Pattern REWRITE = Pattern.compile("rewrite\\(([^()]+)\\)");

    private TrafficReader() {}

    static Traffic read(Keys keys) {
        return new Traffic(batch(keys), rate(keys), hours(keys), hosts(keys));
    }

    private static int batch(Keys keys) {
        String text = keys.text("batch").orElse("auto");
        if (text.equals("auto")) {
            return BATCH;
        }
        if (text.equals("off")) {
            return 1;
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= 2 && Integer.parseInt(text) <= LARGEST_BATCH) {
            return Integer.parseInt(text);
        }
        throw keys.error("batch", "must be auto, off, or a whole number from 2 to " + LARGEST_BATCH);
    }

    private static double rate(Keys keys) {
        Optional<String> text = keys.text("requestsPerSecond");
        if (text.isEmpty() || text.get().equals("off")) {
            return 0;
        }
        if (text.get().matches("\\d{1,4}(\\.\\d{1,3})?")) {
            double rate = Double.parseDouble(text.get());
            if (rate > 0 && rate <= HIGHEST_RATE) {
                return rate;
            }
        }
        throw keys.error("requestsPerSecond", "must be off, or a number above 0 and up to 1000, such as 5 or 0.5");
    }

    private static ActiveHours hours(Keys keys) {
        return keys.text("activeHours")
                .map(text -> ActiveHours.parse(text)
                        .orElseThrow(() -> keys.error(
                                "activeHours", "must be windows of the day such as 20:00-06:00, separated by commas")))
                .orElse(ActiveHours.ALWAYS);
    }

    private static PagingHosts hosts(Keys keys) {
        String text = keys.text("pagingHosts").orElse("refuse");
        if (text.equals("refuse")) {
            return PagingHosts.REFUSED;
        }
        Matcher rewrite = REWRITE.matcher(text);
        try {
            if (rewrite.matches()) {
                return new PagingHosts(Arrays.stream(rewrite.group(1).split(","))
                        .map(String::strip)
                        .collect(Collectors.toSet()));
            }
        } catch (IllegalArgumentException notAHost) {
            throw keys.error("pagingHosts", "names what is no 'host' or 'host:port'");
        }
        throw keys.error("pagingHosts", "must be refuse, or rewrite(host, host:port, …)");
    }
}
