// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stemgate.fhir.client.MalformedResponseException.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns every answer into what it means: a body that HAPI can read, or one typed {@link EhrException}. A page of a search becomes an
 * envelope (see {@link PageEnvelope}), and so does a Patient that is read by its id. Thread-safe.
 */
final class AnswerJudge {

    private static final Set<String> JSON_TYPES =
            Set.of("", "application/fhir+json", "application/json+fhir", "application/json", "text/json");
    private static final Set<String> PAGES = Set.of("", "searchset", "history");

    private final String ehr;
    private final FhirContext context;
    private final PageEnvelope envelope;
    private final Clock clock;

    AnswerJudge(EhrSettings settings, FhirContext context, Clock clock) {
        this.ehr = settings.name();
        this.context = context;
        this.envelope = new PageEnvelope(settings.origin(), settings.pagingHosts());
        this.clock = clock;
    }

    Answer judge(Asked asked, Answer answer) {
        int status = answer.getStatus();
        if (status >= 300 && status < 400) {
            throw new UnexpectedRedirectException(ehr, status, IssueCodes.of(answer.body()));
        }
        if (status >= 400 || status < 200) {
            throw failure(asked, answer);
        }
        return readable(asked, answer);
    }

    private EhrException failure(Asked asked, Answer answer) {
        int status = answer.getStatus();
        List<String> codes = IssueCodes.of(answer.body());
        if (asked.searchesType() && notServed(status, answer.body())) {
            return new NotServedException(ehr, status, codes);
        }
        if (status == 401 || status == 408 || status == 429 || status >= 500 && status != 501) {
            Optional<java.time.Duration> wait =
                    RetryAfter.parse(answer.header("Retry-After"), answer.header("Date"), clock);
            return new EhrUnavailableException(
                    ehr, status, codes, wait, status == 401 ? "not authorised" : "unavailable");
        }
        if (status == 403) {
            return new AccessDeniedException(ehr, status, codes);
        }
        if (status == 410) {
            return new GoneException(ehr, status, codes);
        }
        if (asked.writes() && (status == 409 || status == 412)) {
            return new WriteConflictException(ehr, status, codes);
        }
        return new RequestRefusedException(ehr, status, codes, answer.body());
    }

    private static boolean notServed(int status, byte[] body) {
        return status == 404 || status == 405 || status == 501 || status == 400 && IssueCodes.saysTypeIsUnknown(body);
    }

    private Answer readable(Asked asked, Answer answer) {
        if (answer.body().length == 0) {
            if (asked.writes() && !asked.expectsBundle()) {
                return answer;
            }
            throw malformed(answer, Fault.EMPTY);
        }
        if (!JSON_TYPES.contains(answer.mediaType())) {
            throw malformed(answer, Fault.WRONG_CONTENT_TYPE);
        }
        RawResource resource = scan(answer);
        if (resource.resourceType().isEmpty()) {
            throw malformed(answer, Fault.NOT_FHIR);
        }
        if (!asked.accepts(resource.resourceType())) {
            throw malformed(answer, Fault.WRONG_RESOURCE);
        }
        boolean page =
                asked.expectsBundle() && !asked.path().isEmpty() || asked.verb().equals("GET");
        boolean bundle = resource.resourceType().equals("Bundle");
        if (bundle
                && (page && PAGES.contains(resource.type()) || resource.type().equals("batch-response"))) {
            return answer.withBody(envelope.wrap(resource));
        }
        if (asked.readsPatient()) {
            return answer.withBody(envelope.wrapRecord(resource));
        }
        return parsed(answer, resource);
    }

    private RawResource scan(Answer answer) {
        try {
            return RawResource.scan(answer.body());
        } catch (JsonProcessingException broken) {
            if (CutOff.is(broken, answer.body())) {
                // Half an answer: trouble on the way, not a bad record, even where the length said that this was all.
                throw EhrUnavailableException.network(ehr, broken);
            }
            throw malformed(answer, Fault.NOT_JSON);
        }
    }

    /** Parsed here once, so that HAPI's own parse of the same bytes cannot fail later in another guise. */
    private Answer parsed(Answer answer, RawResource resource) {
        byte[] body = resource.bytes();
        try {
            context.newJsonParser().parseResource(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        } catch (DataFormatException | IllegalArgumentException | IllegalStateException broken) {
            throw malformed(answer, Fault.UNREADABLE);
        }
        return answer.withBody(body);
    }

    private MalformedResponseException malformed(Answer answer, Fault fault) {
        return new MalformedResponseException(ehr, answer.getStatus(), fault, answer.body());
    }
}
