package dev.stemgate.route.mllp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped routes with one listener among the sources, in a folder of a test. */
public final class MllpRoutes {

    private MllpRoutes() {}

    /** @return the line that names them in {@code stemgate.yaml} */
    public static String write(Path folder, String ehr, int port) {
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            Path sources = Files.createDirectories(folder.resolve("routes/sources"));
            List<Path> files = shipped.filter(file -> file.toString().endsWith(".camel.yaml")).toList();
            for (Path file : files) {
                Files.copy(file, folder.resolve("routes").resolve(file.getFileName()));
            }
            Files.writeString(
                    sources.resolve("adt.camel.yaml"),
                    ListenerFixture.sourceFile(port, "").replace("value: north", "value: " + ehr));
            return "routes: routes\nmodel: " + Path.of("model").toAbsolutePath() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try {
            return ListenerFixture.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An admission with one diagnosis for each code. */
    public static String admission(String controlId, String patient, String... codes) {
        StringBuilder message = new StringBuilder("MSH|^~\\&|ADTApp|Hospital|B|C|20260301120000+0100||ADT^A01^ADT_A01|"
                + controlId + "|P|2.5\rPID|1||" + patient + "^^^HOSP^MR||TESTCANARY^ADA||19610507|F\r");
        for (int i = 0; i < codes.length; i++) {
            message.append("DG1|").append(i + 1).append("||").append(codes[i]).append("^^I10|||F\r");
        }
        return message.toString();
    }
}
