// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The patients under {@code sandbox/population} on the class path; its README says what they are. {@code index.txt} names the
 * files in the order of loading, and the folder of a file says how it is read.
 *
 * @param asOf the day from which the relative dates of our own patients are counted
 */
record DemoPopulation(LocalDate asOf) implements Population {

    private static final String FOLDER = "/sandbox/population/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void loadInto(RecordStore store) {
        RelativeDates dates = new RelativeDates(asOf);
        List<ObjectNode> resources = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        for (String file : text("index.txt").lines().toList()) {
            if (file.startsWith("raw/")) {
                raw.add(file);
            } else if (file.endsWith(".ndjson.gz")) {
                resources.addAll(lines(file));
            } else if (file.startsWith("authored/")) {
                resources.addAll(resources(file, dates.fill(text(file))));
            } else {
                resources.addAll(resources(file, text(file)));
            }
        }
        store.putAll(resources.stream());
        raw.forEach(file -> putRaw(store, file));
    }

    /** {@code raw/<patient id>/<type>-<id>.json}, kept byte for byte. */
    private static void putRaw(RecordStore store, String file) {
        String[] path = file.split("/");
        String name = path[2].substring(0, path[2].length() - ".json".length());
        String[] typeAndId = name.split("-", 2);
        store.putRaw(typeAndId[0], typeAndId[1], path[1], text(file));
    }

    /** The entries of a Bundle, or the one resource that a file holds. */
    private static List<ObjectNode> resources(String file, String json) {
        JsonNode root = tree(file, json);
        List<ObjectNode> resources = new ArrayList<>();
        if (root.path("resourceType").asText().equals("Bundle")) {
            root.path("entry").forEach(entry -> resources.add((ObjectNode) entry.get("resource")));
        } else {
            resources.add((ObjectNode) root);
        }
        return resources;
    }

    private static List<ObjectNode> lines(String file) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(open(file)), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> (ObjectNode) tree(file, line)).toList();
        } catch (IOException broken) {
            throw new SandboxException("Population file " + file + " could not be read", broken);
        }
    }

    private static JsonNode tree(String file, String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new SandboxException("Population file " + file + " is not JSON", broken);
        }
    }

    private static String text(String file) {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new SandboxException("Population file " + file + " could not be read", broken);
        }
    }

    private static InputStream open(String file) {
        InputStream in = DemoPopulation.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new SandboxException("Population file " + file + " is not on the class path");
        }
        return in;
    }
}
