// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods and constructors the {@link JpaServerProcess} of the run. It is started by the first test class that
 * asks and ended with the run, so that all integration tests share one boot; a test uses resources of its own and never
 * assumes an empty server. With {@code -Dit.jpa.skip=true} the classes that use it are skipped.
 */
public final class JpaServerExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(JpaServerExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeFalse(Boolean.getBoolean("it.jpa.skip"), "it.jpa.skip is set");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JpaServerProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        JpaServerProcess.class,
                        key -> JpaServerProcess.start(Path.of("").toAbsolutePath()),
                        JpaServerProcess.class);
    }
}
