// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The only way out to one EHR. In this order: the URL is held against the origin, the credentials are added, the request is sent, the
 * answer is read whole and judged. What is read is asked for afresh: HAPI JPA gives the results of an equal search again for a minute
 * unless it is told {@code no-cache}, and a proxy may do so for longer. Whatever goes wrong leaves as an {@link EhrException}.
 * Thread-safe.
 */
final class Gate {

    private final EhrSettings settings;
    private final Origin origin;
    private final AnswerReader reader;
    private final AnswerJudge judge;

    Gate(EhrSettings settings, FhirContext context, Clock clock) {
        this.settings = settings;
        this.origin = settings.origin();
        this.reader = new AnswerReader(settings);
        this.judge = new AnswerJudge(settings, context, clock);
    }

    IHttpResponse send(IHttpRequest request) {
        Asked asked = Asked.of(request.getHttpVerbName(), pinned(request.getUri()), origin);
        request.removeHeaders("Authorization");
        settings.extra().forEach(request::addHeader);
        if (!asked.writes()) {
            request.removeHeaders("Cache-Control");
            request.addHeader("Cache-Control", "no-cache");
        }
        authorization().ifPresent(header -> request.addHeader("Authorization", header.reveal()));
        return judge.judge(asked, exchange(request));
    }

    private URI pinned(String text) {
        try {
            URI url = URI.create(text);
            if (origin.covers(url)) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw new ForeignOriginException(settings.name());
        }
        throw new ForeignOriginException(settings.name());
    }

    private Optional<Secret> authorization() {
        try {
            return settings.authorization().header();
        } catch (EhrException known) {
            throw known;
        } catch (RuntimeException noToken) {
            throw new EhrUnavailableException(settings.name(), 401, List.of(), Optional.empty(), "no credentials");
        }
    }

    private Answer exchange(IHttpRequest request) {
        try {
            IHttpResponse response = request.execute();
            try {
                return reader.read(response);
            } finally {
                response.close();
            }
        } catch (IOException trouble) {
            throw EhrUnavailableException.network(settings.name(), trouble);
        } catch (EhrException known) {
            throw known;
        } catch (RuntimeException trouble) {
            throw EhrUnavailableException.network(settings.name(), trouble);
        }
    }
}
