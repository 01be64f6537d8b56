// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestFormatParamStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Builds the HAPI client of each EHR: a FhirContext, a connection pool and timeouts of its own, JSON, no redirects, no cookies, no
 * hidden retries, no call to {@code /metadata}, no cached search results, references sent with their versions. Every call of such a client ends in an answer or in an {@link EhrException}. A page,
 * and a Patient that is read by its id, come as an envelope (ADR 0002): the latter is to be asked for with {@code loadPage}. The clients
 * are thread-safe; closing this closes their connections.
 */
public final class EhrClients implements AutoCloseable {

    private final Clock clock;
    private final List<CloseableHttpClient> open = new ArrayList<>();
    private final Map<String, Credentials> credentials = new ConcurrentHashMap<>();
    private final Map<String, ServerClock> serverClocks = new ConcurrentHashMap<>();

    public EhrClients() {
        this(Clock.systemUTC());
    }

    /** @param clock judges a Retry-After date of a server that sends no Date header */
    public EhrClients(Clock clock) {
        this.clock = clock;
    }

    /**
     * A new client, with a pool of its own: ask once per EHR and keep it.
     *
     * @throws dev.stemgate.fhir.keys.KeyFileException when a certificate file cannot be used
     */
    public IGenericClient clientFor(EhrSettings settings) {
        CloseableHttpClient http = http(settings);
        synchronized (open) {
            open.add(http);
        }
        Credentials shown = credentials(settings, http);
        credentials.put(settings.name(), shown);
        FhirContext context = VersionedReferences.keep(FhirContext.forR4());
        GuardedClientFactory factory = new GuardedClientFactory(
                context, http, new Gate(settings, shown, context, clock, clockOf(settings.name())));
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        context.setRestfulClientFactory(factory);
        IGenericClient client =
                context.newRestfulGenericClient(settings.baseUrl().toString());
        client.setEncoding(EncodingEnum.JSON);
        client.setFormatParamStyle(RequestFormatParamStyleEnum.NONE);
        return client;
    }

    /**
     * Asks a server for its SMART configuration, without credentials. A server that has none still tells the time.
     *
     * @throws EhrUnavailableException when there is no answer at all
     */
    public Greeting greet(EhrSettings settings) {
        try (CloseableHttpClient http = http(settings)) {
            Instant asked = clock.instant();
            PlainHttp.Reply reply = new PlainHttp(http, settings.timeouts().read())
                    .get(URI.create(settings.origin().base() + "/.well-known/smart-configuration"));
            SmartConfiguration configuration =
                    reply.status() == 200 ? SmartConfiguration.parse(reply.body()) : SmartConfiguration.ABSENT;
            Optional<Duration> ahead =
                    reply.header("Date").flatMap(RetryAfter::instant).map(date -> Duration.between(asked, date));
            return new Greeting(configuration.tokenEndpoint().isPresent(), configuration.knowsV2(), ahead);
        } catch (IOException trouble) {
            throw EhrUnavailableException.network(settings.name(), trouble);
        }
    }

    /** What the scopes that this EHR granted lack, in one line; empty when they suffice or none were granted yet. */
    public String scopeShortfall(String ehr) {
        return Optional.ofNullable(credentials.get(ehr))
                .map(Credentials::shortfall)
                .orElse("");
    }

    /** How far this EHR's clock is ahead of ours, as it last told; nothing where it never did. */
    public Duration serverAhead(String ehr) {
        return clockOf(ehr).ahead();
    }

    private ServerClock clockOf(String ehr) {
        return serverClocks.computeIfAbsent(ehr, name -> new ServerClock(clock));
    }

    /**
     * Whether the granted scopes reach all records of a type; true where they say nothing.
     *
     * @throws EhrException when there are no credentials now
     */
    public boolean mayRead(String ehr, String type) {
        Credentials shown = credentials.get(ehr);
        try {
            return shown == null || shown.grant().scopes().allows(type, 's');
        } catch (EhrException known) {
            throw known;
        } catch (RuntimeException noCredentials) {
            // The request itself meets the same, and says what it is.
            return true;
        }
    }

    private Credentials credentials(EhrSettings settings, CloseableHttpClient http) {
        Authorization authorization = settings.authorization();
        if (authorization instanceof Authorization.SmartBackend smart) {
            PlainHttp plain = new PlainHttp(http, settings.timeouts().read());
            TokenEndpoint endpoint = new TokenEndpoint(settings, smart, plain, clock);
            return new SmartCredentials(settings.name(), smart.scopes(), new AccessTokens(endpoint::fetch, clock));
        }
        if (authorization instanceof Authorization.Bearer bearer) {
            return Credentials.reading(
                    () -> Optional.of(Credentials.bearer(bearer.token().get())));
        }
        if (authorization instanceof Authorization.Basic basic) {
            return Credentials.reading(() ->
                    Optional.of(Credentials.basic(basic.user(), basic.password().get())));
        }
        return Credentials.reading(Optional::empty);
    }

    @Override
    public void close() {
        synchronized (open) {
            for (CloseableHttpClient http : open) {
                try {
                    http.close();
                } catch (IOException trouble) {
                    throw new UncheckedIOException("a connection pool did not close", trouble);
                }
            }
            open.clear();
        }
    }

    private static CloseableHttpClient http(EhrSettings settings) {
        int connections = settings.limits().maxConnections();
        int connect = Math.toIntExact(settings.timeouts().connect().toMillis());
        int read = Math.toIntExact(settings.timeouts().read().toMillis());
        return HttpClientBuilder.create()
                .setSSLSocketFactory(new TlsSockets(settings.tls()))
                .setRequestExecutor(TlsSockets.requests())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .setConnectionRequestTimeout(read)
                        .setRedirectsEnabled(false)
                        .build())
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .setUserAgent("Stemgate")
                .build();
    }
}
