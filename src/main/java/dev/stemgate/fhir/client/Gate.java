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
 * The only way out to one EHR. In this order: the URL is held against the origin, the credentials are added, the request waits until the
 * budget of requests a second allows it and is sent, the
 * answer is read whole and judged. After a 401 it is sent once more, if there are other credentials. What the granted scopes do not
 * reach is not written; when it is read, the answer only tells whether the type is served, and never counts as read. What is read is asked for afresh: HAPI JPA gives the results of an equal search again for a minute
 * unless it is told {@code no-cache}, and a proxy may do so for longer. Whatever goes wrong leaves as an {@link EhrException}.
 * Thread-safe.
 */
final class Gate {

    private final EhrSettings settings;
    private final Origin origin;
    private final Credentials credentials;
    private final RequestBudget budget;
    private final AnswerReader reader;
    private final AnswerJudge judge;
    private final ServerClock serverClock;

    /** @param serverClock is told the time that the server gives with each answer */
    Gate(EhrSettings settings, Credentials credentials, FhirContext context, Clock clock, ServerClock serverClock) {
        this.settings = settings;
        this.credentials = credentials;
        this.origin = settings.origin();
        this.budget = new RequestBudget(settings.requestsPerSecond());
        this.reader = new AnswerReader(settings);
        this.judge = new AnswerJudge(settings, context, clock);
        this.serverClock = serverClock;
    }

    IHttpResponse send(IHttpRequest request) {
        Asked asked = Asked.of(request.getHttpVerbName(), pinned(request.getUri()), origin);
        settings.extra().forEach(request::addHeader);
        if (!asked.writes() || asked.sendsTransaction()) {
            request.removeHeaders("Cache-Control");
            request.addHeader("Cache-Control", "no-cache");
        }
        Grant grant = grant();
        if (asked.writes() && !grant.scopes().covers(asked)) {
            throw AccessDeniedException.byScope(settings.name());
        }
        Answer answer = exchange(request, grant);
        if (answer.getStatus() == 401 && another(grant)) {
            grant = grant();
            answer = exchange(request, grant);
        }
        Answer judged = judge.judge(asked, answer);
        if (!grant.scopes().covers(asked)) {
            throw AccessDeniedException.byScope(settings.name());
        }
        return judged;
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

    private Grant grant() {
        try {
            return credentials.grant();
        } catch (EhrException known) {
            throw known;
        } catch (RuntimeException noToken) {
            throw noCredentials();
        }
    }

    private boolean another(Grant refused) {
        try {
            return credentials.refused(refused);
        } catch (RuntimeException noToken) {
            throw noCredentials();
        }
    }

    private EhrUnavailableException noCredentials() {
        return new EhrUnavailableException(settings.name(), 401, List.of(), Optional.empty(), "no credentials");
    }

    private Answer exchange(IHttpRequest request, Grant grant) {
        budget.take();
        request.removeHeaders("Authorization");
        grant.header().ifPresent(header -> request.addHeader("Authorization", header.reveal()));
        try {
            IHttpResponse response = request.execute();
            try {
                Answer answer = reader.read(response);
                serverClock.learn(answer.header("Date"));
                return answer;
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
