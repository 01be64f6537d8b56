// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * Makes a sandbox EHR strict: it wants a token of its own token endpoint for every request, and gives one only for an assertion that is
 * right to the letter (see {@link AssertionCheck}). One for each sandbox. Thread-safe.
 */
public final class SmartAuthorization {

    private static final String TOKEN = "/auth/token";

    private final SmartSettings settings;
    private final IssuedTokens tokens;
    private volatile TokenServlet endpoint;

    public SmartAuthorization(SmartSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.tokens = new IssuedTokens(settings);
    }

    /** How many tokens were given out. */
    public int tokensIssued() {
        return tokens.count();
    }

    /** Why token requests were refused, in order: {@code invalid_client: exp is past}. */
    public List<String> refusals() {
        return endpoint == null ? List.of() : endpoint.refusals();
    }

    /** No token that was given out so far is good any more. */
    public void revokeAll() {
        tokens.revokeAll();
    }

    /** The token endpoint of the sandbox with that base URL. */
    public static URI tokenEndpoint(URI baseUrl) {
        return baseUrl.resolve(TOKEN);
    }

    void stand(ServletContextHandler handler, URI baseUrl) {
        URI url = tokenEndpoint(baseUrl);
        endpoint = new TokenServlet(settings, new AssertionCheck(settings, url), tokens);
        handler.addServlet(new ServletHolder(endpoint), TOKEN);
        handler.addServlet(
                new ServletHolder(new SmartConfigurationServlet(settings, url)),
                baseUrl.getPath() + "/.well-known/smart-configuration");
        handler.addFilter(
                new FilterHolder(new BearerFilter(tokens)),
                baseUrl.getPath() + "/*",
                EnumSet.of(DispatcherType.REQUEST));
    }
}
