// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may log in: a file with one {@code name:hash} a line, {@code #} begins a comment. It is read anew at each login, so that a
 * removed user is out at once. Thread-safe.
 */
public final class UsersFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    /** What an unknown name is compared with, so that it takes as long as a known one. */
    private static final PasswordHash NOBODY = PasswordHash.of("nobody has this password".toCharArray());

    private final Path file;

    /** @throws UsersFileException when the file cannot be read, is damaged, or names nobody */
    public UsersFile(Path file) {
        this.file = file;
        read();
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** @throws UsersFileException when the file became unusable */
    public boolean knows(String name, char[] password) {
        PasswordHash known = read().get(name);
        boolean right = (known == null ? NOBODY : known).matches(password);
        return right && known != null;
    }

    /** Whether the file still names this user. */
    public boolean names(String name) {
        return read().containsKey(name);
    }

    private Map<String, PasswordHash> read() {
        Map<String, PasswordHash> users = new HashMap<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            user(text, number, users);
        }
        if (users.isEmpty()) {
            throw new UsersFileException(
                    file + ": names no user; './stemgate console password NAME' makes a line for it");
        }
        return users;
    }

    private void user(String text, int number, Map<String, PasswordHash> users) {
        int colon = text.indexOf(':');
        if (colon < 0 || !isName(text.substring(0, colon))) {
            throw new UsersFileException(
                    file + ":" + number + ": expected NAME:HASH as './stemgate console password NAME' prints it");
        }
        try {
            Optional.ofNullable(users.put(text.substring(0, colon), PasswordHash.parse(text.substring(colon + 1))))
                    .ifPresent(twice -> {
                        throw new UsersFileException(file + ":" + number + ": this user stands there twice");
                    });
        } catch (IllegalArgumentException e) {
            throw new UsersFileException(file + ":" + number + ": the password of this user " + e.getMessage());
        }
    }

    private Iterable<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsersFileException(
                    file + ": the file of the console's users cannot be read; check path and permissions");
        }
    }
}
