// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that the manifest of an export names.
 *
 * @param number in the order of the manifest
 * @param type of the records in it, as the manifest has it; empty where it does not say
 * @param name last part of its address, decoded
 * @param count how many records it is said to hold; negative where that is not said
 */
record ManifestFile(int number, String type, String name, long count) {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final Set<String> OF_MANY = Set.of("Bundle", "Parameters", "Resource", "DomainResource");

    /** @param count negative where there is none */
    static ManifestFile of(int number, String type, String url, long count) {
        return new ManifestFile(number, TYPE.matcher(type).matches() ? type : "", nameOf(url), count);
    }

    static String nameOf(String url) {
        String path = last(url.replaceFirst("[?#].*", ""));
        try {
            return last(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isCounted() {
        return count >= 0;
    }

    /** The name without what a download adds or takes off. */
    String stem() {
        return SourceFile.stem(name);
    }

    /** What it is called where others than the owner of the export read it, with its type. */
    String label() {
        return FileLabel.of(name, number, "manifest") + (type.isEmpty() ? "" : " (" + type + ")");
    }

    /** The kinds that are not whole without it; none where no screening reads its type. */
    List<RecordKind> kinds() {
        return type.isEmpty() || OF_MANY.contains(type) ? SourceFile.kinds(name) : kinds(type);
    }

    /** The kinds that are not whole where records of a type are missing. */
    static List<RecordKind> kinds(String type) {
        if (type.equals(SourceFile.MEDICATION)) {
            return SourceFile.NAMING_MEDICATIONS;
        }
        return List.of(RecordKind.values()).stream()
                .filter(kind -> kind.fhirType().equals(type))
                .toList();
    }
}
