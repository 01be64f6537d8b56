// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.route.config.TerminologyServerSettings.CriterionValueSet;
import dev.stemgate.terminology.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the block {@code terminologyServer} of {@code stemgate.yaml}. */
final class TerminologyServerReader {

    private static final String BLOCK = "terminologyServer.";

    private enum UnderNone {
        TO_CLASSIFY,
        IRRELEVANT
    }

    private TerminologyServerReader() {}

    /** Empty when there is no such block. */
    static Optional<TerminologyServerSettings> read(Path file, Keys keys) {
        Login login = LoginReader.plain(file, keys, BLOCK);
        Duration timeout = keys.duration(BLOCK + "timeout", Duration.ofSeconds(5));
        Duration cacheFor = keys.duration(BLOCK + "cacheFor", Duration.ofDays(7));
        UnderNone underNone = keys.choice(BLOCK + "underNone", UnderNone.class, UnderNone.TO_CLASSIFY);
        List<CriterionValueSet> valueSets = keys.text(BLOCK + "valueSets")
                .map(text -> valueSets(keys, text))
                .orElse(List.of());
        if (keys.text(BLOCK + "baseUrl").isEmpty()) {
            if (keys.hasBelow(BLOCK)) {
                keys.required(
                        BLOCK + "baseUrl", "give the FHIR base URL of the terminology server, or remove the block");
            }
            return Optional.empty();
        }
        TerminologyServerSettings settings = new TerminologyServerSettings(
                file,
                keys.url(BLOCK + "baseUrl", "give the FHIR base URL of the terminology server"),
                login,
                timeout,
                cacheFor,
                underNone == UnderNone.IRRELEVANT,
                valueSets);
        settings.fhirSettings();
        login.check();
        return Optional.of(settings);
    }

    private static List<CriterionValueSet> valueSets(Keys keys, String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> valueSet(keys, one.split("\\s+")))
                .toList();
    }

    private static CriterionValueSet valueSet(Keys keys, String[] words) {
        if (words.length == 3 && (words[1].equals("include") || words[1].equals("signal"))) {
            return new CriterionValueSet(words[0], words[1].equals("include") ? Role.INCLUDE : Role.SIGNAL, words[2]);
        }
        throw keys.error(
                BLOCK + "valueSets", "must be 'criterion include URL' or 'criterion signal URL', separated by commas");
    }
}
