// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the files of a model folder and of the local map stand on the disk, so that a change of either is seen.
 *
 * @param map SHA-256 of names and content of the files of the local map
 * @param model names, sizes and times of all other files of the model folder
 */
record LocalMapState(String map, String model) {

    private static final String LOCAL_CODES = "local-codes";

    /** @throws IOException when a file vanishes or cannot be read while it is looked at */
    static LocalMapState of(Path model, Path localCodes) throws IOException {
        Path shipped = model.resolve(LOCAL_CODES);
        MessageDigest map = sha256();
        for (Path folder : List.of(shipped, localCodes).stream().distinct().toList()) {
            for (Path file : files(folder, 1)) {
                if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                    map.update(file.toString().getBytes(StandardCharsets.UTF_8));
                    map.update(Files.readAllBytes(file));
                }
            }
        }
        StringBuilder rest = new StringBuilder();
        for (Path file : files(model, Integer.MAX_VALUE)) {
            if (!file.startsWith(shipped) && !file.startsWith(localCodes)) {
                rest.append(file).append(' ').append(Files.size(file)).append(' ');
                rest.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
            }
        }
        return new LocalMapState(HexFormat.of().formatHex(map.digest()), rest.toString());
    }

    private static List<Path> files(Path folder, int depth) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException vanished) {
            throw vanished.getCause();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime knows SHA-256", e);
        }
    }
}
