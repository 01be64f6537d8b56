// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * What the server said that an export consists of: the answer at the end of an export by the FHIR Bulk Data Access IG, kept as
 * {@code manifest.json} beside the files.
 *
 * @param output the files with records; an address that stands there twice counts once
 * @param deletions stems of the files that name deleted records, without those that are among the output
 * @param errors how many files with errors of the export there are
 * @param request what was asked for, as an address; may be empty
 * @param goesOn whether there are more files, in another manifest
 * @param mark tells it from another one; empty for none
 */
record ExportManifest(
        List<ManifestFile> output, Set<String> deletions, int errors, String request, boolean goesOn, String mark) {

    static final String NAME = "manifest.json";

    /** Where there is none, or none that can be understood. */
    static final ExportManifest NONE = new ExportManifest(List.of(), Set.of(), 0, "", false, "");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    ExportManifest {
        output = List.copyOf(output);
        deletions = Set.copyOf(deletions);
    }

    /** Reads it; empty where it is no JSON, or has another shape. */
    static Optional<ExportManifest> of(byte[] bytes) {
        JsonNode tree;
        try {
            tree = JSON.readTree(bytes);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        List<String> urls = urls(tree.path("output"));
        if (!tree.path("output").isArray() || urls.contains("")) {
            return Optional.empty();
        }
        List<ManifestFile> output = output(tree.path("output"), urls);
        Set<String> deletions = new TreeSet<>();
        urls(tree.path("deleted")).forEach(url -> deletions.add(SourceFile.stem(ManifestFile.nameOf(url))));
        output.forEach(file -> deletions.remove(file.stem()));
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Optional.of(new ExportManifest(
                output,
                deletions,
                tree.path("error").size(),
                tree.path("request").asText(),
                tree.path("link").findValuesAsText("relation").contains("next"),
                NAME + " " + bytes.length + " " + Long.toHexString(sum.getValue()) + "\n"));
    }

    /**
     * Stems of files that name deleted records, in a folder with files of these stems. Where none has the name of one with records, the
     * files were given other names, and a file of such a name may be any.
     */
    Set<String> deletions(Set<String> stems) {
        return output.stream().map(ManifestFile::stem).anyMatch(stems::contains) ? deletions : Set.of();
    }

    private static List<String> urls(JsonNode items) {
        List<String> urls = new ArrayList<>();
        items.forEach(item -> urls.add(item.path("url").asText()));
        return urls;
    }

    private static List<ManifestFile> output(JsonNode items, List<String> urls) {
        List<ManifestFile> files = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int number = 0; number < urls.size(); number++) {
            JsonNode item = items.get(number);
            if (seen.add(urls.get(number))) {
                files.add(ManifestFile.of(
                        number,
                        item.path("type").asText(),
                        urls.get(number),
                        item.path("count").asLong(-1)));
            }
        }
        return files;
    }
}
