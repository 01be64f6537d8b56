// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.HospitalKeys;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves our public keys beside health and metrics: {@code /.well-known/jwks/<ehr>.json} those of one hospital,
 * {@code /.well-known/jwks.json} those of all. The files are read at most once a minute; while one cannot be read the set goes on as it
 * was. Thread-safe.
 */
final class PublishedKeys {

    static final String ALL = "/.well-known/jwks.json";
    private static final String ONE = "/.well-known/jwks/:ehr";
    private static final String SUFFIX = ".json";
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    private record Read(Optional<String> jwks, Instant at) {}

    private final HospitalKeys keys;
    private final Clock clock;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private PublishedKeys(HospitalKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Serves nothing where there is no management server, or no hospital for which the bridge signs. */
    static void serve(CamelContext camel, BridgeSettings settings) {
        HospitalKeys keys = new HospitalKeys(settings);
        if (settings.httpPort() == 0 || !keys.any()) {
            return;
        }
        PublishedKeys published = new PublishedKeys(keys, Clock.systemUTC());
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(
                camel, VertxPlatformHttpRouter.getRouterNameFromPort(settings.httpPort()));
        router.route(ALL).method(HttpMethod.GET).blockingHandler(published::answerAll, false);
        router.route(ONE).method(HttpMethod.GET).blockingHandler(published::answerOne, false);
    }

    private void answerAll(RoutingContext request) {
        answer(request, current("", () -> Optional.of(keys.jwks())));
    }

    private void answerOne(RoutingContext request) {
        String file = request.pathParam("ehr");
        String ehr = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        boolean known = !ehr.isEmpty() && keys.signsFor(ehr);
        answer(request, known ? current(ehr, () -> keys.jwks(ehr)) : Optional.empty());
    }

    private static void answer(RoutingContext request, Optional<String> jwks) {
        if (jwks.isEmpty()) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("Content-Type", "application/jwk-set+json")
                    .putHeader("Cache-Control", "max-age=" + READ_AGAIN.toSeconds())
                    .end(jwks.get());
        }
    }

    private Optional<String> current(String name, Supplier<Optional<String>> reading) {
        return read.compute(
                        name,
                        (same, before) -> before != null
                                        && clock.instant().isBefore(before.at().plus(READ_AGAIN))
                                ? before
                                : again(before, reading))
                .jwks();
    }

    private Read again(Read before, Supplier<Optional<String>> reading) {
        try {
            return new Read(reading.get(), clock.instant());
        } catch (ConfigurationException unusable) {
            LOG.warn("the published keys stay as they were: {}", unusable.getMessage());
            return new Read(before == null ? Optional.empty() : before.jwks(), clock.instant());
        }
    }
}
