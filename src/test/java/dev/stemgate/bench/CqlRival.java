// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CQL engine of {@code it/cql-oracle} in this process, with its own libraries (another HAPI FHIR than ours) in a class loader
 * of its own. Not thread-safe.
 */
final class CqlRival {

    private final Object judge;

    private CqlRival(Object judge) {
        this.judge = judge;
    }

    /**
     * Loads the engine and translates the CQL.
     *
     * @throws IllegalStateException when it is not built: {@code mvn -B -q -f it/cql-oracle/pom.xml package}
     */
    static CqlRival in(Path project, LocalDate asOf) throws IOException {
        Path target = project.resolve("it/cql-oracle/target");
        List<URL> path = new ArrayList<>();
        path.add(target.resolve("cql-oracle.jar").toUri().toURL());
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            for (Path jar : jars.sorted().toList()) {
                path.add(jar.toUri().toURL());
            }
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            // Its model readers are found as services, by the loader of the thread.
            Thread.currentThread().setContextClassLoader(loader);
            Object judge = loader.loadClass("dev.stemgate.it.cql.CqlJudge")
                    .getConstructor(Path.class, LocalDate.class)
                    .newInstance(project.resolve("model"), asOf);
            return new CqlRival(judge);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the CQL engine is not built: mvn -B -q -f it/cql-oracle/pom.xml package", e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** A Bundle with the Patient, Conditions and medications of one patient, read by HAPI FHIR. */
    Object parse(String bundle) {
        return call("parse", String.class, bundle);
    }

    /** How many criteria it judged. */
    int judge(Object bundle) {
        return ((java.util.Map<?, ?>) call("judge", Object.class, bundle)).size();
    }

    private Object call(String method, Class<?> type, Object argument) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(judge.getClass().getClassLoader());
            return judge.getClass().getMethod(method, type).invoke(judge, argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the CQL engine failed in " + method, e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
