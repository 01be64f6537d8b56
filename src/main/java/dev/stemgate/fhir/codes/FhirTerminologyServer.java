// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.codes;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.MalformedResponseException;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.Expansion;
import dev.stemgate.terminology.ServerAnswer;
import dev.stemgate.terminology.ServerAnswer.Reason;
import dev.stemgate.terminology.TerminologyServer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;

/**
 * Asks a FHIR R4 terminology server by {@code CodeSystem/$validate-code}, {@code CodeSystem/$subsumes} and {@code ValueSet/$expand},
 * through the same guarded client as an EHR. Whatever goes wrong is "cannot say". Nothing of a patient is sent but codes of public code
 * systems. Thread-safe; closing it closes its connections.
 */
public final class FhirTerminologyServer implements TerminologyServer, AutoCloseable {

    private final EhrClients clients = new EhrClients();
    private final IGenericClient client;

    public FhirTerminologyServer(EhrSettings settings) {
        client = clients.clientFor(settings);
    }

    @Override
    public ServerAnswer ask(AskedCode code, Collection<String> roots, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        return said(() -> subsumption(code, roots, end), ServerAnswer.CannotSay::new);
    }

    private ServerAnswer subsumption(AskedCode code, Collection<String> roots, long end) {
        Parameters known =
                call("$validate-code", parameters("url", code).addParameter("code", new CodeType(code.code())));
        if (!(value(known, "result") instanceof BooleanType result) || !result.hasValue()) {
            return new ServerAnswer.CannotSay(Reason.MALFORMED);
        }
        if (!result.booleanValue()) {
            return new ServerAnswer.CannotSay(Reason.UNKNOWN_CODE);
        }
        Set<String> under = new TreeSet<>();
        for (String root : roots) {
            if (System.nanoTime() - end > 0) {
                return new ServerAnswer.CannotSay(Reason.OUT_OF_TIME);
            }
            Optional<Boolean> below = below(code, root);
            if (below.isEmpty()) {
                return new ServerAnswer.CannotSay(Reason.MALFORMED);
            }
            if (below.get()) {
                under.add(root);
            }
        }
        String display = value(known, "display") instanceof StringType name && name.hasValue() ? name.getValue() : "";
        return under.isEmpty() ? new ServerAnswer.UnderNone(display) : new ServerAnswer.Under(under, display);
    }

    /**
     * Whether the code lies under the root or is it; empty for an outcome that FHIR does not know. The root itself is not asked for: HAPI FHIR
     * answers "not-subsumed" instead of "equivalent" there.
     */
    private Optional<Boolean> below(AskedCode code, String root) {
        if (root.equals(code.code())) {
            return Optional.of(true);
        }
        Parameters answer = call(
                "$subsumes",
                parameters("system", code)
                        .addParameter("codeA", new CodeType(root))
                        .addParameter("codeB", new CodeType(code.code())));
        String outcome = value(answer, "outcome") instanceof StringType text && text.hasValue() ? text.getValue() : "";
        return switch (outcome) {
            case "subsumes", "equivalent" -> Optional.of(true);
            case "subsumed-by", "not-subsumed" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public Expansion expand(String url) {
        return said(() -> new ExpansionPages(client, url).read(), Expansion.CannotSay::new);
    }

    @Override
    public void close() {
        clients.close();
    }

    private static <T> T said(Supplier<T> question, Function<Reason, T> cannotSay) {
        try {
            return question.get();
        } catch (EhrUnavailableException e) {
            return cannotSay.apply(Reason.UNAVAILABLE);
        } catch (MalformedResponseException e) {
            return cannotSay.apply(Reason.MALFORMED);
        } catch (EhrException e) {
            return cannotSay.apply(Reason.REFUSED);
        } catch (BaseServerResponseException e) {
            return cannotSay.apply(e instanceof InternalErrorException ? Reason.UNAVAILABLE : Reason.MALFORMED);
        }
    }

    private Parameters call(String operation, Parameters parameters) {
        return client.operation()
                .onType(CodeSystem.class)
                .named(operation)
                .withParameters(parameters)
                .useHttpGet()
                .execute();
    }

    private static Parameters parameters(String name, AskedCode code) {
        Parameters parameters = new Parameters();
        parameters.addParameter(name, new UriType(code.system()));
        return parameters;
    }

    /** The value of a parameter, or an empty text when the answer has none of that name. */
    private static Type value(Parameters answer, String name) {
        return answer.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()) && parameter.hasValue())
                .map(Parameters.ParametersParameterComponent::getValue)
                .findFirst()
                .orElseGet(StringType::new);
    }
}
