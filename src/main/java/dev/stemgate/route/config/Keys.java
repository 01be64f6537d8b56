// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Key-value settings of one section, each with its line; a key that nobody asked for is an error. */
final class Keys {

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})(ms|s|m|h|d)");

    private final YamlSource source;
    private final Node section;
    private final Map<String, Node> values;
    private final TreeSet<String> known = new TreeSet<>();

    Keys(YamlSource source, Node section, Map<String, Node> values) {
        this.source = source;
        this.section = section;
        this.values = new LinkedHashMap<>(values);
    }

    Optional<String> text(String key) {
        known.add(key);
        Node node = values.get(key);
        return node == null ? Optional.empty() : Optional.of(source.scalar(node, "'" + key + "'"));
    }

    /** True when any key begins so. */
    boolean hasBelow(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    String required(String key, String remedy) {
        return text(key).orElseThrow(() -> source.error(section, "'" + key + "' is missing; " + remedy));
    }

    int number(String key, int byDefault, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw error(key, "must be a whole number from " + least + " to " + most);
        }
        throw error(key, "must be a whole number from " + least + " to " + most);
    }

    Duration duration(String key, Duration byDefault) {
        return durationIfGiven(key).orElse(byDefault);
    }

    Optional<Duration> durationIfGiven(String key) {
        return text(key).map(text -> duration(key, text));
    }

    private Duration duration(String key, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw error(
                    key,
                    "must be a duration such as 500ms, 30s, 15m, 4h or 1d, in small letters and more than nothing");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E byDefault) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return byDefault;
        }
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text.get())) {
                return constant;
            }
        }
        TreeSet<String> words = new TreeSet<>();
        for (E constant : type.getEnumConstants()) {
            words.add(word(constant));
        }
        throw error(key, "must be one of " + String.join(", ", words));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ZoneId zone(String key, ZoneId byDefault) {
        return text(key)
                .map(text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException e) {
                        throw error(key, "must be a time zone such as Europe/Vienna");
                    }
                })
                .orElse(byDefault);
    }

    Optional<URI> urlIfGiven(String key) {
        return text(key).map(text -> parsedUrl(key, text));
    }

    URI url(String key, String remedy) {
        return parsedUrl(key, required(key, remedy));
    }

    private URI parsedUrl(String key, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw error(key, "must be an http or https URL");
        }
        throw error(key, "must be an http or https URL");
    }

    /** To be called last: fails for the first key that was never asked for. */
    void rejectUnknown() {
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw source.error(
                        entry.getValue(),
                        "unknown key '" + entry.getKey() + "'; known here: " + String.join(", ", known));
            }
        }
    }

    ConfigurationException error(String key, String message) {
        Node node = values.getOrDefault(key, section);
        return source.error(node, "'" + key + "' " + message);
    }
}
