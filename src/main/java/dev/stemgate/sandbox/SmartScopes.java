// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scopes of a token, as this server understands them: {@code system/<Type>.read|write} and {@code system/<Type>.cruds}. */
final class SmartScopes {

    private static final Pattern SCOPE = Pattern.compile("system/([A-Za-z]+)\\.(read|write|c?r?u?d?s?)");

    private SmartScopes() {}

    /** Every scope that a bridge may ask this server for. */
    static List<String> everything() {
        List<String> scopes = new ArrayList<>();
        for (String type : SandboxSettings.DEFAULT_TYPES) {
            scopes.addAll(
                    List.of("system/" + type + ".read", "system/" + type + ".write", "system/" + type + ".cruds"));
            scopes.addAll(List.of("system/" + type + ".rs", "system/" + type + ".crus", "system/" + type + ".c"));
        }
        return List.copyOf(scopes);
    }

    /** True when one of the scopes gives the action, one of {@code c r u d s}, on the type. */
    static boolean allow(Collection<String> scopes, String type, char action) {
        return scopes.stream()
                .map(SCOPE::matcher)
                .filter(Matcher::matches)
                .anyMatch(scope ->
                        scope.group(1).equals(type) && letters(scope.group(2)).indexOf(action) >= 0);
    }

    private static String letters(String permission) {
        return switch (permission) {
            case "read" -> "rs";
            case "write" -> "cud";
            default -> permission;
        };
    }
}
