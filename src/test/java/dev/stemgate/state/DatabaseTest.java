// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final String PASSWORD = "canary-password";

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folderAndFilesAreForTheirOwnerAlone() throws Exception {
        try (Database database = open(folder.resolve("deep/state"));
                Stream<Path> files = Files.list(folder.resolve("deep/state"))) {
            assertThat(database).isNotNull();
            assertThat(mode(folder.resolve("deep/state"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("deep"))).isEqualTo("rwx------");
            List<Path> all = files.toList();
            assertThat(all).extracting(Path::getFileName).asString().contains("stemgate.mv.db", "stemgate.lock.db");
            assertThat(all).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatAnotherProgramHoldsIsInUse() throws Exception {
        open(folder).close();
        try (FileChannel channel = FileChannel.open(folder.resolve("stemgate.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertUnavailable(() -> open(folder), Problem.IN_USE);
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        open(folder).close();

        assertUnavailable(
                () -> Database.open(DatabaseSettings.file(folder, () -> "other-canary")), Problem.WRONG_PASSWORD);
        try (Database database = open(folder)) {
            assertThat(database).isNotNull();
            assertUnavailable(
                    () -> Database.open(DatabaseSettings.file(folder, () -> "other-canary")), Problem.WRONG_PASSWORD);
        }
    }

    @Test
    void aSchemaOfALaterReleaseIsRefused() {
        try (Database database = open(folder)) {
            database.inTransaction(transaction -> transaction.update(
                    "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                            + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
                            + " values (99, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)"));
        }

        assertUnavailable(() -> open(folder), Problem.NEWER_SCHEMA);
    }

    @Test
    void aDamagedFileIsSaid() throws Exception {
        Files.writeString(folder.resolve("stemgate.mv.db"), "this is no database".repeat(1000));

        assertUnavailable(() -> open(folder), Problem.DAMAGED);
    }

    @Test
    void aFolderThatIsAFileIsNotWritable() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertUnavailable(() -> open(file.resolve("state")), Problem.NOT_WRITABLE);
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        assertUnavailable(
                () -> Database.open(
                        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "someone", () -> PASSWORD)),
                Problem.UNREACHABLE);
    }

    @Test
    void otherUrlsAndPasswordsInUrlsAreRefused() {
        assertUnavailable(
                () -> new DatabaseSettings("jdbc:h2:mem:x", "someone", () -> PASSWORD), Problem.MISCONFIGURED);
        assertUnavailable(
                () -> new DatabaseSettings("jdbc:postgresql://h/d?user=u&password=canary", "someone", () -> PASSWORD),
                Problem.MISCONFIGURED);
    }

    @Test
    void aUrlCannotWeakenWhatTheStateNeeds() {
        String url = new H2File("jdbc:h2:file:" + folder + "/s;write_delay=500;AUTO_SERVER=FALSE;CACHE_SIZE=9").url();

        assertThat(url)
                .startsWith("jdbc:h2:file:" + folder + "/s;")
                .contains(";WRITE_DELAY=0", ";AUTO_SERVER=TRUE", ";TRACE_LEVEL_FILE=0", ";CACHE_SIZE=9")
                .doesNotContain("500", "FALSE");
    }

    @Test
    void settingsPrintNoSecret() {
        assertThat(new DatabaseSettings("jdbc:postgresql://h/d?sslcert=canary", "u", () -> PASSWORD))
                .asString()
                .doesNotContain("canary");
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        try (Database database = open(folder)) {
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        transaction.update("insert into installation (name, secret_key) values ('a', 'b')");
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
            assertThat(database.<List<String>>inTransaction(
                            transaction -> transaction.query(row -> row.text("name"), "select name from installation")))
                    .isEmpty();
        }
    }

    private static void assertUnavailable(ThrowingCallable opening, Problem problem) {
        assertThatThrownBy(opening)
                .asInstanceOf(type(StateUnavailableException.class))
                .satisfies(failure -> {
                    assertThat(failure.problem()).isEqualTo(problem);
                    assertThat(failure).hasNoCause();
                    assertThat(failure.getMessage())
                            .doesNotContain("canary", "\n")
                            .endsWith(failure.remedy());
                });
    }

    private static Database open(Path folder) {
        return Database.open(DatabaseSettings.file(folder, () -> PASSWORD));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
